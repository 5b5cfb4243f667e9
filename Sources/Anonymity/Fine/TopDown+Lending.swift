extension TopDown {
    /// Rows looked at for lending; more would cost more than they bring.
    private var rowsLookedAt: Int { 1_024 }

    /// The rest of a split, too small to stand, as rows are lent to it.
    private struct Rest {
        /// The first and last position in each ladder.
        var first: [Int]
        var last: [Int]
        var rows = 0
    }

    /// The split in which larger parts lend the rest the rows that suit it best, until it keeps the model.
    ///
    /// A row suits the better the more it mends of l and t, then the less it widens the labels that the rest could still
    /// get in the other columns.
    mutating func lending(_ field: Int, _ labels: [Ladder.Label], _ start: Tally, of part: Part) -> Split? {
        var tally = start
        let restPart = labels.count
        let standing = labels.indices.filter { tally.sizes[$0] > 0 }
        mapPositions(of: standing.map { labels[$0] }, under: part.labels[field], field: field)
        guard var rest = rest(field, standing.count, of: part) else { return nil }
        var lent: [UInt32] = []
        var taken: Set<Int> = []
        while !allows(restPart, tally) {
            guard lent.count < 2 * model.k,
                let (record, donor) = suitable(for: rest, field, labels, standing, tally, taken, of: part)
            else { return nil }
            taken.insert(record)
            lent.append(records.rows[record])
            tally.sizes[donor] -= 1
            tally.sizes[restPart] += 1
            rest.rows += 1
            for (index, column) in model.columns.enumerated() {
                let rank = column.start + records[record, ladders.count + index]
                tally.counts[donor * tally.length + rank] -= 1
                tally.counts[restPart * tally.length + rank] += 1
            }
            for other in ladders.indices {
                rest.first[other] = min(rest.first[other], records[record, other])
                rest.last[other] = max(rest.last[other], records[record, other])
            }
        }
        guard standing.allSatisfy({ allows($0, tally) }) else { return nil }
        return split(field, labels, tally, lent: lent, of: part)
    }

    /// The rows that no part takes; nil when there are none.
    private func rest(_ field: Int, _ restPart: Int, of part: Part) -> Rest? {
        var rest = Rest(
            first: Array(repeating: .max, count: ladders.count), last: Array(repeating: 0, count: ladders.count))
        for record in part.range where Int(partOfPosition[records[record, field]]) == restPart {
            rest.rows += 1
            for other in ladders.indices {
                rest.first[other] = min(rest.first[other], records[record, other])
                rest.last[other] = max(rest.last[other], records[record, other])
            }
        }
        return rest.rows > 0 ? rest : nil
    }

    private func suitable(
        for rest: Rest, _ field: Int, _ labels: [Ladder.Label], _ standing: [Int], _ tally: Tally, _ taken: Set<Int>,
        of part: Part
    ) -> (record: Int, donor: Int)? {
        var best: (mended: Int, cost: Int, record: Int, donor: Int)?
        let now = ladders.indices.map { ladders[$0].lossCovering(rest.first[$0], rest.last[$0]) }
        let wide = ladders[field].loss(of: part.labels[field])
        let missed = missed(tally)
        for record in part.range.prefix(rowsLookedAt) {
            let index = Int(partOfPosition[records[record, field]])
            guard index < standing.count, case let donor = standing[index], tally.sizes[donor] > model.k,
                !taken.contains(record)
            else { continue }
            var cost = wide - ladders[field].loss(of: labels[donor])
            for other in ladders.indices where other != field {
                let position = records[record, other]
                guard position < rest.first[other] || position > rest.last[other] else { continue }
                let wider = ladders[other].lossCovering(
                    min(rest.first[other], position), max(rest.last[other], position))
                cost += rest.rows * (wider - now[other])
            }
            let mended = missed.reduce(0) { $0 + (mends($1, record, rest, tally) ? 1 : 0) }
            if best.map({ (mended, $0.cost) > ($0.mended, cost) }) ?? true { best = (mended, cost, record, donor) }
        }
        return best.map { ($0.record, $0.donor) }
    }

    /// The sensitive columns that the rest does not keep yet.
    private func missed(_ tally: Tally) -> [Int] {
        let rest = tally.sizes.count - 1
        let counts = tally.counts(of: rest)
        return model.columns.indices.filter { index in
            let column = model.columns[index]
            let base = counts.startIndex + column.start
            return !column.allows(rows: tally.sizes[rest], counts[base..<base + column.shares.count])
        }
    }

    /// Whether the row's value is rarer in the rest than in the whole table.
    private func mends(_ index: Int, _ record: Int, _ rest: Rest, _ tally: Tally) -> Bool {
        let column = model.columns[index]
        let rank = records[record, ladders.count + index]
        let count = tally.counts[(tally.sizes.count - 1) * tally.length + column.start + rank]
        return Double(count) < column.shares[rank] * Double(rest.rows)
    }
}
