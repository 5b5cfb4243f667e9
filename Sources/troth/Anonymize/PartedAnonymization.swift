import Anonymity

/// A run of `troth anonymize` in bounded memory: one pass that counts, then a pass for each random part of the rows, which
/// is recoded by itself and written before the next is read; then the check, in as many passes as its classes need.
struct PartedAnonymization {
    let file: String
    let plan: AnonymizePlan

    /// What a class takes in the check, with its place in the tree of labels.
    private static let bytesOfClass = 400

    func make(
        _ results: AnonymizedFiles, within memory: MemoryLimit, _ random: some RandomNumberGenerator
    ) async throws -> AnonymizationReport {
        var random = random
        let (survey, dropped) = try await ProgressBar.run("Counting", total: nil) { _ in try plan.survey(file) }
        let parts = try plan.parts(of: survey, memory)
        let cut = RandomParts(parts, using: &random)
        var lost = Lost()
        var promise: ReleasePromise?
        try results.write { put in
            for number in 0..<parts {
                let recoding = try plan.recode(try plan.read(file, .init(number, of: cut, survey: survey)), of: survey)
                let writer = try plan.writer(of: recoding)
                try writer.write(shuffledBy: &random, withHeader: number == 0, put: put)
                promise = promise ?? writer.promise(rows: survey.rowCount)
                lost.add(recoding)
            }
        }
        guard let promise else { throw AnonymityError.fewerRowsThanK(rows: survey.rowCount, k: plan.model.k) }
        let classes = survey.rowCount / plan.model.k
        let found = try results.check(promise, passes: classes * Self.bytesOfClass / (memory.bytes / 2) + 1)
        let figures = RiskReport(
            k: plan.model.k, classesOfSize: found.classesOfSize, columns: lost.columns(of: survey.rowCount),
            loss: lost.mean(of: survey.rowCount))
        return AnonymizationReport(
            plan, figures: figures, reached: found.reached, parts: parts, promise: promise, dropped: dropped,
            file: results.written)
    }

    /// Losses of the parts, each by its rows.
    private struct Lost {
        private var all = 0.0
        private var ofColumn: [(name: String, loss: Double)] = []

        mutating func add(_ recoding: Recoding) {
            let rows = Double(recoding.originalRows)
            all += recoding.loss * rows
            if ofColumn.isEmpty { ofColumn = recoding.columns.map { ($0.name, 0) } }
            for (place, column) in recoding.columns.enumerated() { ofColumn[place].loss += column.loss * rows }
        }

        func mean(of rows: Int) -> Double { all / Double(max(rows, 1)) }

        func columns(of all: Int) -> [RiskReport.Column] {
            let rows = Double(max(all, 1))
            return ofColumn.map {
                RiskReport.Column(name: $0.name, level: nil, top: nil, loss: $0.loss / rows)
            }
        }
    }
}
