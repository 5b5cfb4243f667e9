extension Recoding {
    /// Calls `body` with each class: the labels of its quasi-identifiers, in the order they were named, and the numbers
    /// of its rows in the table, in no order that means anything.
    ///
    /// For whoever keeps a ledger of classes, or writes other columns beside them.
    package func forEachClass(_ body: (_ labels: [String], _ rows: ArraySlice<UInt32>) -> Void) {
        var start = 0
        for (number, size) in classSizes.enumerated() {
            let names = indices.indices.map { labels[$0][Int(labelsOfClass[number * indices.count + $0])] }
            body(names, rowsByClass[start..<start + size])
            start += size
        }
    }
}
