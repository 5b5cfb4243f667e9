import Anonymity
import Testing

@Suite("A table recoded in random parts")
struct PartsTests {
    private static let header = "age,area,s,n\n"

    private static func table(rows: Int) -> [UInt8] {
        var random = SeededGenerator(state: 5)
        let lines = (0..<rows).map { row in
            "\(Int.random(in: 20...69, using: &random)),area\(Int.random(in: 0..<30, using: &random)),"
                + "\(Int.random(in: 0..<9, using: &random) % 4),\(row)\n"
        }
        return Array((header + lines.joined()).utf8)
    }

    @Test("keeps k, l and t as one file, holds every row once, and is checked by shares of its classes as well")
    func keeps() throws {
        let bytes = Self.table(rows: 6_000)
        let names = ["age", "area", "s", "n"]
        var counting = try CSVReader(separator: UInt8(ascii: ","), surveying: names)
        try counting.read(bytes.span)
        let survey = try counting.finishSurvey()
        #expect(survey.rowCount == 6_000)
        #expect(survey.rows(ofColumn: "s")?.values.reduce(0, +) == 6_000)
        let identifiers = [
            QuasiIdentifier(column: "age", hierarchy: try Hierarchy(numbers: 0...99, steps: [10, 50])),
            QuasiIdentifier(
                column: "area",
                hierarchy: try Hierarchy(paths: (0..<30).map { ["area\($0)", "region\($0 / 10)", "*"] })),
        ]
        let rule = SensitiveColumn(
            "s", distinct: 3, entropy: 2, closeness: 0.4, distance: .numeric, whole: survey.rows(ofColumn: "s"))
        var random = SeededGenerator(state: 9)
        let cut = RandomParts(3, using: &random)
        var file: [UInt8] = []
        var promise: ReleasePromise?
        var seen: Set<String> = []
        for number in 0..<cut.count {
            var reader = CSVReader(separator: UInt8(ascii: ","), part: TablePart(number, of: cut, survey: survey))
            try reader.read(bytes.span)
            let table = try reader.finish()
            #expect((1_700...2_300).contains(table.rowCount))
            let recoding = try Recoder(PrivacyModel(k: 7, sensitive: [rule])).recode(
                table, quasiIdentifiers: identifiers)
            for row in recoding.rows() { #expect(seen.insert(row[3]).inserted) }
            let writer = try ReleaseWriter(recoding, of: identifiers, format: .csv(separator: UInt8(ascii: ",")))
            writer.write(shuffledBy: &random, withHeader: number == 0) { file += $0 }
            promise = promise ?? writer.promise(rows: survey.rowCount)
        }
        #expect(seen.count == 6_000)
        let promised = try #require(promise)
        var whole = promised.verifier
        whole.read(file.span)
        let measured = whole.finishMeasured()
        #expect(measured.findings.isEmpty && measured.smallestClass >= 7 && measured.classes > 20)

        var shared: [Int: Int] = [:]
        for share in 0..<4 {
            var verifier = promised.verifier(.init(share, of: 4))
            verifier.read(file.span)
            let found = verifier.finishMeasured()
            #expect(found.findings.isEmpty && found.classes < measured.classes)
            #expect((found.reached.first?.closeness ?? 0) <= (measured.reached.first?.closeness ?? 0))
            shared.merge(found.classesOfSize, uniquingKeysWith: +)
        }
        #expect(shared == measured.classesOfSize)

        // a class that is too small is found in the share it falls to, and a bad label in all
        let lonely = Array("33,area3,1,x\n".utf8)
        let counts = (0..<4).map { share in
            var verifier = promised.verifier(.init(share, of: 4))
            verifier.read((file + lonely).span)
            return verifier.finish().count
        }
        #expect(counts.reduce(0, +) >= 5)
        #expect(counts.allSatisfy { $0 >= 1 })
    }

    @Test("takes as many parts as the memory asks for, and refuses one that leaves no classes of use")
    func limit() throws {
        var counting = try CSVReader(separator: UInt8(ascii: ","), surveying: ["age", "area", "s"])
        try counting.read(Self.table(rows: 20_000).span)
        let survey = try counting.finishSurvey()
        let model = PrivacyModel(k: 5)
        func parts(_ bytes: Int) throws -> Int {
            try MemoryLimit(bytes: bytes).parts(of: survey, known: ["age", "area"], model: model)
        }
        #expect(try parts(1_000_000_000) == 1)
        #expect(try parts(40_300_000) > 1)
        #expect(throws: AnonymityError.self) { try parts(40_010_000) }
    }
}
