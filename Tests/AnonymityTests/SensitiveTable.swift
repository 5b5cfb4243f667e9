import Anonymity

/// A table with a sensitive column and a number a row besides its quasi-identifiers, and a model to ask of it.
struct SensitiveTable: Sendable {
    var rows: [[String]]
    let hierarchies: [Hierarchy]
    let isNumeric: Bool
    let model: PrivacyModel

    /// How many quasi-identifiers there are; the sensitive column is the next one.
    var width: Int { hierarchies.count }

    init(rows: [[String]], hierarchies: [Hierarchy], isNumeric: Bool = false, rule: SensitiveColumn, k: Int) {
        self.rows = rows.enumerated().map { $1 + [String($0)] }
        self.hierarchies = hierarchies
        self.isNumeric = isNumeric
        model = PrivacyModel(k: k, sensitive: [rule])
    }

    init(seed: UInt64) throws {
        let random = try RandomTable(seed: seed)
        var generator = SeededGenerator(state: seed &+ 99)
        let values = Int.random(in: 1...6, using: &generator)
        let isNumeric = Bool.random(using: &generator)
        self.init(
            rows: random.rows.map { row in
                let drawn = min(
                    Int.random(in: 0..<values, using: &generator), Int.random(in: 0..<values, using: &generator))
                return row + [isNumeric ? "\(drawn * drawn)" : "s\(drawn)"]
            }, hierarchies: random.hierarchies, isNumeric: isNumeric,
            rule: SensitiveColumn(
                "s", distinct: Int.random(in: 1...3, using: &generator),
                entropy: [1, 1, 1.5, 2].randomElement(using: &generator) ?? 1,
                closeness: [nil, 0.1, 0.3, 0.5].randomElement(using: &generator) ?? nil,
                distance: isNumeric ? .numeric : .equal), k: random.k)
    }

    func table() throws -> Table {
        var builder = try TableBuilder(columns: hierarchies.indices.map { "c\($0)" } + ["s", "number"])
        for row in rows { try builder.append(row) }
        return builder.finish()
    }

    var quasiIdentifiers: [QuasiIdentifier] {
        hierarchies.enumerated().map { QuasiIdentifier(column: "c\($0)", hierarchy: $1) }
    }
}

/// Tables that tempt a recoder to fail.
enum AdversarialTable: String, CaseIterable {
    case clusteredOutliers, oneInAnArea, equalColumn, missingValues, oddLabels, manyColumns, exactlyK, allAlike

    func table() throws -> SensitiveTable {
        var random = SeededGenerator(state: 11)
        let rule = SensitiveColumn("s", distinct: 2, closeness: 0.5)
        func sensitive() -> String { "s\(Int.random(in: 0..<3, using: &random))" }
        let numbers = try Hierarchy(numbers: 0...999, steps: [10, 100])
        let areas = try Hierarchy(paths: (0..<30).map { ["area\($0)", "region\($0 / 10)", "*"] })
        switch self {
        case .clusteredOutliers:
            // Four far away, all with one sensitive value, beside a crowd.
            let crowd = (0..<400).map { _ in ["\(Int.random(in: 20..<60, using: &random))", sensitive()] }
            return SensitiveTable(
                rows: crowd + (0..<4).map { ["\(990 + $0)", "s0"] }, hierarchies: [numbers], rule: rule, k: 5)
        case .oneInAnArea:
            let rows = (0..<300).map { _ in ["area\(Int.random(in: 0..<29, using: &random))", sensitive()] }
            return SensitiveTable(rows: rows + [["area29", "s1"]], hierarchies: [areas], rule: rule, k: 11)
        case .equalColumn:
            let rows = (0..<200).map { _ in ["7", "area\(Int.random(in: 0..<30, using: &random))", sensitive()] }
            return SensitiveTable(rows: rows, hierarchies: [numbers, areas], rule: rule, k: 5)
        case .missingValues:
            let hierarchy = try Hierarchy(paths: [["", "unknown", "*"], ["a", "known", "*"], ["b", "known", "*"]])
            let rows = (0..<90).map { [["", "a", "b"][$0 % 3], $0 % 7 == 0 ? "" : sensitive()] }
            return SensitiveTable(rows: rows, hierarchies: [hierarchy], rule: rule, k: 5)
        case .oddLabels:
            let odd = ["a,b", "two\nlines", "a \"quote\"", "semi;colon", " space ", "é", "日本", "*x", "\r\n"]
            let hierarchy = try Hierarchy(paths: odd.map { [$0, $0 == "é" ? "a;\"\n" : "rest", "*"] })
            let rows = (0..<180).map { [odd[$0 % 9], odd[Int.random(in: 0..<4, using: &random)]] }
            return SensitiveTable(rows: rows, hierarchies: [hierarchy], rule: rule, k: 5)
        case .manyColumns:
            let rows = (0..<200).map { _ in
                (0..<25).map { _ in "\(Int.random(in: 0..<999, using: &random))" } + [sensitive()]
            }
            return SensitiveTable(
                rows: rows, hierarchies: Array(repeating: numbers, count: 25), rule: rule, k: 5)
        case .exactlyK:
            return SensitiveTable(
                rows: [["1", "x"], ["900", "y"], ["3", "x"]], hierarchies: [numbers], rule: rule, k: 3)
        case .allAlike:
            return SensitiveTable(
                rows: (0..<50).map { ["5", $0 % 2 == 0 ? "x" : "y"] }, hierarchies: [numbers], rule: rule, k: 5)
        }
    }
}
