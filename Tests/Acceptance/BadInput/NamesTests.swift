import FoundationEssentials
import Testing

/// A name that a program may stumble over, and how many cells of a terminal it takes.
struct HardName: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let name: String
    let cells: Int

    static let all = [
        HardName(testDescription: "quotes", name: #"Ana "Bo" O'Neil"#, cells: 15),
        HardName(testDescription: "SQL", name: "x'); drop table app.cases; --", cells: 29),
        HardName(testDescription: "backslashes and percent", name: #"a\'b\n%s%n${x}"#, cells: 14),
        HardName(testDescription: "emoji", name: "Zoe 🙂", cells: 6),
        HardName(testDescription: "right-to-left text", name: "שלום כהן", cells: 8),
        HardName(testDescription: "Arabic", name: "ليلى", cells: 4),
        HardName(testDescription: "combining marks", name: "Jose\u{301} Nu\u{308}n\u{303}ez", cells: 10),
        HardName(testDescription: "wide characters", name: "山田太郎", cells: 8),
    ]
}

extension BadInput {
    /// Not bad at all: hard.
    @Suite("Hard names are stored and shown right")
    struct Names {
        let home = PracticeHome.current

        @Test(arguments: HardName.all) func aNameComesBackAsItWas(_ name: HardName) async throws {
            let handle = try await home.done(
                "case open --part-a hurt --part-b involved --breach emotional --quiet --name-a", name.name, "--name-b",
                "Z")
            let json = try await home.done("case show \(handle) --format json")
            let page = try JSONDecoder().decode([String: JSONValue].self, from: Data(json.utf8))
            guard case .text(let partner)? = page["partner_a"] else {
                Issue.record("no partner in \(json)")
                return
            }
            #expect(partner.hasPrefix(name.name + ","), "\(partner)")
            let list = try await home.done("case list --format csv")
            let quoted = name.name.replacing("\"", with: "\"\"")
            #expect(list.contains("\(quoted) & Z"))
        }

        @Test func tablesStayAligned() async throws {
            for name in HardName.all {
                try await home.done(
                    "case open --status waiting --part-a hurt --part-b involved --breach emotional --quiet --name-a",
                    name.name, "--name-b", "Z")
            }
            let lines = try await home.troth("case list --status waiting").lines
            let widest = HardName.all.map { $0.cells }.max() ?? 0
            for name in HardName.all {
                let line = try #require(lines.first { $0.contains("\(name.name) & Z") }, "\(name.testDescription)")
                let isolates: Set<Unicode.Scalar> = ["\u{2068}", "\u{2069}"]
                let visible = String(String.UnicodeScalarView(line.unicodeScalars.filter { !isolates.contains($0) }))
                let gap = String(repeating: " ", count: widest - name.cells + 2)
                #expect(visible.dropFirst(10).hasPrefix("\(name.name) & Z\(gap)waiting"), "\(name.testDescription)")
            }
        }
    }
}
