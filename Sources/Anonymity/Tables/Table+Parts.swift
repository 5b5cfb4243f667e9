extension Table {
    /// The same table with the values of one column replaced by labels, one a value of its vocabulary.
    ///
    /// Values that get the same label become one.
    package func relabelled(column index: Int, _ labels: [String]) -> Table {
        var vocabulary: [String] = []
        var codeOfLabel: [String: UInt32] = [:]
        let codeOfCode = labels.map { label in
            if let known = codeOfLabel[label] { return known }
            let code = UInt32(vocabulary.count)
            codeOfLabel[label] = code
            vocabulary.append(label)
            return code
        }
        var columns = columns
        columns[index] = Column(
            name: columns[index].name, vocabulary: vocabulary, codes: columns[index].codes.mapped(by: codeOfCode))
        return Table(columns: columns, rowCount: rowCount)
    }

    /// The same table without the columns of those names.
    package func without(_ names: Set<String>) -> Table {
        Table(columns: columns.filter { !names.contains($0.name) }, rowCount: rowCount)
    }

    /// The rows of those numbers, in that order, as a table of their own. All of them in their order is the table itself.
    package func rows(_ rows: [UInt32]) -> Table {
        if rows.count == rowCount, rows.indices.allSatisfy({ rows[$0] == UInt32($0) }) { return self }
        let columns = columns.map { source in
            // a vocabulary holds only values that occur
            var vocabulary: [String] = []
            var codeOfCode: [UInt32?] = Array(repeating: nil, count: source.vocabulary.count)
            var codes = Codes()
            for row in rows {
                let code = source.codes[row: Int(row)]
                if let known = codeOfCode[Int(code)] {
                    codes.append(known)
                } else {
                    let new = UInt32(vocabulary.count)
                    codeOfCode[Int(code)] = new
                    vocabulary.append(source.vocabulary[Int(code)])
                    codes.append(new)
                }
            }
            return Column(name: source.name, vocabulary: vocabulary, codes: codes)
        }
        return Table(columns: columns, rowCount: rows.count)
    }
}
