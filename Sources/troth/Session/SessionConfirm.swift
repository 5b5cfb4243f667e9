import ArgumentParser
import CaseModel
import Casework

struct SessionConfirm: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "confirm", abstract: "Confirm a session that the front desk booked.",
        discussion: """
            Until then it stands as `therapist to confirm`, in every case alike, and nobody is reminded of it. A session \
            that may not be booked is not confirmed either; the reason is told to you alone.

            Example: troth session confirm S4XK92TM
            """)

    @Argument(help: "The session's handle.") var session: String
    @OptionGroup var key: KeyOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        try await Office.run(office) { office in
            let confirmed = try await office.change("session confirm", [session], key: key) {
                try await office.casework.confirmSession(session, key: $0)
            }
            try Answer.say(confirmed.description, "Confirmed session \(confirmed).", output)
        }
    }
}
