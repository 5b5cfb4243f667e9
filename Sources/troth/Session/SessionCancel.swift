import ArgumentParser
import CaseModel
import Casework

struct SessionCancel: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel", abstract: "Cancel a booked session, in good time or late.",
        discussion: "Example: troth session cancel S4XK92TM --late")

    @Argument(help: "The session's handle.") var session: String
    @Flag(help: "It was cancelled too late.") var late = false
    @OptionGroup var key: KeyOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        try await Office.run(office) { office in
            let cancelled = try await office.change("session cancel", [session, late.description], key: key) {
                try await office.casework.cancelSession(session, isLate: late, key: $0)
            }
            try Answer.say(
                cancelled.description,
                "Cancelled session \(cancelled)\(late ? ", as a late cancellation" : "").", output)
        }
    }
}
