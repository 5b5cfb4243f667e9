import ArgumentParser
import CaseModel
import Casework

struct ConsentRecord: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "record", abstract: "Record that a partner agreed to something.",
        discussion: """
            Each partner agrees alone, so record both. Once both accepted the secrets policy, sessions with one \
            partner alone can be booked. share_scores lets the other partner see the giver's scores of one measure; with \
            --measure all, of every measure but PHQ-9, GAD-7 and PCL-5, which are shared by their own name only. \
            share_ratings does it for the giver's ratings. `troth consent revoke` takes an agreement back.

            Example: troth consent record C4XK92TM --partner A --kind secrets_policy --policy no_secrets --form 2026-01
            Example: troth consent record C4XK92TM --partner B --kind share_scores --measure CSI-16
            """)

    @Argument(help: "The case's handle.") var handle: String
    @Option(help: "Who agreed: A or B.") var partner: String
    @Option(help: "treatment, telehealth, secrets_policy, payment, share_scores, share_ratings or research.") var kind:
        ConsentKind
    @Option(help: "Which secrets policy: no_secrets or limited_secrets.") var policy: SecretsPolicy?
    @Option(help: "Which measure's scores may be shown, such as CSI-16; or all.") var measure: String?
    @Option(help: "The version of your form that was signed.") var form = "1"
    @Option(name: .customLong("on"), help: "The day, as YYYY-MM-DD; today where it is left out.") var day: String?
    @OptionGroup var key: KeyOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        let consent = NewConsent(
            partner: try PartnerArgument.partner(partner, field: "--partner"), kind: kind, policy: policy,
            measure: measure, form: form, on: try day.map { try DayArgument.day($0, field: "--on") })
        try await Office.run(office) { office in
            if kind == .shareScores, measure == "all" { return try await recordAll(consent, office) }
            let input = [handle, partner, kind.rawValue, policy?.rawValue, measure, form, day]
            let id = try await office.change("consent record", input, key: key) {
                try await office.casework.recordConsent(consent, in: handle, key: $0)
            }
            try Answer.say(id, "Recorded: \(consent.partner.rawValue) agreed to \(kind.words).", output)
        }
    }
}

extension ConsentRecord {
    /// One agreement a measure, so that each can be revoked by itself.
    private func recordAll(_ consent: NewConsent, _ office: Office) async throws {
        let measures = try await office.casework.measuresSharedByDefault()
        for measure in measures {
            var one = consent
            one.measure = measure
            let input = [handle, partner, kind.rawValue, nil, measure, form, day]
            let given = KeyOptions(key: key.key.map { "\($0)-\(measure)" })
            _ = try await office.change("consent record", input, key: given) { [one] in
                try await office.casework.recordConsent(one, in: handle, key: $0)
            }
        }
        try Answer.say(
            handle,
            "Recorded: \(consent.partner.rawValue) agreed to sharing scores of \(measures.joined(separator: ", ")).",
            output)
    }
}

extension ConsentKind {
    /// As a person says it.
    var words: String {
        switch self {
        case .treatment: "treatment"
        case .telehealth: "telehealth"
        case .secretsPolicy: "the secrets policy"
        case .payment: "payment"
        case .shareScores: "sharing scores"
        case .shareRatings: "sharing ratings"
        case .research: "research"
        }
    }
}
