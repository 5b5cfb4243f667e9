import ArgumentParser
import CaseModel
import Casework

struct ConsentRevoke: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke", abstract: "Take back what a partner agreed to.",
        discussion: """
            The newest agreement of that kind that stands is revoked: it held up to the day before, and what was done \
            under it stays.

            Example: troth consent revoke C4XK92TM --partner B --kind share_scores --measure CSI-16
            """)

    @Argument(help: "The case's handle.") var handle: String
    @Option(help: "Who takes it back: A or B.") var partner: String
    @Option(help: "treatment, telehealth, secrets_policy, payment, share_scores, share_ratings or research.")
    var kind: ConsentKind
    @Option(help: "Which measure's scores, of the kind share_scores.") var measure: String?
    @Option(name: .customLong("on"), help: "The day, as YYYY-MM-DD; today where it is left out.") var day: String?
    @OptionGroup var key: KeyOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        let giver = try PartnerArgument.partner(partner, field: "--partner")
        let on = try day.map { try DayArgument.day($0, field: "--on") }
        try await Office.run(office) { office in
            try await office.change("consent revoke", [handle, partner, kind.rawValue, measure, day], key: key) {
                try await office.casework.revokeConsent(kind, of: giver, measure: measure, in: handle, on: on, key: $0)
            }
            try Answer.say(handle, "Revoked: \(giver.rawValue) no longer agrees to \(kind.words).", output)
        }
    }
}
