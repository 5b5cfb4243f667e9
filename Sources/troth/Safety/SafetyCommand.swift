import ArgumentParser
import CaseModel
import Casework

struct SafetyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "safety", abstract: "Safety: screens, decisions, flags, plans.",
        discussion: """
            For who treats the couple, and who supervises that. Nothing of it is shown to the other partner, to the front \
            desk or in a document: there every case reads `therapist to confirm`.
            """,
        subcommands: [
            SafetyScreen.self, SafetyDecide.self, SafetyFlag.self, SafetyAssess.self, SafetyPlan.self,
            SafetyShow.self, SafetyList.self,
        ], defaultSubcommand: SafetyList.self)
}

extension ScreenResult: ExpressibleByArgument {}
extension SafetyDecision: ExpressibleByArgument {}
extension FlagKind: ExpressibleByArgument {}

struct SafetyScreen: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "screen", abstract: "Record how a partner's screening, alone, went.",
        discussion: """
            Both partners know that everyone is screened alone; neither learns the other's result. Until both are \
            negative, or a clinician decided (`troth safety decide`), conjoint booking and advance are held; recording \
            never is. Give what was said with --fear, --injury and so on, what was denied with --no-fear.

            Example: troth safety screen C4XK92TM --partner A --result positive --instrument HITS --fear --no-injury
            """)

    @Argument(help: "The case's handle.") var handle: String
    @Option(help: "Who was screened: A or B.") var partner: String
    @Option(help: "negative, positive, incomplete or declined.") var result: ScreenResult
    @Option(help: "What was used, such as HITS.") var instrument: String?
    @Flag(inversion: .prefixedNo, help: "Afraid of the other.") var fear: Bool?
    @Flag(inversion: .prefixedNo, help: "Was hurt by the other.") var injury: Bool?
    @Flag(inversion: .prefixedNo, help: "Is controlled by the other.") var coerciveControl: Bool?
    @Flag(inversion: .prefixedNo, help: "Weapons are within reach.") var weapons: Bool?
    @Flag(inversion: .prefixedNo, help: "Children are in danger.") var children: Bool?
    @Option(help: "What was said; sealed. A file's name after @, or - to read it.") var words: String?
    @Option(name: .customLong("on"), help: "The day, as YYYY-MM-DD; today where it is left out.") var day: String?
    @OptionGroup var key: KeyOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        let who = try PartnerArgument.partner(partner, field: "--partner")
        let on = try day.map { try DayArgument.day($0, field: "--on") }
        try await Office.run(office) { office in
            let said = try words.map { try WordsArgument.read($0, home: office.home) }
            let findings = ScreenFindings(
                fear: fear, injury: injury, coerciveControl: coerciveControl, weapons: weapons, children: children)
            let screen = NewScreen(
                partner: who, result: result, findings: findings, instrument: instrument, words: said, on: on)
            let input =
                [handle, partner, result.rawValue, instrument, said, day]
                + findings.all.map { $0.map { $0 ? "yes" : "no" } }
            try await office.change("safety screen", input, key: key) {
                try await office.casework.recordScreen(screen, in: handle, key: $0)
            }
            try Answer.say(handle, "Recorded the screening of \(who.rawValue): \(result.rawValue).", output)
        }
    }
}

struct SafetyDecide: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decide", abstract: "Decide about the couple's work: conjoint, separate_only, refer or stop.",
        discussion: """
            conjoint ends the hold, until a later screen is not negative; the others keep it. No partner reads the reason.

            Example: troth safety decide C4XK92TM separate_only --reason "A is afraid at home; B does not know"
            """)

    @Argument(help: "The case's handle.") var handle: String
    @Argument(help: "conjoint, separate_only, refer or stop.") var decision: SafetyDecision
    @Option(help: "Why; sealed. A file's name after @, or - to read it.") var reason: String
    @Option(name: .customLong("on"), help: "The day, as YYYY-MM-DD; today where it is left out.") var day: String?
    @OptionGroup var key: KeyOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        let on = try day.map { try DayArgument.day($0, field: "--on") }
        try await Office.run(office) { office in
            let words = try WordsArgument.read(reason, home: office.home)
            try await office.change("safety decide", [handle, decision.rawValue, words, day], key: key) {
                try await office.casework.decideSafety(decision, reason: words, in: handle, on: on, key: $0)
            }
            try Answer.say(handle, "Decided: \(decision.rawValue.replacing("_", with: " ")).", output)
        }
    }
}
