import ArgumentParser
import FoundationEssentials
import Testing

@testable import troth

/// One record with every kind of value.
struct Sample: Sendable {
    var handle = "C4K7M2Q"
    var couple = "Mia & Ben"
    var rating: Int? = 3
    var kept = DecimalText(3, over: 4, decimals: 2)
    var last: String? = "2026-11-16"
    var late = false
    var note = "Kept."

    static let listing = Listing<Sample>(
        empty: "No cases.",
        columns: [
            Column("handle", "Handle", fit: .whole) { .text($0.handle) },
            Column("couple", "Couple") { .text($0.couple) },
            Column("rating", "Rating", align: .trailing, fit: .whole) { .optional($0.rating, Cell.integer) },
            Column("kept", "Kept", align: .trailing, fit: .whole) { .optional($0.kept, Cell.decimal) },
            Column("last_on", "Last seen", fit: .whole) { .optional($0.last, Cell.date) },
            Column("late", "Late", style: { $0.late ? .urgent : nil }) { .boolean($0.late) },
            Column("note", "Note", fit: .wraps) { .text($0.note) },
        ],
        handle: \.handle)

    static let mixed = [
        Sample(),
        Sample(
            handle: "CZ9T0WH", couple: "Zoe\u{308} & Łukasz", rating: nil, kept: nil, last: nil, late: true, note: ""),
        Sample(
            handle: "C7P3R8D", couple: "נועה & דוד", rating: 4, kept: DecimalText(1, over: 3, decimals: 2),
            note: "مرحبا"),
        Sample(handle: "CB2N6FY", couple: "小林 さくら", rating: 12, note: "👨‍👩‍👧 came; 🇩🇪 spoken"),
        Sample(handle: "CX1S5GJ", couple: "Al\u{1B}[31m \"x\", y", rating: 0, note: "line one\nline two"),
    ]

    static func written(
        _ rows: [Sample], _ arguments: [String] = [], columns: Int? = nil, unicode: Bool = true, colour: Bool = false
    ) throws -> String {
        var screen = Screen(isTerminal: columns != nil, environment: [:])
        screen.columns = columns
        screen.isUnicode = unicode
        screen.hasColour = colour
        var output = ""
        listing.write(rows, options: try OutputOptions.parse(arguments), screen: screen, to: &output)
        return output
    }
}

@Suite("One description of a list gives a table, a card, and handles")
struct ListingTests {
    @Test func tableStaysAligned() throws {
        #expect(
            try Sample.written(Sample.mixed) == """
                Handle   Couple          Rating  Kept  Last seen   Late  Note
                ───────  ──────────────  ──────  ────  ──────────  ────  ──────────────────
                C4K7M2Q  Mia & Ben            3  0.75  2026-11-16  no    Kept.
                CZ9T0WH  Zoe\u{308} & Łukasz         –     –  –           yes
                C7P3R8D  \u{2068}נועה & דוד\u{2069}           4  0.33  2026-11-16  no    \u{2068}مرحبا\u{2069}
                CB2N6FY  小林 さくら         12  0.75  2026-11-16  no    👨‍👩‍👧 came; 🇩🇪 spoken
                CX1S5GJ  Al␛[31m "x", y       0  0.75  2026-11-16  no    line one
                                                                         line two

                """)
    }

    @Test func tableFitsTheTerminal() throws {
        for columns in 20...90 {
            let lines = try Sample.written(Sample.mixed, columns: columns).split(separator: "\n")
            #expect(lines.allSatisfy { DisplayWidth.of($0) <= columns }, "\(columns)")
        }
    }

    @Test func asciiWithoutUTF8() throws {
        #expect(
            try Sample.written([Sample(rating: nil)], unicode: false) == """
                Handle   Couple     Rating  Kept  Last seen   Late  Note
                -------  ---------  ------  ----  ----------  ----  -----
                C4K7M2Q  Mia & Ben       -  0.75  2026-11-16  no    Kept.

                """)
    }

    @Test func coloursOnlyWhereAsked() throws {
        let rows = [Sample(late: true)]
        #expect(try Sample.written(rows, colour: true).contains("\u{1B}[1;31myes\u{1B}[0m"))
        #expect(try !Sample.written(rows, colour: false).contains("\u{1B}"))
    }

    @Test func quietPrintsHandlesInEveryFormat() throws {
        for format in OutputFormat.allCases {
            #expect(
                try Sample.written(Array(Sample.mixed.prefix(2)), ["-q", "--format", format.rawValue])
                    == "C4K7M2Q\nCZ9T0WH\n")
        }
    }

    @Test(arguments: [
        ([], "No cases.\n"), (["--format", "json"], "[]\n"),
        (["--format", "csv"], "handle,couple,rating,kept,last_on,late,note\r\n"),
        (["--quiet"], ""),
    ])
    func withoutRows(arguments: [String], expected: String) throws {
        #expect(try Sample.written([], arguments) == expected)
    }

    @Test func cardForOneRecord() throws {
        var screen = Screen(isTerminal: true, environment: [:])
        screen.columns = 40
        screen.isUnicode = true
        var output = ""
        let row = Sample(couple: "נועה & דוד", note: "Kept every agreement since October.\nNext: talks.")
        Sample.listing.write(one: row, options: try OutputOptions.parse([]), screen: screen, to: &output)
        #expect(
            output == """
                Handle:     C4K7M2Q
                Couple:     \u{2068}נועה & דוד\u{2069}
                Rating:     3
                Kept:       0.75
                Last seen:  2026-11-16
                Late:       no
                Note:       Kept every agreement since
                            October.
                            Next: talks.

                """)
    }

    @Test func unknownFormatIsAUsageError() {
        #expect(throws: (any Error).self) { try OutputOptions.parse(["--format", "xml"]) }
    }
}

