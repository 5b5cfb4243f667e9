import Casework

@testable import CaseModel

/// A word that is nowhere else: what it stood for and in which case can be read from it wherever it turns up.
///
/// `Zq`, a letter for what it stands for (n a name, w words), four digits for the case, and eight that are random.
struct Canary: Hashable, CustomStringConvertible {
    enum Kind: Character, Sendable {
        case name = "n"
        case words = "w"
    }

    let kind: Kind
    let number: Int
    let description: String

    init(_ kind: Kind, in number: Int) {
        (self.kind, self.number) = (kind, number)
        let tail = String(UInt32.random(in: 0x1000_0000 ... .max), radix: 16)
        let digits = String(number + 10_000).dropFirst()
        description = "Zq\(kind.rawValue)\(digits)\(tail)"
    }

    init?(_ text: some StringProtocol) {
        guard text.hasPrefix("Zq"), let kind = text.dropFirst(2).first.flatMap(Kind.init(rawValue:)),
            let number = Int(text.dropFirst(3).prefix(4))
        else { return nil }
        (self.kind, self.number, description) = (kind, number, String(text))
    }

    /// What finds a canary, and one that was written in hexadecimal digits.
    static let pattern = "Zq[nw][0-9]{4}[0-9a-f]{8}"
    static let hexadecimalPattern = "5[aA]71(6[eE]|77)(3[0-9]){4}"
}

/// A couple with a canary in every name, note, reason, profile, commitment and goal.
struct CanaryCouple {
    let number: Int

    private func word(_ kind: Canary.Kind = .words) -> String { Canary(kind, in: number).description }

    private func partner(_ part: PartInBreach) -> CaseHistory.PartnerRecord {
        var partner = CaseHistory.PartnerRecord(name: "Ada \(word(.name))", part: part, birthYear: 1980)
        partner.profile.background = "Raised in \(word())."
        partner.profile.occupation = word()
        partner.profile.channels = [ContactChannel(kind: .phone, value: word(.name), isKnownToOther: false)]
        return partner
    }

    private func note(
        _ day: Int, _ format: SessionFormat, _ attendance: Attendance, _ audience: Audience, signed: Bool = true
    ) -> CaseHistory.SessionRecord {
        .init(
            at: LocalTime(day: CalendarDate(dayNumber: day), minute: 600), minutes: 50, format: format,
            modality: .office, state: .held, attendance: attendance, stage: .boundaries,
            note: NoteBody(format: .free, parts: [.init(.text, "They spoke of \(word()) and \(word()).")]),
            noteAudience: audience, noteSignedAfterDays: signed ? 1 : nil)
    }

    func treatment() -> NewTreatmentPlan {
        NewTreatmentPlan(
            problem: "Distress about \(word()).", frequency: .weeks(2), reviewOn: CalendarDate(dayNumber: 40_000))
    }

    /// The codes are what no canary can be, and lie under the same key as the rest.
    func coverage() -> NewCoverage {
        NewCoverage(
            client: .a,
            words: CoverageWords(
                payer: "Mutual \(word())", memberID: word(), diagnoses: ["F43.23"], services: ["90847"]))
    }

    func history() -> CaseHistory {
        let start = 20_500
        var history = CaseHistory(
            a: partner(.hurt), b: partner(.involved),
            breach: Breach(kind: .financial, cameToLight: .found, month: nil, state: .ended), region: "OR",
            togetherSince: 2009, children: 2, openedOn: CalendarDate(dayNumber: start), status: .active)
        history.stages = [
            .init(move: StageMove(to: .acknowledge, kind: .start), on: CalendarDate(dayNumber: start)),
            .init(
                move: StageMove(to: .boundaries, kind: .skip), on: CalendarDate(dayNumber: start + 30), reason: word()),
            .init(
                move: StageMove(to: .acknowledge, kind: .goBack), on: CalendarDate(dayNumber: start + 40),
                reason: word()),
        ]
        history.sessions = [
            note(start + 1, .conjoint, .both, .joint), note(start + 8, .individualA, .aOnly, .a),
            note(start + 15, .individualB, .bOnly, .b), note(start + 22, .conjoint, .both, .joint, signed: false),
        ]
        history.commitments = [
            .init(
                owner: .b, kind: .practical, rhythm: .weekly, text: "Show \(word()).",
                agreedOn: CalendarDate(dayNumber: start + 2), dueOn: nil, reports: [])
        ]
        history.goals = [
            .init(
                owner: .both, words: GoalWords(goal: word(), measure: word(), target: word()),
                agreedOn: CalendarDate(dayNumber: start + 2), dueOn: CalendarDate(dayNumber: start + 90), reviews: [])
        ]
        history.records = [
            .init(.impact(by: .a), text: word(), audience: .a, on: CalendarDate(dayNumber: start + 3)),
            .init(
                .boundary(.honesty, reviewOn: CalendarDate(dayNumber: start + 60)), text: "Show \(word()).",
                on: CalendarDate(dayNumber: start + 4)),
            .init(
                .talk(withoutAccusation: true), text: word(), audience: .therapist,
                on: CalendarDate(dayNumber: start + 5)),
        ]
        history.consents = Partner.allCases.map {
            .init(partner: $0, kind: .secretsPolicy, policy: .limitedSecrets, on: CalendarDate(dayNumber: start))
        }
        return history
    }
}
