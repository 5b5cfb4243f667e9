import ArgumentParser
import CaseModel
import Casework

struct NoteShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Open a note, or list a couple's notes.",
        discussion: """
            Opening a note leaves an event in the audit. The list of --case shows no words.

            Example: troth note show N4XK92TM
            Example: troth note show --case C4XK92TM
            """)

    @Argument(help: "The note's handle.") var note: String?
    @Option(name: .customLong("case"), help: "The case's handle, for the list of its notes.") var caseName: String?
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func validate() throws {
        if (note == nil) == (caseName == nil) {
            throw ValidationError("Name a note, or with --case the couple whose notes you want listed.")
        }
    }

    func run() async throws {
        let screen = Screen.standardOutput(noColor: output.noColor)
        try await Office.run(office) { office in
            if let caseName {
                let entries = try await office.casework.notes(of: caseName)
                return try StandardOutput.stream {
                    Self.listing.write(entries, options: output, screen: screen, to: &$0)
                }
            }
            let opened = try await office.casework.openNote(note ?? "")
            try StandardOutput.stream { stream in
                if output.format == .table, !output.quiet {
                    for line in NoteScreen(opened, screen: screen).lines() {
                        stream.write(line.rendered(colour: screen.hasColour) + "\n")
                    }
                } else {
                    Self.opened.write(one: opened, options: output, screen: screen, to: &stream)
                }
            }
        }
    }

    static let listing = Listing<NoteEntry>(
        empty: "No notes here that are open to you. `troth note write SESSION` writes one.", columns: columns { $0 },
        handle: { $0.handle })

    static let opened = Listing<OpenedNote>(
        empty: "",
        columns: columns({ $0.entry }) + [
            Column("author_name", "Name") { .text($0.authorName) },
            Column("text", "Text", fit: .wraps) { .text($0.text) },
            Column("late_reason", "Late because", fit: .wraps) { .optional($0.lateReason) { .text($0) } },
            Column("comment", "Comment", fit: .wraps) { .optional($0.comment) { .text($0) } },
        ],
        handle: { $0.entry.handle })

    private static func columns<Row>(_ entry: @escaping @Sendable (Row) -> NoteEntry) -> [Column<Row>] {
        [
            Column("note", "Note", fit: .whole) { .text(entry($0).handle) },
            Column("session", "Session", fit: .whole) { .optional(entry($0).sessionHandle) { .text($0) } },
            Column("written_on", "Of", fit: .whole) { .date(entry($0).writtenOn.description) },
            Column("audience", "Audience") { .text(entry($0).audience.rawValue) },
            Column("format", "Format") { .text(entry($0).format.rawValue) },
            Column("author", "Author") { .text(entry($0).author) },
            Column("credential", "Credential") { .optional(entry($0).credential) { .text($0) } },
            Column("state", "State", fit: .whole, style: { entry($0).stateName == "signed" ? nil : .warning }) {
                .text(entry($0).stateName)
            },
            Column("at", "At", fit: .whole) { .date(entry($0).at.description) },
            Column("version", "Version", align: .trailing) { .optional(entry($0).version) { .integer($0) } },
            Column("relation", "Is") { .optional(entry($0).relation) { .text($0.rawValue) } },
            Column("of", "Of note", fit: .whole) { .optional(entry($0).ofHandle) { .text($0) } },
        ]
    }
}

extension NoteEntry {
    /// Of a draft; a signed note has none.
    fileprivate var version: Int? {
        if case .draft(let version, _) = standing { version } else { nil }
    }

    /// When it was last written, or signed.
    fileprivate var at: LocalTime {
        switch standing {
        case .draft(_, let at), .signed(let at): at
        }
    }
}