@Suite("JSON and CSV give back exactly what went in")
struct MachineFormatTests {
    private struct Decoded: Decodable, Equatable {
        let handle, couple: String
        let rating: Int?
        let kept: Double?
        let lastOn: String?
        let late: Bool
        let note: String

        private enum CodingKeys: String, CodingKey {
            case handle, couple, rating, kept, late, note
            case lastOn = "last_on"
        }
    }

    static let nasty = [
        "plain", "", " space ", "\"quoted\"", "a,b", "a\nb", "a\r\nb", "\r", "\"", "back\\slash", "/", "\t",
        "\u{1B}[31m", "\u{0}\u{7F}\u{9B}",
        "\u{202E}\u{2028}", "Zoe\u{308}", "👨‍👩‍👧", "נועה", "=1+1", "null",
    ]

    @Test(arguments: nasty)
    func jsonRoundTrip(text: String) throws {
        let json = try Sample.written(
            [Sample(couple: text, note: text), Sample(rating: nil, kept: nil, last: nil)], ["--format", "json"])
        let rows = try JSONDecoder().decode([Decoded].self, from: Data(json.utf8))
        #expect(rows.count == 2)
        #expect(Array(rows[0].couple.utf8) == Array(text.utf8) && Array(rows[0].note.utf8) == Array(text.utf8))
        #expect(rows[0].kept == 0.75 && rows[0].rating == 3)
        #expect(rows[1].rating == nil && rows[1].kept == nil && rows[1].lastOn == nil)
        #expect(!json.unicodeScalars.contains { $0 != "\n" && $0.properties.generalCategory == .control })
    }

    @Test func jsonKeepsOrderAndDigits() throws {
        let row = Sample(kept: DecimalText(1, over: 2, decimals: 2), note: "n")
        var output = ""
        Sample.listing.write(
            one: row, options: try OutputOptions.parse(["--format", "json"]),
            screen: Screen(isTerminal: false, environment: [:]), to: &output)
        #expect(
            output == """
                {"handle": "C4K7M2Q", "couple": "Mia & Ben", "rating": 3, "kept": 0.50, "last_on": "2026-11-16", "late": false, "note": "n"}

                """)
    }

    @Test(arguments: nasty)
    func csvRoundTrip(text: String) throws {
        let csv = try Sample.written([Sample(couple: text, rating: nil, note: text)], ["--format", "csv"])
        let records = Self.parse(csv)
        #expect(records.count == 2)
        #expect(records[0] == ["handle", "couple", "rating", "kept", "last_on", "late", "note"].map { Array($0.utf8) })
        #expect(records[1] == ["C4K7M2Q", text, "", "0.75", "2026-11-16", "false", text].map { Array($0.utf8) })
    }

    @Test func csvTellsNullFromEmpty() throws {
        let csv = try Sample.written([Sample(couple: "", rating: nil)], ["--format", "csv"])
        #expect(csv.hasSuffix("\r\nC4K7M2Q,\"\",,0.75,2026-11-16,false,Kept.\r\n"))
    }

    @Test func csvOnATerminalObeysNothing() throws {
        let csv = try Sample.written([Sample(couple: "\u{1B}[31m")], ["--format", "csv"], columns: 80)
        #expect(csv.contains("␛[31m") && !csv.contains("\u{1B}"))
    }

    /// RFC 4180, section 2, by bytes.
    private static func parse(_ text: String) -> [[[UInt8]]] {
        var (records, record, field): ([[[UInt8]]], [[UInt8]], [UInt8]) = ([], [], [])
        var quoted = false
        let bytes = Array(text.utf8)
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            let next = index < bytes.count ? bytes[index] : nil
            switch (quoted, byte) {
            case (true, UInt8(ascii: "\"")) where next == UInt8(ascii: "\""):
                field.append(byte)
                index += 1
            case (_, UInt8(ascii: "\"")): quoted.toggle()
            case (false, UInt8(ascii: ",")):
                record.append(field)
                field = []
            case (false, 0x0D) where next == 0x0A:
                index += 1
                records.append(record + [field])
                (record, field) = ([], [])
            default: field.append(byte)
            }
        }
        return records
    }
}
