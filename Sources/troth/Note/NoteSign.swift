import ArgumentParser
import CaseModel
import Casework

struct NoteSign: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sign", abstract: "Sign your draft: it is locked from then on.",
        discussion: """
            Nothing can be added to a signed note and a signature cannot be removed; an addendum is a note of its own. \
            With --version it is signed only if it is still the text that you read.

            Example: troth note sign N4XK92TM --version 2
            """)

    @Argument(help: "The note's handle.") var note: String
    @Option(help: "The version of the draft that you read.") var version: Int?
    @OptionGroup var key: KeyOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        try await Office.run(office) { office in
            let signed = try await office.change("note sign", [note, version?.description], key: key) {
                try await office.casework.signNote(note, version: version, key: $0)
            }
            try Answer.say(signed.description, "Signed note \(signed).", output)
        }
    }
}
