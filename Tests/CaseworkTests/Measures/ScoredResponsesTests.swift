import CaseModel
import Casework
import FoundationEssentials
import TestSupport
import Testing

@Suite("A file of responses")
struct ScoredResponsesTests {
    private func scored(_ measure: String, _ csv: String) throws -> ScoredResponses {
        let path = FileManager.default.temporaryDirectory.path() + "/responses-\(UInt64.random(in: 0 ... .max)).csv"
        try Data(csv.utf8).write(to: URL(filePath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try ScoredResponses(
            PlainFile(path),
            definition: InstrumentDefinition(file: "\(ShippedDefinitionTests.folder)/\(measure).json5"))
    }

    @Test("is scored item by item, subscales as well")
    func items() throws {
        let heading = (1...14).map(String.init).joined(separator: ",")
        let scored = try scored("rdas", "\(heading)\n5,4,3,2,1,0,5,4,3,2,4,5,5,5\n")
        #expect(scored.rows.map(\.score) == [48])
        #expect(scored.rows[0].subscores.map(\.score) == [15, 14, 19])
        #expect(scored.rows[0].isDistressed == false)
    }

    @Test("compares each person with their first score by the day, and says what it is for the couple")
    func change() throws {
        let scored = try scored(
            "csi-16",
            """
            couple,partner,on,score
            c1,A,2026-05-01,60
            c1,A,2026-01-01,40
            c1,B,2026-01-01,60
            c1,B,2026-05-01,50
            c2,A,2026-01-01,20
            c2,A,2026-03-01,26

            """)
        #expect(scored.rows.map(\.change) == [.recovered, nil, nil, .deteriorated, nil, .unchanged])
        #expect(scored.rows.map(\.couple) == [.opposed, nil, nil, .opposed, nil, nil])
        #expect(scored.rows.map(\.wasNotDistressedAtStart) == [false, nil, nil, true, nil, false])
        let index = try #require(scored.index(scored.rows[0]))
        #expect(abs(index - 20 / (2.squareRoot() * 17 * 0.02.squareRoot())) < 1e-12)
    }

    @Test("is not judged where no reliable change is known")
    func unjudged() throws {
        let scored = try scored("dts", "person,score\np,8\np,56\n")
        #expect(scored.rows.map(\.difference) == [nil, 48])
        #expect(scored.rows.map(\.change) == [nil, nil])
        #expect(scored.index(scored.rows[1]) == nil)
    }

    @Test(
        "is refused with the line and the rule",
        arguments: [
            ("", "empty"), ("person,scoer\np,1\n", "unknown"), ("1,2\n1,2\n", "give either all items"),
            ("partner,score\nA,1\n", "go together"), ("person,score\np,99\n", "scored from 0 to 81"),
            ("person,score\np,x\n", "no whole number"), ("person,score\n,1\n", "empty"),
            ("person,on,score\np,2026-02-30,1\n", "no day that exists"),
            ("couple,partner,score\nc,C,1\n", "A or B"), ("person,score\np\n", "1 fields where"),
            ("person,score\np,\n", "empty"), ("person,score\n\u{0}p,1\n", "U+0000"),
        ])
    func refused(csv: String, words: String) {
        let error = #expect(throws: CaseworkError.self) { try scored("csi-16", csv) }
        #expect("\(error.map(String.init(describing:)) ?? "")".contains(words), "\(String(describing: error))")
    }
}
