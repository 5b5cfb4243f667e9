import Anonymity

/// Figures of a composed release: sizes, risks, losses. All of them are of the file as a whole, whatever releases its
/// classes come from.
struct FileFigures: Sendable {
    let sizes: [Int]
    /// Loss of each known column, 0 to 1: what share of the values that occur a label leaves open (Iyengar, KDD 2002).
    let losses: [Double]
    /// The middle relative error of counting queries over two known columns, as a researcher would ask them of the file.
    let queryError: Double
    let oneOutcome: KnownOutcomes?
    let twoOutcomes: KnownOutcomes?

    /// The risk where somebody knows all known columns of a couple, and one or two outcomes as well.
    struct KnownOutcomes: Sendable {
        /// The outcomes that tell most.
        let columns: [ProgressColumn]
        /// The share of rows that are alone in their class with these outcomes.
        let alone: Double
        /// The share of couples found right by chance: combinations / rows.
        let average: Double
    }

    /// More rows than this are sampled, for the query error alone.
    private static let mostRows = 100_000
    private static let queries = 100

    init(_ release: ComposedRelease) throws(CaseworkError) {
        sizes = release.classes.map(\.rows.count).sorted()
        let spans = try Self.spans(release)
        let rows = Double(max(release.rows, 1))
        losses = release.known.indices.map { column in
            let all = release.table.columns[spans[column].index].vocabulary.count
            guard all > 1 else { return 0 }
            return release.classes.reduce(0.0) { sum, part in
                let values = spans[column].codes[part.labels[column]]?.count ?? all
                return sum + Double(part.rows.count * (values - 1)) / Double(all - 1)
            } / rows
        }
        queryError = Self.queryError(release, spans)
        oneOutcome = Self.known(release, 1)
        twoOutcomes = Self.known(release, 2)
    }

    /// A known column: where it stands in the table, and which of its values each label covers.
    private struct Span {
        let index: Int
        var codes: [String: [Int]]
    }

    private static func spans(_ release: ComposedRelease) throws(CaseworkError) -> [Span] {
        var spans: [Span] = []
        for (place, column) in release.known.enumerated() {
            guard let index = release.table.columns.firstIndex(where: { $0.name == column.rawValue }) else {
                throw .internal("\(column.rawValue) is not in the table")
            }
            let hierarchy: Hierarchy
            do { hierarchy = try column.hierarchy } catch { throw .internal(error.description) }
            var codes: [String: [Int]] = [:]
            let used = Set(release.classes.map { $0.labels[place] })
            for (code, value) in release.table.columns[index].vocabulary.enumerated() {
                for label in Set((0...hierarchy.top).compactMap({ hierarchy.label(of: value, atLevel: $0) }))
                where used.contains(label) {
                    codes[label, default: []].append(code)
                }
            }
            spans.append(Span(index: index, codes: codes))
        }
        return spans
    }

    private static func known(_ release: ComposedRelease, _ number: Int) -> KnownOutcomes? {
        var worst: KnownOutcomes?
        for one in release.outcomes.indices {
            for other in number == 1 ? [one] : Array(release.outcomes.indices.dropFirst(one + 1)) {
                let left = release.table.columns[release.outcomes[one].index]
                let right = release.table.columns[release.outcomes[other].index]
                var counts = [Int32](repeating: 0, count: left.vocabulary.count * right.vocabulary.count)
                var (combinations, alone, rows) = (0, 0, 0)
                for part in release.classes {
                    let places = part.rows.map {
                        Int(left.codes[row: Int($0)]) * right.vocabulary.count + Int(right.codes[row: Int($0)])
                    }
                    for place in places { counts[place] += 1 }
                    for place in places where counts[place] > 0 {
                        combinations += 1
                        if counts[place] == 1 { alone += 1 }
                        counts[place] = 0
                    }
                    rows += places.count
                }
                let average = Double(combinations) / Double(max(rows, 1))
                if worst.map({ average > $0.average }) ?? true {
                    let columns = one == other ? [one] : [one, other]
                    worst = KnownOutcomes(
                        columns: columns.map { release.outcomes[$0].column },
                        alone: Double(alone) / Double(max(rows, 1)), average: average)
                }
            }
        }
        return worst
    }

    private static func queryError(_ release: ComposedRelease, _ spans: [Span]) -> Double {
        guard release.known.count >= 2 else { return 0 }
        // a generator that repeats: the same file always reports the same error
        var dice = Repeating(state: 20)
        let step = max(release.rows / mostRows, 1)
        let sample = release.classes.map { part in
            stride(from: 0, to: part.rows.count, by: step).map { part.rows[$0] }
        }
        let least = max(sample.reduce(0) { $0 + $1.count } / 100, 5)
        var errors: [Double] = []
        for _ in 0..<queries {
            let one = Int.random(in: spans.indices, using: &dice)
            let other = (one + Int.random(in: 1..<spans.count, using: &dice)) % spans.count
            let wanted = [one, other].map { column in
                release.table.columns[spans[column].index].vocabulary.map { _ in Bool.random(using: &dice) }
            }
            var (truth, estimate) = (0, 0.0)
            for (part, rows) in zip(release.classes, sample) {
                var share = 1.0
                for (column, wanted) in zip([one, other], wanted) {
                    let codes = spans[column].codes[part.labels[column]] ?? []
                    if !codes.isEmpty { share *= Double(codes.count { wanted[$0] }) / Double(codes.count) }
                }
                estimate += share * Double(rows.count)
                let columns = [one, other].map { release.table.columns[spans[$0].index].codes }
                for row in rows
                where wanted[0][Int(columns[0][row: Int(row)])] && wanted[1][Int(columns[1][row: Int(row)])] {
                    truth += 1
                }
            }
            if truth >= least { errors.append(abs(estimate - Double(truth)) / Double(truth)) }
        }
        let sorted = errors.sorted()
        return sorted.isEmpty ? 0 : (sorted[sorted.count / 2] + sorted[(sorted.count - 1) / 2]) / 2
    }

    /// SplitMix64 (S. Vigna).
    private struct Repeating: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }
}
