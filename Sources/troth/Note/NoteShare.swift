import ArgumentParser
import CaseModel
import Casework

struct NoteShare: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "share", abstract: "Open a psychotherapy note of yours to your supervisor (trainee).",
        discussion: """
            Other signed notes are open to a supervisor anyway. It cannot be taken back; it ends with the supervision.

            Example: troth note share N4XK92TM --with mara
            """)

    @Argument(help: "The note's handle.") var note: String
    @Option(name: .customLong("with"), help: "The supervisor's login.") var supervisor: String
    @OptionGroup var key: KeyOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        try await Office.run(office) { office in
            let handle = try await office.change("note share", [note, supervisor], key: key) {
                try await office.casework.shareNote(note, with: supervisor, key: $0)
            }
            try Answer.say(handle.description, "Opened note \(handle) to \(supervisor).", output)
        }
    }
}
