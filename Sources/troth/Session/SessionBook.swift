import ArgumentParser
import CaseModel
import Casework

struct SessionBook: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "book", abstract: "Book a session.",
        discussion: """
            The time is that of the practice's own clock. A session with one partner alone is booked only after both \
            partners accepted the secrets policy; `troth consent record` records that. One that happened without it is \
            recorded with `troth session record --case`. A session with both is booked only where nothing of \
            `troth safety` holds it. What the front desk books is `therapist to confirm`, in every case alike.

            Example: troth session book C4XK92TM --at "2026-06-20 10:00" --minutes 50 --format conjoint
            """)

    @Argument(help: "The case's handle.") var handle: String
    @Option(help: "When it begins, as \"YYYY-MM-DD HH:MM\".") var at: String
    @Option(help: "How long it lasts, in minutes.") var minutes = 50
    @Option(help: "Who it is for: conjoint, individual_A or individual_B.") var format: SessionFormat = .conjoint
    @Option(help: "Where: office, telehealth or phone.") var modality: Modality = .office
    @OptionGroup var key: KeyOptions
    @OptionGroup var answer: AnswerOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        let plan = SessionPlan(
            at: try TimeArgument.time(at, field: "--at"), minutes: minutes, format: format, modality: modality)
        try await Office.run(office) { office in
            let input = [handle, at, minutes.description, format.rawValue, modality.rawValue]
            let session = try await office.change("session book", input, key: key) {
                try await office.casework.bookSession(plan, in: handle, key: $0)
            }
            let isConfirmed = try await office.casework.isConfirmed(session.description)
            try Answer.say(
                session.description,
                "Booked session \(session) for \(plan.at)\(isConfirmed ? "." : ": therapist to confirm.")",
                answer.output)
        }
    }
}
