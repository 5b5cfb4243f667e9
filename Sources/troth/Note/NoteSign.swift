import ArgumentParser
import CaseModel
import Casework

struct NoteSign: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sign", abstract: "Sign your draft: it is locked from then on.",
        discussion: """
            Nothing can be added to a signed note and a signature cannot be removed; an addendum is a note of its own. \
            With --version it is signed only if it is still the text that you read. A session's note is due some time \
            after it (`troth practice settings`); a later signature says why with --late-reason, which is sealed. A \
            trainee's note then waits for its co-signature.

            Example: troth note sign N4XK92TM --version 2
            Example: troth note sign N4XK92TM --late-reason "I was ill from Monday to Thursday"
            """)

    @Argument(help: "The note's handle.") var note: String
    @Option(help: "The version of the draft that you read.") var version: Int?
    @Option(help: "Why it is signed late; sealed. A file's name after @, or - to read it.") var lateReason: String?
    @OptionGroup var key: KeyOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        try await Office.run(office) { office in
            let reason = try lateReason.map { try WordsArgument.read($0, home: office.home) }
            let signed = try await office.change("note sign", [note, version?.description, reason], key: key) {
                try await office.casework.signNote(note, version: version, lateReason: reason, key: $0)
            }
            let waits = try await office.casework.noteStanding(signed.description).review != nil
            try Answer.say(
                signed.description, "Signed note \(signed).\(waits ? " It waits for its co-signature." : "")", output)
        }
    }
}
