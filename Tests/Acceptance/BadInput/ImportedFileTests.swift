import FoundationEssentials
import Glibc
import Testing

/// A file to import that breaks one rule, and what the refusal has to name.
struct BrokenFile: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let bytes: [UInt8]
    let says: String

    init(_ name: String, _ text: String, says: String) {
        self.init(name, Array(text.utf8), says: says)
    }

    init(_ name: String, _ bytes: [UInt8], says: String) {
        (testDescription, self.bytes, self.says) = (name, bytes, says)
    }

    static let heading = "name_a,name_b,opened\n"

    static let all = [
        BrokenFile("empty", "", says: "the file is empty; give a CSV with a heading"),
        BrokenFile("a field too few", heading + "Ana,Dan\n", says: "line 2: 2 fields where the heading has 3"),
        BrokenFile("a field too many", heading + "A,B,2026-01-01\nA,B,2026-01-01,\n", says: "line 3: 4 fields"),
        BrokenFile("an empty line", heading + "\nA,B,2026-01-01\n", says: "line 2: an empty line; remove it"),
        BrokenFile(
            "not UTF-8", Array(heading.utf8) + [0x4A, 0xF6, 0x72, 0x67] + Array(",B,2026-01-01\n".utf8),
            says: "line 2, name_a: not UTF-8 (byte 22); save the file as UTF-8"),
        BrokenFile("U+0000", heading + "A,B\0C,2026-01-01\n", says: "line 2, name_b: holds the character U+0000"),
        BrokenFile("a quote in a plain field", heading + "A \"x\",B,2026-01-01\n", says: "double the quote"),
        BrokenFile("text after a quote", heading + "\"A\"x,B,2026-01-01\n", says: "double a quote that belongs"),
        BrokenFile("a quote never closed", heading + "\"A,B,2026-01-01\n", says: "never closed; close it"),
        BrokenFile("a lone carriage return", heading + "A,B,2026-01-01\rA,B,2026-01-01\n", says: "LF or CRLF"),
        BrokenFile("a day that does not exist", heading + "A,B,2026-02-30\n", says: "opened: no day that exists"),
        BrokenFile("a heading twice", "name_a,name_b,opened,opened\n", says: "a heading that stands there twice"),
        BrokenFile("a column missing", "name_a,opened\n", says: "name_b: the mapping names this column, and the file"),
    ]
}

extension BadInput {
    @Suite("A file to import")
    struct ImportedFile {
        let home = PracticeHome.current

        static let mapping = """
            { fields: {
                openedOn: { column: "opened" }, status: { constant: "active" },
                "breach.kind": { constant: "financial" }, "a.part": { constant: "hurt" },
                "b.part": { constant: "involved" }, "a.name": { column: "name_a" }, "b.name": { column: "name_b" },
            } }
            """

        private func importing(_ input: Program.Input, _ more: String = "") async throws -> Program.Outcome {
            let mapping = try home.file("map.json5", Self.mapping)
            return try await home.troth("import caseload - --mapping \(mapping) \(more)", input: input)
        }

        @Test(arguments: BrokenFile.all) func isRefused(_ file: BrokenFile) async throws {
            let path = home.path + "/broken.csv"
            try Data(file.bytes).write(to: URL(filePath: path))
            let mapping = try home.file("map.json5", Self.mapping)
            try await home.unchanged {
                let outcome = try await home.troth("import caseload \(path) --mapping \(mapping)")
                outcome.expectRefusal(6, saying: path, file.says, "Nothing was changed.")
            }
            try await home.unchanged {
                try await importing(.bytes(file.bytes)).expectRefusal(6, saying: "standard input", file.says)
            }
        }

        @Test func aLineOf200MegabytesIsRefusedWithoutReadingIt() async throws {
            let path = home.path + "/long.csv"
            try LongLine.write(to: path, mebibytes: 200)
            let mapping = try home.file("map.json5", Self.mapping)
            try await home.unchanged {
                let outcome = try await home.troth("import caseload \(path) --mapping \(mapping)")
                outcome.expectRefusal(6, saying: "line 1", "a record of more than 1 MiB")
            }
            try FileManager.default.removeItem(atPath: path)
        }

        @Test func badRowsAreNamedUpToTwentyAndNoneIsImported() async throws {
            let rows = String(repeating: "A,B,2026-02-30\n", count: 25)
            try await home.unchanged {
                let outcome = try await importing(.text(BrokenFile.heading + "A,B,2026-01-01\n" + rows))
                #expect(outcome.status == 6)
                let lines = outcome.errors.split(separator: "\n")
                let first = "troth: standard input: 25 problems; mend them and try again. Nothing was changed."
                #expect(lines.first == first[...])
                #expect(lines.dropFirst().first == "  line 3, opened: no day that exists; write it as YYYY-MM-DD")
                #expect(lines.count == 22)
                #expect(lines.last == "  and 5 more")
            }
        }

        @Test func aDryRunChangesNothing() async throws {
            try await home.unchanged {
                let outcome = try await importing(.text(BrokenFile.heading + "A,B,2026-01-01\n"), "--dry-run")
                #expect(outcome.status == 0)
                #expect(outcome.output.contains("can be imported. Nothing was changed."))
            }
        }

        @Test func aMarkCRLFAndQuotesInQuotesAreFine() async throws {
            let text = "\u{FEFF}name_a,name_b,opened\r\n\"Ana \"\"Bo\"\" Ruiz\",\"Ruiz, Dan\nthe third\",2026-02-28\r\n"
            #expect(try await importing(.text(text)).status == 0)
            let couples = try await home.done("case list --format csv")
            #expect(couples.contains("\"Ana \"\"Bo\"\" Ruiz & Ruiz, Dan\nthe third\""))
        }
    }
}

/// A file of one line that is longer than anything a person writes.
enum LongLine {
    static func write(to path: String, mebibytes: Int) throws {
        let handle = try #require(fopen(path, "we"))
        defer { fclose(handle) }
        let piece = [UInt8](repeating: UInt8(ascii: "x"), count: 1 << 20)
        for _ in 0..<mebibytes {
            guard fwrite(piece, 1, piece.count, handle) == piece.count else { throw CouldNotWrite(path: path) }
        }
    }

    struct CouldNotWrite: Error {
        let path: String
    }
}
