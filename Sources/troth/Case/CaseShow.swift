import ArgumentParser
import CaseModel
import Casework

struct CaseShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "The first page of a case.",
        discussion: "Example: troth case show C4XK92TM\n\n`troth stage show` shows the road.")

    @Argument(help: "The case's handle.") var handle: String
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        let handle = try HandleArgument.read(handle, .caseFile)
        try await Office.run(office) { office in
            let page = try await office.casework.casePage(handle)
            try StandardOutput.stream {
                Self.listing.write(
                    one: page, options: output, screen: .standardOutput(noColor: output.noColor), to: &$0)
            }
        }
    }

    static let listing = Listing<CasePage>(
        empty: "",
        columns: [
            Column("case", "Case") { .text($0.handle) },
            Column("status", "Status") { .text($0.status.rawValue) },
            Column("opened", "Opened") { .date($0.openedOn.description) },
            Column("partner_a", "Partner A") { .text(facts($0.a, "A")) },
            Column("contacts_a", "  contacts", fit: .wraps) { .text(contacts($0.a)) },
            Column("partner_b", "Partner B") { .text(facts($0.b, "B")) },
            Column("contacts_b", "  contacts", fit: .wraps) { .text(contacts($0.b)) },
            Column("together_since", "Together since") { .optional($0.togetherSince) { .text("\($0)") } },
            Column("children", "Children") { .optional($0.children) { .integer($0) } },
            Column("breach", "Breach") { .text(breach($0.breach)) },
            Column("secrets_policy", "Secrets policy") {
                .text($0.hasSecretsPolicy ? "accepted by both" : "not yet accepted by both")
            },
            Column("stage", "Stage") { .optional($0.stage) { .text("\($0.stage.rawValue) \($0.name)") } },
            Column("stage_since", "  since") { .optional($0.stageSince) { .date($0.description) } },
            Column("problem", "Treatment of", fit: .wraps) { .optional($0.treatment) { .text($0.problem) } },
            Column("frequency", "  frequency") { .optional($0.treatment) { .text($0.frequency.words) } },
            Column("review_on", "  review", style: { $0.isTreatmentReviewDue ? .warning : nil }) {
                .optional($0.treatment) { .date($0.reviewOn.description) }
            },
            Column("insured", "Insurer pays for") { .optional($0.insuredClient) { .text($0.rawValue) } },
            Column("sessions_held", "Sessions held") { .integer($0.sessionsHeld) },
            Column("sessions_missed", "  missed") { .integer($0.sessionsMissed) },
            Column("last_session", "Last session") { .optional($0.lastHeldOn) { .date($0.description) } },
            Column("next_session", "Next session") { .optional($0.nextAt) { .text($0.description) } },
            Column("open_drafts", "Open drafts", style: { $0.openDrafts > 0 ? .warning : nil }) {
                .integer($0.openDrafts)
            },
            Column("closed", "Closed") { .optional($0.closing) { .text(closing($0)) } },
            Column("version", "Version") { .integer($0.version) },
        ],
        handle: { $0.handle })

    private static func facts(_ partner: CasePage.PartnerFacts, _ letter: String) -> String {
        let born = partner.profile.birthDate ?? partner.birthYear.map(String.init)
        return [partner.name ?? letter, partner.part.rawValue, born.map { "born \($0)" }].compactMap(\.self)
            .joined(separator: ", ")
    }

    private static func contacts(_ partner: CasePage.PartnerFacts) -> String {
        if partner.profile.channels.isEmpty { return "none recorded" }
        return partner.profile.channels.map { channel in
            "\(channel.kind.rawValue) \(channel.value)" + (channel.isKnownToOther ? "" : " (the other does not know)")
        }.joined(separator: "; ")
    }

    private static func breach(_ breach: Breach) -> String {
        var parts = [breach.kind.rawValue.replacing("_", with: " "), breach.cameToLight.rawValue]
        if let month = breach.month { parts.append(String(month.description.prefix(7))) }
        parts.append(breach.state == .unknown ? "unknown whether ended" : breach.state.rawValue)
        return parts.joined(separator: ", ")
    }

    private static func closing(_ closing: Closing) -> String {
        "\(closing.on), \(closing.howItEnded.rawValue.replacing("_", with: " ")), \(closing.relationship.rawValue)"
    }
}

/// Reads handles as people type them.
enum HandleArgument {
    static func read(_ text: String, _ kind: Handle.Kind) throws -> Handle {
        guard let handle = Handle(text, kind) else {
            throw CaseworkError.invalid(
                field: "handle",
                "this is no handle of one; it is \(kind.rawValue) and 7 more letters and digits, such as "
                    + "\(kind.rawValue)4XK92TM")
        }
        return handle
    }
}
