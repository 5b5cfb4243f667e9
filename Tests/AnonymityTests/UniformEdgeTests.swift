import Anonymity
import Testing

@Suite("The uniform recoder on tables at the edge")
struct UniformEdgeTests {
    private func recode(
        _ rows: [[String]], _ hierarchies: [Hierarchy], k: Int, limit: Double = 0.01
    ) throws -> Recoding {
        let names = hierarchies.indices.map { "c\($0)" }
        var builder = try TableBuilder(columns: names)
        for row in rows { try builder.append(row) }
        let identifiers = zip(names, hierarchies).map { QuasiIdentifier(column: $0, hierarchy: $1) }
        return try Recoder(PrivacyModel(k: k), method: .uniform, suppressionLimit: limit)
            .recode(builder.finish(), quasiIdentifiers: identifiers)
    }

    @Test("all rows equal, in 25 columns: nothing changes")
    func allEqual() throws {
        let hierarchy = try Hierarchy(paths: [["a", "x", "*"], ["b", "x", "*"]])
        let rows = Array(repeating: Array(repeating: "a", count: 25), count: 12)
        let recoding = try recode(rows, Array(repeating: hierarchy, count: 25), k: 11)
        #expect(recoding.loss == 0)
        #expect(recoding.columns.allSatisfy { $0.level == 0 })
        #expect(recoding.rows() == rows)
    }

    @Test("all rows unique: everything becomes *")
    func allUnique() throws {
        let values = (0..<20).map { "v\($0)" }
        let recoding = try recode(values.map { [$0] }, [Hierarchy(flat: values)], k: 5)
        #expect(recoding.loss == 1)
        #expect(recoding.suppressedRows == 0)
        #expect(recoding.rows() == Array(repeating: ["*"], count: 20))
    }

