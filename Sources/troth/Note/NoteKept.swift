import ArgumentParser
import CaseModel
import Casework

struct NoteKept: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kept", abstract: "Your own psychotherapy notes, also of cases that are no longer yours.",
        discussion: """
            A psychotherapy note does not travel with its case. It stays its author's, and nobody else opens it. Opening \
            one leaves an event in the audit.

            Example: troth note kept
            Example: troth note kept N4XK92TM
            """)

    @Argument(help: "The note to open; without it they are listed.") var note: String?
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        let screen = Screen.standardOutput(noColor: output.noColor)
        try await Office.run(office) { office in
            if let note {
                let text = try await office.casework.openKeptNote(HandleArgument.read(note, .note))
                return try StandardOutput.stream { stream in
                    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
                        stream.write((screen.isTerminal ? VisibleText.of(line) : String(line)) + "\n")
                    }
                }
            }
            let notes = try await office.casework.keptNotes()
            try StandardOutput.stream { Self.listing.write(notes, options: output, screen: screen, to: &$0) }
        }
    }

    static let listing = Listing<KeptNote>(
        empty: "You have signed no psychotherapy note.",
        columns: [
            Column("note", "Note", fit: .whole) { .text($0.handle) },
            Column("case", "Case", fit: .whole) { .text($0.caseHandle) },
            Column("written_on", "Of", fit: .whole) { .date($0.writtenOn.description) },
            Column("signed_on", "Signed", fit: .whole) { .date($0.signedOn.description) },
        ],
        handle: { $0.handle })
}
