import Anonymity
import TestSupport
import Testing

@Suite("The uniform recoder finds the optimum of the whole lattice")
struct UniformOptimumTests {
    @Test("equal to exhaustive search, ties included, on 40 tables (3,000 in the proof)")
    func equalsExhaustiveSearch() throws {
        let proof = Proof("the recoding found is the optimum of the whole lattice")
        for seed in 0..<UInt64(Proof.size(40, full: 3_000)) {
            #expect(proof.holds(try isOptimum(seed: seed)), "seed \(seed)")
        }
        proof.report()
    }

    private func isOptimum(seed: UInt64) throws -> Bool {
        let random = try RandomTable(seed: seed)
        let allowance = Int((random.limit * Double(random.rows.count) + 1e-9).rounded(.down))
        let expected = try #require(
            ExhaustiveSearch(
                rows: random.rows, hierarchies: random.hierarchies, numeric: random.numeric, k: random.k,
                allowance: allowance
            ).best())
        let recoding = try Recoder(PrivacyModel(k: random.k), method: .uniform, suppressionLimit: random.limit)
            .recode(random.table(), quasiIdentifiers: random.quasiIdentifiers)

        let columnLosses = recoding.columns.map(\.loss)
        return recoding.columns.compactMap(\.level) == expected.levels
            && recoding.suppressedRows == expected.suppressed
            && abs(recoding.loss - expected.loss) < 1e-8
            && abs(columnLosses.reduce(0, +) / Double(columnLosses.count) - recoding.loss) < 1e-8
    }

    @Test(
        "the released rows are the table's own, generalised, in classes of at least k",
        arguments: 0..<15 as Range<UInt64>)
    func releasesWhatItPromises(seed: UInt64) throws {
        let random = try RandomTable(seed: seed)
        let recoding = try Recoder(PrivacyModel(k: random.k), method: .uniform, suppressionLimit: random.limit)
            .recode(random.table(), quasiIdentifiers: random.quasiIdentifiers)
        let generalised = try random.rows.map { row in
            try row.indices.map {
                try #require(random.hierarchies[$0].label(of: row[$0], atLevel: recoding.columns[$0].level ?? -1))
            }
        }
        let counts = Dictionary(grouping: generalised, by: \.self).mapValues(\.count).filter { $1 >= random.k }
        let released = recoding.rows()
        #expect(Dictionary(grouping: released, by: \.self).mapValues(\.count) == counts)
        #expect(recoding.classSizes.sorted() == counts.values.sorted())
        #expect(released.count + recoding.suppressedRows == random.rows.count)
    }

    @Test("the order of rows changes nothing", arguments: 0..<10 as Range<UInt64>)
    func rowOrderIsIrrelevant(seed: UInt64) throws {
        var random = try RandomTable(seed: seed)
        let recoder = Recoder(PrivacyModel(k: random.k), method: .uniform, suppressionLimit: random.limit)
        let first = try recoder.recode(random.table(), quasiIdentifiers: random.quasiIdentifiers)
        var generator = SeededGenerator(state: seed)
        random.rows.shuffle(using: &generator)
        let second = try recoder.recode(random.table(), quasiIdentifiers: random.quasiIdentifiers)
        #expect(first.columns == second.columns)
        #expect(first.classSizes == second.classSizes)
        // One column's rows are alike inside a class, so even the released file is the same.
        #expect(first.rows() == second.rows())
    }

    @Test("many columns are proven, and beyond the work allowed refused")
    func manyColumns() throws {
        let names = (0..<25).map { "c\($0)" }
        var builder = try TableBuilder(columns: names)
        var random = SeededGenerator(state: 7)
        for _ in 0..<200 { try builder.append(names.map { _ in String(Int.random(in: 0...8, using: &random)) }) }
        let hierarchy = try Hierarchy(numbers: 0...8, steps: [2, 4])
        let identifiers = names.map { QuasiIdentifier(column: $0, hierarchy: hierarchy) }
        let table = builder.finish()
        #expect(throws: AnonymityError.searchTooLarge(nodes: 1_125_899_906_842_624)) {
            try Recoder(PrivacyModel(k: 5), method: .uniform, suppressionLimit: 0.01, work: 20_000).recode(
                table, quasiIdentifiers: identifiers)
        }
    }
}