    @Test("fewer rows than k are refused", arguments: [0, 1, 4])
    func fewerRowsThanK(count: Int) throws {
        #expect(throws: AnonymityError.fewerRowsThanK(rows: count, k: 5)) {
            try recode(Array(repeating: ["a"], count: count), [Hierarchy(flat: ["a"])], k: 5, limit: 1)
        }
    }

    @Test("exactly k rows are one class")
    func exactlyK() throws {
        let recoding = try recode(["a", "a", "b"].map { [$0] }, [Hierarchy(flat: ["a", "b"])], k: 3)
        #expect(recoding.classSizes == [3])
    }

    @Test("an outlier is left out when allowed, and blurs the rest when not", arguments: [(0.01, 1, 0), (0.009, 0, 1)])
    func outlier(limit: Double, suppressed: Int, level: Int) throws {
        let rows = Array(repeating: ["a"], count: 50) + Array(repeating: ["b"], count: 49) + [["z"]]
        let recoding = try recode(rows, [Hierarchy(flat: ["a", "b", "z"])], k: 11, limit: limit)
        #expect(recoding.suppressedRows == suppressed)
        #expect(recoding.columns[0].level == level)
        #expect(recoding.rows().contains(["z"]) == false)
    }

    @Test(
        "the share allowed is rounded down to whole rows", arguments: [(99, 0.01, 0), (100, 0.29, 29), (100, 0.07, 7)])
    func suppressionIsRoundedDown(count: Int, limit: Double, allowed: Int) throws {
        // As many lone rows as are allowed can go; one more and nothing may.
        for lone in [allowed, allowed + 1] {
            let values = (0..<lone).map { "v\($0)" }
            let rows = values.map { [$0] } + Array(repeating: ["a"], count: count - lone)
            let recoding = try recode(rows, [Hierarchy(flat: values + ["a"])], k: 5, limit: limit)
            #expect(recoding.suppressedRows == (lone == allowed ? lone : 0))
        }
    }

    @Test("a missing value is a category of its own")
    func missingValue() throws {
        let hierarchy = try Hierarchy(paths: [["1", "low", "*"], ["2", "low", "*"], ["", "unknown", "*"]])
        let rows =
            Array(repeating: ["1"], count: 3) + Array(repeating: ["2"], count: 4)
            + Array(repeating: [""], count: 5)
        let recoding = try recode(rows, [hierarchy], k: 5, limit: 0)
        #expect(Set(recoding.rows()) == [["low"], ["unknown"]])
    }

    @Test("a missing number loses as much as the whole range once it is mixed in")
    func missingNumber() throws {
        let hierarchy = try Hierarchy(numbers: 0...9, steps: [5], others: ["unknown"])
        let rows = (Array(0...9).map(String.init) + ["unknown"]).flatMap { Array(repeating: [$0], count: 4) }
        let recoding = try recode(rows, [hierarchy], k: 5, limit: 0.1)
        #expect(recoding.columns[0].level == 1)
        #expect(recoding.suppressedRows == 4)
        #expect(abs(recoding.loss - (40 * 4.0 / 9 + 4) / 44) < 1e-8)
    }

    @Test("columns that are no quasi-identifiers pass unchanged, in their place")
    func otherColumnsPass() throws {
        var builder = try TableBuilder(columns: ["id", "age", "note"])
        for number in 0..<6 { try builder.append(["id\(number)", String(number), number < 3 ? "x" : "y"]) }
        let recoding = try Recoder(PrivacyModel(k: 3), method: .uniform, suppressionLimit: 0).recode(
            builder.finish(),
            quasiIdentifiers: [QuasiIdentifier(column: "age", hierarchy: Hierarchy(numbers: 0...5, steps: [3]))])
        #expect(recoding.header == ["id", "age", "note"])
        let rows = recoding.rows()
        #expect(Set(rows) == Set((0..<6).map { ["id\($0)", $0 < 3 ? "0-2" : "3-5", $0 < 3 ? "x" : "y"] }))
        #expect(rows.map { $0[1] } == ["0-2", "0-2", "0-2", "3-5", "3-5", "3-5"])
        #expect(Set((0..<20).map { seed in recoding.rows(seed: seed).prefix(3).map { $0[0] } }).count > 1)
    }

    @Test("classes come in the order of the hierarchy, not of the rows")
    func classOrder() throws {
        let rows = ["30", "5", "11", "30", "5", "11"].map { [$0] }
        let recoding = try recode(rows, [Hierarchy(numbers: 0...30, steps: [5])], k: 2)
        #expect(recoding.rows() == ["5", "5", "11", "11", "30", "30"].map { [$0] })
    }

    @Test("what cannot be recoded is refused by name")
    func refusals() throws {
        let ab = try Hierarchy(flat: ["a", "b"])
        #expect(throws: AnonymityError.valueNotInHierarchy(column: "c0", value: "z")) {
            try recode([["a"], ["z"]], [ab], k: 2)
        }
        #expect(throws: AnonymityError.classSizeTooSmall(1)) { try recode([["a"]], [ab], k: 1) }
        #expect(throws: AnonymityError.suppressionLimitOutOfRange(1.5)) { try recode([["a"]], [ab], k: 2, limit: 1.5) }
        #expect(throws: AnonymityError.self) { try recode([["a"]], [ab], k: 2, limit: .nan) }
        let table = try TableBuilder(columns: ["a"]).finish()
        #expect(throws: AnonymityError.noQuasiIdentifiers) {
            try Recoder(PrivacyModel(), method: .uniform).recode(table, quasiIdentifiers: [])
        }
        #expect(throws: AnonymityError.unknownColumn("b")) {
            try Recoder(PrivacyModel(), method: .uniform).recode(
                table, quasiIdentifiers: [QuasiIdentifier(column: "b", hierarchy: ab)])
        }
        #expect(throws: AnonymityError.repeatedQuasiIdentifier("a")) {
            let twice = QuasiIdentifier(column: "a", hierarchy: ab)
            return try Recoder(PrivacyModel(), method: .uniform).recode(table, quasiIdentifiers: [twice, twice])
        }
    }
}
