import FoundationEssentials
import Testing

/// `troth anonymize` needs no practice; what it is given may be anything.
@Suite("A table to anonymize")
struct AnonymizedFileTests {
    let home = PracticeHome()

    init() throws {
        try FileManager.default.createDirectory(atPath: home.path, withIntermediateDirectories: true)
        _ = try home.file("age.csv", (0...99).map { "\($0);\($0 / 10 * 10)-\($0 / 10 * 10 + 9);*\n" }.joined())
        _ = try home.file("place.csv", "Ost;east;*\n\"Süd; West\";west;*\n;unknown;*\n")
    }

    private static let heading = "age;place;result;name\n"
    private static let rows = (0..<60).map {
        "\(20 + $0 % 7);\(["Ost", "\"Süd; West\"", ""][$0 % 3]);\(["better", "worse", "same"][$0 % 4 % 3]);Mia \($0)\n"
    }

    private func anonymize(_ table: String, _ options: String = "") async throws -> Program.Outcome {
        try await home.troth(
            "anonymize \(table) --separator ; --hierarchies \(home.path) --quasi age,place --sensitive result --k 5 --l 2 "
                + "--out \(home.path)/out.csv --report \(home.path)/report.json \(options)")
    }

    private var written: [String] {
        get throws {
            try FileManager.default.contentsOfDirectory(atPath: home.path).filter {
                $0.hasPrefix("out") || $0.hasPrefix("report")
            }
        }
    }

    @Test("is written by semicolons, checked, and checked again by anybody; without the columns that were not named")
    func good() async throws {
        let table = try home.file("people.csv", Self.heading + Self.rows.joined())
        let said = try await anonymize(table)
        #expect(said.status == 0, "\(said.errors)")
        #expect(said.output.contains("Dropped: name."))
        let file = home.path + "/out.csv"
        let text = String(decoding: try Data(contentsOf: URL(filePath: file)), as: UTF8.self)
        #expect(text.hasPrefix("age;place;result\n") && !text.contains("Mia"))
        #expect(text.split(separator: "\n").count == 61)
        #expect(try written.sorted() == ["out.csv", "out.csv-metadata.json", "report.json"])
        try await home.done("export verify \(file) --report \(home.path)/report.json")
        // no file is replaced
        try await anonymize(table).expectRefusal(6, saying: "out.csv")
        for name in try written { try FileManager.default.removeItem(atPath: home.path + "/" + name) }
        let lines = try await anonymize(table, "--json-lines")
        #expect(lines.status == 0, "\(lines.errors)")
        try await home.done("export verify \(file) --report \(home.path)/report.json")
        for name in try written { try FileManager.default.removeItem(atPath: home.path + "/" + name) }
    }

    @Test("takes no more memory than it may, and is one file all the same; R and pandas read it as the guide says")
    func parts() async throws {
        let many = (0..<60_000).map { "\(20 + $0 % 70);\(["Ost", "\"Süd; West\"", ""][$0 % 3]);r\($0 % 4 % 3);x\n" }
        let table = try home.file("people.csv", Self.heading + many.joined())
        let said = try await anonymize(table, "--memory 41 --t 0.3 --low-high age")
        #expect(said.status == 0, "\(said.errors)")
        let file = home.path + "/out.csv"
        let report = try JSONValue.parsed(
            String(decoding: try Data(contentsOf: URL(filePath: home.path + "/report.json")), as: UTF8.self))
        guard case .object(let fields) = report, case .number(let parts)? = fields["parts"] else {
            return #expect(Bool(false), "\(report)")
        }
        #expect(parts > 1)
        try await home.done("export verify \(file) --report \(home.path)/report.json")
        for (reader, language, print, kinds) in [
            (Reader.pandas, "python", "print(len(data), *data.dtypes)", "60000 int64 int64 category object"),
            (.r, "r", "cat(nrow(data), sapply(data, class))", "60000 integer integer factor character"),
        ] {
            guard let program = reader.program else {
                Swift.print("\(reader.rawValue) is not installed: the guide's lines for it were not tried.")
                continue
            }
            let outcome = try await Program.start(
                [reader == .pandas ? "-c" : "-e", try Self.guide(language, file) + print], of: program,
                environment: ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"]
            ).outcome()
            // text is `str` since pandas 3
            let answer = outcome.answer.replacing("category str", with: "category object")
            #expect(answer == kinds, "\(outcome.errors)")
        }
        for name in try written { try FileManager.default.removeItem(atPath: home.path + "/" + name) }
        for options in ["--memory 1", "--memory 200 --method uniform"] {
            let refused = try await anonymize(table, options)
            #expect(refused.status != 0 && refused.errors.contains("emory"), "\(refused.errors)")
            #expect(try written == [])
        }
    }

    /// What docs/how-to/anonymize.md says to type, of a file of ours.
    private static func guide(_ language: String, _ file: String) throws -> String {
        let path =
            "/" + #filePath.split(separator: "/").dropLast(4).joined(separator: "/") + "/docs/how-to/anonymize.md"
        let text = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
        let block = try #require(text.split(separator: "```\(language)\n").dropFirst().first)
        let lines = try #require(block.split(separator: "```").first)
        return String(lines).replacing("released.csv", with: file)
    }

    @Test("with anything wrong in it is refused, what is wrong is named, and nothing is written")
    func bad() async throws {
        let many = Self.rows.joined()
        for (table, words) in [
            (Self.heading + many + "140;Ost;worse;Mia\n", ["'age'", "'140'"]),
            (Self.heading + many + "22;Nord;worse;Mia\n", ["'place'", "'Nord'"]),
            (Self.heading + many + "22;Ost\n", ["people.csv"]), ("", ["people.csv"]), (Self.heading, ["no rows"]),
            ("age;place;age;result\n" + many, ["'age'"]), ("age;place;name\n", ["'result'"]),
            (Self.heading + many + "22;\"Ost;worse;Mia\n", ["people.csv"]),
            (Self.heading + Self.rows.prefix(3).joined(), ["3 rows", "5"]),
        ] {
            let outcome = try await anonymize(try home.file("people.csv", table))
            #expect(outcome.status != 0 && outcome.status < 128, "\(words)")
            outcome.expectOneLine(outcome.status)
            for word in words { #expect(outcome.errors.contains(word), "\(outcome.errors)") }
            #expect(!outcome.errors.contains("Mia"))
            #expect(try written == [])
        }
        for bytes: [UInt8] in [[0x32, 0xFF, 0x3B], [0x32, 0x00, 0x3B]] {
            let path = home.path + "/people.csv"
            try Data(Array((Self.heading + many).utf8) + bytes + Array("Ost;worse;Mia\n".utf8)).write(
                to: URL(filePath: path))
            let outcome = try await anonymize(path)
            #expect(outcome.status != 0 && outcome.errors.contains("UTF-8"), "\(outcome.errors)")
            #expect(try written == [])
        }
    }

    @Test("is refused where a hierarchy is not nested, lacks a value or is not there")
    func hierarchies() async throws {
        let table = try home.file("people.csv", Self.heading + Self.rows.joined())
        for (text, word) in [
            ("Ost;all;east;*\n\"Süd; West\";all;west;*\n;all;west;*\n", "'all'"),
            ("Ost;east;*\n\"Süd; West\";west;*\n", "''"),
            ("Ost;east;*\n\"Süd; West\";*\n", "place.csv"), ("", "place.csv"), ("Ost;east;none\n", "place.csv"),
        ] {
            _ = try home.file("place.csv", text)
            let outcome = try await anonymize(table)
            #expect(outcome.status != 0 && outcome.errors.contains(word), "\(text): \(outcome.errors)")
            #expect(try written == [])
        }
        try FileManager.default.removeItem(atPath: home.path + "/place.csv")
        try await anonymize(table).expectOneLine(try await anonymize(table).status)
        #expect(try written == [])
    }
}
