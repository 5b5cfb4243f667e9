import Anonymity
import TestSupport
import Testing

@Suite("Every release keeps what was asked of it")
struct FineRecoderTests {
    @Test("k, l, entropy, t and the labels hold by either method, on 40 random tables (4,000 in the proof)")
    func keepsTheModel() throws {
        let proof = Proof("a release keeps k, l, entropy l and t, by plain counting")
        for seed in 0..<UInt64(Proof.size(40, full: 4_000)) {
            #expect(proof.holds(try keeps(try SensitiveTable(seed: seed))), "seed \(seed)")
        }
        proof.report()
    }

    @Test("adversarial tables", arguments: AdversarialTable.allCases, Anonymity.Method.allCases)
    func adversarial(_ shape: AdversarialTable, _ method: Anonymity.Method) throws {
        let table = try shape.table()
        guard method == .fine || shape != .manyColumns else { return }
        #expect(try keeps(table, method))
    }

    private func keeps(_ table: SensitiveTable) throws -> Bool {
        let fine = try keeps(table, .fine)
        return try keeps(table, .uniform) && fine
    }

    /// True where the release keeps the model, or was refused because the whole table does not.
    private func keeps(_ table: SensitiveTable, _ method: Anonymity.Method) throws -> Bool {
        let recoder = Recoder(table.model, method: method, suppressionLimit: 0.01)
        let recoding: Recoding
        do {
            recoding = try recoder.recode(table.table(), quasiIdentifiers: table.quasiIdentifiers)
        } catch let error as AnonymityError where error.isOfTheWhole {
            let whole = PlainModel(
                table.rows.map { ([], $0[table.width]) }, numeric: table.isNumeric)
            let rule = table.model.sensitive[0]
            return whole.smallest < table.model.k || whole.distinct < rule.distinct
                || whole.entropy < rule.entropy || method == .uniform && error == .closenessLost
        }
        let released = recoding.rows()
        guard method == .uniform || released.count == table.rows.count,
            recoding.suppressedRows + released.count == table.rows.count,
            Double(recoding.suppressedRows) <= 0.01 * Double(table.rows.count) + 1e-6
        else { return false }
        let found = PlainModel(
            released.map { (Array($0.prefix(table.width)), $0[table.width]) }, numeric: table.isNumeric)
        let rule = table.model.sensitive[0]
        let reached = recoding.reached[0]
        guard found.smallest >= table.model.k, found.distinct >= rule.distinct, found.entropy >= rule.entropy - 1e-9,
            found.closeness <= (rule.closeness ?? 1) + 1e-9, reached.distinct == found.distinct,
            abs(reached.entropy - found.entropy) < 1e-9, abs(reached.closeness - found.closeness) < 1e-9
        else { return false }
        return try keepsRows(table, released, method) && verifies(recoding, table, found)
    }

    /// Each released row is a row of the table under labels that cover its values, each row once.
    private func keepsRows(_ table: SensitiveTable, _ released: [[String]], _ method: Anonymity.Method) throws -> Bool {
        // The last column is the row's own number.
        guard Set(released.map { $0[table.width + 1] }).count == released.count else { return false }
        return try released.allSatisfy { cells in
            let row = table.rows[try #require(Int(cells[table.width + 1]))]
            return (0..<table.width).allSatisfy { column in
                (0...table.hierarchies[column].top).contains {
                    table.hierarchies[column].label(of: row[column], atLevel: $0) == cells[column]
                }
            } && row[table.width] == cells[table.width]
        }
    }

    /// The written file, as CSV and as JSON Lines, keeps its promise to the verifier, with the same figures.
    private func verifies(_ recoding: Recoding, _ table: SensitiveTable, _ found: PlainModel) throws -> Bool {
        try [ReleaseFormat.csv(separator: UInt8(ascii: ";")), .jsonLines].allSatisfy { format in
            let writer = try ReleaseWriter(recoding, of: table.quasiIdentifiers, format: format, idColumn: "id")
            var bytes: [UInt8] = []
            var random = SystemEntropy()
            writer.write(shuffledBy: &random) { bytes += $0 }
            var verifier = writer.promise().verifier
            verifier.read(bytes.span)
            let measured = verifier.finishMeasured()
            return measured.findings.isEmpty && measured.smallestClass == found.smallest
                && abs((measured.reached.first?.closeness ?? -1) - found.closeness) < 1e-9
                && abs((measured.reached.first?.entropy ?? -1) - found.entropy) < 1e-9
        }
    }

    @Test("the same table gives the same release", arguments: 0..<10 as Range<UInt64>)
    func repeats(seed: UInt64) throws {
        let table = try SensitiveTable(seed: seed)
        let recoder = Recoder(table.model)
        guard let first = try? recoder.recode(table.table(), quasiIdentifiers: table.quasiIdentifiers) else { return }
        let second = try recoder.recode(table.table(), quasiIdentifiers: table.quasiIdentifiers)
        #expect(first.rows() == second.rows())
    }

    @Test("labels of a grid are intervals of it, and never the data's own ends")
    func grid() throws {
        var random = SeededGenerator(state: 3)
        var builder = try TableBuilder(columns: ["age"])
        for _ in 0..<500 { try builder.append([String(Int.random(in: 23...67, using: &random))]) }
        let grid = try NumberGrid(0...119, step: 5)
        let identifier = QuasiIdentifier(column: "age", grid: grid)
        let recoding = try Recoder(PrivacyModel(k: 20)).recode(builder.finish(), quasiIdentifiers: [identifier])
        let labels = Set(recoding.rows().map { $0[0] })
        #expect(labels.count > 3)
        #expect(labels.allSatisfy { grid.allows($0) })
        #expect(labels.contains { $0.hasPrefix("0-") } && labels.contains { $0.hasSuffix("-119") })
        let low = try ReleaseWriter(
            recoding, of: [identifier], format: .csv(separator: UInt8(ascii: ",")), lowAndHigh: ["age"])
        #expect(low.header == ["age_low", "age_high"])
    }

    @Test("fine is never worse than uniform without rows left out", arguments: 0..<10 as Range<UInt64>)
    func fineIsFiner(seed: UInt64) throws {
        let random = try RandomTable(seed: seed)
        let losses = try Anonymity.Method.allCases.map { method in
            try Recoder(PrivacyModel(k: random.k), method: method, suppressionLimit: 0)
                .recode(random.table(), quasiIdentifiers: random.quasiIdentifiers).loss
        }
        #expect(losses[0] <= losses[1] + 1e-9)
    }
}
