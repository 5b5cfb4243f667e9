import ArgumentParser
import CaseModel
import Casework

extension Intervention: ExpressibleByArgument {}

struct SessionRecord: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "record", abstract: "Record what became of a session, booked or not.",
        discussion: """
            A booked session is named by its handle. One that was never booked is recorded with --case, --starts and \
            --format; that is always possible, and one with a partner alone before both accepted the secrets policy is \
            marked `no policy on file`. To correct a recorded session give the --version that `troth session list` \
            shows: if somebody changed it since, nothing is saved.

            What was done is told in terms of a list, which an insurer's copy may hold: docs/reference/interventions.md. A \
            response (none, little, some, good) is for the partner it is of; a risk (none_noted, low, moderate, high) is \
            for those who treat the couple. Both are of those who came.

            Example: troth session record S4XK92TM --held --attended both --stage 2
            Example: troth session record S4XK92TM --held --attended both --intervention communication_training \\
                     --response A=good --response B=some --risk A=none_noted
            Example: troth session record --case C4XK92TM --starts "2026-06-19 18:10" --minutes 15 --phone-contact \\
                     --format individual_B --modality phone
            """)

    enum Outcome: String, EnumerableFlag {
        case held, noShow, lateCancellation, phoneContact

        var state: SessionState {
            switch self {
            case .held: .held
            case .noShow: .noShow
            case .lateCancellation: .lateCancellation
            case .phoneContact: .phoneContact
            }
        }
    }

    @Argument(help: "The session's handle, where it was booked.") var session: String?
    @Option(name: .customLong("case"), help: "The case's handle, where the session was not booked.")
    var caseName: String?
    @Flag(exclusivity: .exclusive, help: "What became of it.") var outcome: Outcome
    @Option(help: "Who came: both, A or B. Of a session with one partner alone, that partner.") var attended: String?
    @Option(help: "The stage that was worked on, 1 to 6.") var stage: Int?
    @Option(help: ArgumentHelp("What was done; may be given more than once.", valueName: "term"))
    var intervention: [Intervention] = []
    @Option(help: ArgumentHelp("How a partner responded, as A=good; once for each.", valueName: "of-partner"))
    var response: [String] = []
    @Option(help: ArgumentHelp("The risk of a partner, as A=low; once for each.", valueName: "of-partner"))
    var risk: [String] = []
    @Option(help: "Who else was there; sealed. A file's name after @, or - to read it.") var others: String?
    @Option(
        name: [.customLong("starts"), .customLong("at")],
        help: "When it began, as \"YYYY-MM-DD HH:MM\"; as booked where it is left out.")
    var starts: String?
    @Option(help: "How long it lasted, in minutes; as booked, or 50.") var minutes: Int?
    @Option(help: "Who a session that was not booked was for: conjoint, individual_A or individual_B.")
    var format: SessionFormat?
    @Option(help: "Where: office, telehealth or phone; as booked, or office.") var modality: Modality?
    @Option(help: "The version of a recorded session that you saw, to correct it.") var version: Int?
    @OptionGroup var key: KeyOptions
    @OptionGroup var answer: AnswerOptions
    @OptionGroup var office: OfficeOptions

    func validate() throws {
        if (session == nil) == (caseName == nil) {
            throw ValidationError("Name the session that was booked, or with --case the case of one that was not.")
        }
        if caseName != nil, starts == nil || format == nil {
            throw ValidationError("A session that was not booked needs --starts and --format.")
        }
        if session != nil, format != nil {
            throw ValidationError("Who a booked session is for cannot be changed: cancel it, and record another.")
        }
        if caseName != nil, version != nil {
            throw ValidationError("--version goes with a session's handle.")
        }
    }

    func run() async throws {
        let startsAt = try starts.map { try TimeArgument.time($0, field: "--starts") }
        let attendance = try attended.map(Self.attendance)
        let stage = try stage.map(Self.stage)
        let responses = try Self.levels(response, ResponseLevel.self, field: "--response")
        let risks = try Self.levels(risk, RiskLevel.self, field: "--risk")
        try await Office.run(office) { office in
            let others = try others.map { try WordsArgument.read($0, home: office.home) }
            let outcome = Self.outcome(
                SessionOutcome(state: outcome.state, attendance: attendance, stage: stage, others: others),
                intervention, responses, risks)
            let input: [String?] =
                intervention.map(\.rawValue) + response + ["risk"] + risk + [
                    session, caseName, self.outcome.rawValue, attended, stage?.rawValue.description, others, starts,
                    minutes?.description, format?.rawValue, modality?.rawValue, version?.description,
                ]
            let recorded = try await office.change("session record", input, key: key) {
                if let caseName, let startsAt, let format {
                    let plan = SessionPlan(
                        at: startsAt, minutes: minutes ?? 50, format: format, modality: modality ?? .office)
                    return try await office.casework.recordSession(plan, outcome, in: caseName, key: $0)
                }
                return try await office.casework.recordSession(
                    session ?? "", outcome,
                    correcting: SessionCorrection(startsAt: startsAt, minutes: minutes, modality: modality),
                    version: version, key: $0)
            }
            let next = outcome.state.wantsNote ? " Its note: `troth note write \(recorded)`." : ""
            try Answer.say(
                recorded.description, "Recorded session \(recorded): \(outcome.state.words).\(next)",
                answer.output)
        }
    }

    private static func outcome(
        _ outcome: SessionOutcome, _ interventions: [Intervention], _ responses: [Partner: ResponseLevel],
        _ risks: [Partner: RiskLevel]
    ) -> SessionOutcome {
        var outcome = outcome
        for term in interventions where !outcome.interventions.contains(term) { outcome.interventions.append(term) }
        (outcome.responses, outcome.risks) = (responses, risks)
        return outcome
    }

    private static func levels<Level: RawRepresentable & CaseIterable>(
        _ texts: [String], _ type: Level.Type, field: String
    ) throws -> [Partner: Level] where Level.RawValue == String {
        var levels: [Partner: Level] = [:]
        for text in texts {
            let parts = text.split(separator: "=", omittingEmptySubsequences: false)
            guard parts.count == 2, let partner = Partner(rawValue: parts[0].uppercased()), levels[partner] == nil,
                let level = Level(rawValue: parts[1].lowercased())
            else {
                let words = type.allCases.map(\.rawValue).joined(separator: ", ")
                throw CaseworkError.invalid(
                    field: field, "write it once a partner, as A=LEVEL or B=LEVEL, with one of \(words)")
            }
            levels[partner] = level
        }
        return levels
    }

    private static func attendance(_ text: String) throws -> Attendance {
        let typed = text.lowercased()
        guard let attendance = Attendance.allCases.first(where: { $0.rawValue.lowercased() == typed }) else {
            throw CaseworkError.invalid(field: "--attended", "use both, A or B")
        }
        return attendance
    }

    private static func stage(_ number: Int) throws -> Stage {
        guard let stage = Int16(exactly: number).flatMap(Stage.init(rawValue:)) else {
            throw CaseworkError.invalid(field: "--stage", "use a stage from 1 to 6")
        }
        return stage
    }
}
