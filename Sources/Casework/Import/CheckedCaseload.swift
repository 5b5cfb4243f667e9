/// A file of which every row was checked against its mapping: what an import starts from.
package struct CheckedCaseload: Sendable {
    let source: any ByteSource
    let mapping: CaseloadMapping
    let sha256: String
    /// How many couples the file has.
    package let couples: Int

    /// What the file and its mapping are, by their hashes: the same for the same import.
    package var identity: [String] { [sha256, mapping.sha256] }

    /// Reads the whole file and checks every row; `progress` hears of every thousandth.
    ///
    /// - Throws: `ImportRefusal` with the problems found.
    package init(
        _ source: any ByteSource, mapping: CaseloadMapping, progress: (Int) -> Void = { _ in }
    ) throws {
        var refusal = ImportRefusal(source: source.name)
        var reading = try CaseloadReading(source, mapping)
        var couples = 0
        do {
            while let row = try reading.next() {
                couples += 1
                if case .problem(let problem) = row { refusal.add(problem) }
                if couples.isMultiple(of: 1000) { progress(1000) }
            }
        } catch let end as ImportRefusal {
            for problem in end.problems { refusal.add(problem, stopping: true) }
        }
        guard refusal.isEmpty else { throw refusal }
        guard couples > 0 else {
            throw ImportRefusal(
                source: source.name,
                ImportProblem(
                    line: nil, column: nil, rule: "the file has a heading and no row; there is nothing to import"))
        }
        (self.source, self.mapping, self.couples) = (source, mapping, couples)
        sha256 = reading.sha256
    }
}
