/// A whole case as values, before it has ids: what an import brings and what the fictional practice is made of.
///
/// Times are the practice's own wall clock; PostgreSQL turns them into moments in the practice's time zone.
package struct CaseHistory: Sendable, Hashable {
    package struct PartnerRecord: Sendable, Hashable {
        package var name: String?
        package var part: PartInBreach
        package var birthYear: Int?
        package var profile: PartnerProfile
        package var objectsToResearch: Bool

        package init(
            name: String?, part: PartInBreach, birthYear: Int?, profile: PartnerProfile = .init(),
            objectsToResearch: Bool = false
        ) {
            (self.name, self.part, self.birthYear) = (name, part, birthYear)
            (self.profile, self.objectsToResearch) = (profile, objectsToResearch)
        }
    }

    package struct SessionRecord: Sendable, Hashable {
        package var at: LocalTime
        package var minutes: Int
        package var format: SessionFormat
        package var modality: Modality
        package var state: SessionState
        package var attendance: Attendance
        package var stage: Stage?
        /// The note of the session, signed on its day plus `noteSignedAfterDays`; nil leaves it a draft.
        package var note: NoteBody?
        package var noteAudience: Audience
        package var noteSignedAfterDays: Int?

        package init(
            at: LocalTime, minutes: Int, format: SessionFormat, modality: Modality, state: SessionState,
            attendance: Attendance, stage: Stage?, note: NoteBody? = nil, noteAudience: Audience = .joint,
            noteSignedAfterDays: Int? = nil
        ) {
            (self.at, self.minutes, self.format, self.modality) = (at, minutes, format, modality)
            (self.state, self.attendance, self.stage, self.note) = (state, attendance, stage, note)
            (self.noteAudience, self.noteSignedAfterDays) = (noteAudience, noteSignedAfterDays)
        }
    }

    package struct StageRecord: Sendable, Hashable {
        package var move: StageMove
        package var on: CalendarDate
        package var reason: String?

        package init(move: StageMove, on: CalendarDate, reason: String? = nil) {
            (self.move, self.on, self.reason) = (move, on, reason)
        }
    }

    package struct MeasureRecord: Sendable, Hashable {
        package var partner: Partner
        package var instrument: String
        package var score: Int
        package var answers: [Int]?
        package var on: CalendarDate

        package init(partner: Partner, instrument: String, score: Int, answers: [Int]?, on: CalendarDate) {
            (self.partner, self.instrument, self.score) = (partner, instrument, score)
            (self.answers, self.on) = (answers, on)
        }
    }

    package struct CommitmentRecord: Sendable, Hashable {
        /// What one partner saw on one day: the owner's view and the other's are kept apart.
        package struct Report: Sendable, Hashable {
            package var on: CalendarDate
            package var by: Partner
            package var kept: Bool

            package init(on: CalendarDate, by: Partner, kept: Bool) {
                (self.on, self.by, self.kept) = (on, by, kept)
            }
        }

        package var owner: Owner
        package var kind: CommitmentKind
        package var rhythm: Rhythm
        package var text: String
        package var agreedOn: CalendarDate
        package var dueOn: CalendarDate?
        /// The hurt partner said that they want it.
        package var isWanted: Bool
        package var reports: [Report]

        package init(
            owner: Owner, kind: CommitmentKind, rhythm: Rhythm, text: String, agreedOn: CalendarDate,
            dueOn: CalendarDate?, isWanted: Bool = false, reports: [Report]
        ) {
            (self.owner, self.kind, self.rhythm, self.text) = (owner, kind, rhythm, text)
            (self.agreedOn, self.dueOn, self.isWanted, self.reports) = (agreedOn, dueOn, isWanted, reports)
        }
    }

    package struct GoalRecord: Sendable, Hashable {
        package struct Review: Sendable, Hashable {
            package var on: CalendarDate
            package var standing: GoalStanding

            package init(on: CalendarDate, standing: GoalStanding) {
                (self.on, self.standing) = (on, standing)
            }
        }

        package var owner: Owner
        package var words: GoalWords
        package var agreedOn: CalendarDate
        package var dueOn: CalendarDate
        /// A goal on understanding each other.
        package var isMutual: Bool
        package var reviews: [Review]

        package init(
            owner: Owner, words: GoalWords, agreedOn: CalendarDate, dueOn: CalendarDate, isMutual: Bool = false,
            reviews: [Review]
        ) {
            (self.owner, self.words, self.agreedOn) = (owner, words, agreedOn)
            (self.dueOn, self.isMutual, self.reviews) = (dueOn, isMutual, reviews)
        }
    }

    /// An impact statement, an apology, a boundary and so on, with what was answered.
    package struct RecordEntry: Sendable, Hashable {
        package struct Answer: Sendable, Hashable {
            package var answer: RecordAnswer
            package var on: CalendarDate

            package init(_ answer: RecordAnswer, on: CalendarDate) { (self.answer, self.on) = (answer, on) }
        }

        /// A breach names its boundary by its place among the history's records, before itself.
        package var details: RecordDetails<Int>
        package var text: String
        package var audience: Audience
        package var on: CalendarDate
        package var answers: [Answer]

        package init(
            _ details: RecordDetails<Int>, text: String, audience: Audience = .joint, on: CalendarDate,
            answers: [Answer] = []
        ) {
            (self.details, self.text, self.audience) = (details, text, audience)
            (self.on, self.answers) = (on, answers)
        }
    }

    package struct ConsentRecord: Sendable, Hashable {
        package var partner: Partner
        package var kind: ConsentKind
        package var policy: SecretsPolicy?
        package var instrument: String?
        package var on: CalendarDate

        package init(
            partner: Partner, kind: ConsentKind, policy: SecretsPolicy? = nil, instrument: String? = nil,
            on: CalendarDate
        ) {
            (self.partner, self.kind, self.policy) = (partner, kind, policy)
            (self.instrument, self.on) = (instrument, on)
        }
    }

    package var a: PartnerRecord
    package var b: PartnerRecord
    package var breach: Breach
    /// A short code such as a state's; never a place that tells more.
    package var region: String?
    package var togetherSince: Int?
    package var children: Int?
    package var openedOn: CalendarDate
    package var status: CaseStatus
    package var closing: Closing?
    package var stages: [StageRecord] = []
    package var sessions: [SessionRecord] = []
    package var ratings: [CriterionRating] = []
    package var measures: [MeasureRecord] = []
    package var commitments: [CommitmentRecord] = []
    package var goals: [GoalRecord] = []
    package var records: [RecordEntry] = []
    package var consents: [ConsentRecord] = []

    package init(
        a: PartnerRecord, b: PartnerRecord, breach: Breach, region: String?, togetherSince: Int?, children: Int?,
        openedOn: CalendarDate, status: CaseStatus, closing: Closing? = nil
    ) {
        (self.a, self.b, self.breach, self.region) = (a, b, breach, region)
        (self.togetherSince, self.children, self.openedOn) = (togetherSince, children, openedOn)
        (self.status, self.closing) = (status, closing)
    }
}

/// A day and a minute on the practice's own clock.
package struct LocalTime: Sendable, Hashable, Comparable, CustomStringConvertible {
    package var day: CalendarDate
    /// Minutes since midnight, 0 to 1439.
    package var minute: Int

    package init(day: CalendarDate, minute: Int) {
        (self.day, self.minute) = (day, minute)
    }

    /// Reads `YYYY-MM-DD HH:MM`, with a space or a `T` between.
    package init?(_ text: some StringProtocol) {
        let halves = text.split(omittingEmptySubsequences: false, whereSeparator: { $0 == " " || $0 == "T" })
        guard halves.count == 2, let day = CalendarDate(halves[0]) else { return nil }
        let clock = halves[1].split(separator: ":", omittingEmptySubsequences: false)
        guard clock.count == 2, clock.allSatisfy({ $0.count == 2 && $0.first?.isWholeNumber == true }),
            let hour = Int(clock[0]),
            let minute = Int(clock[1]), (0..<24).contains(hour), (0..<60).contains(minute)
        else { return nil }
        self.init(day: day, minute: hour * 60 + minute)
    }

    package static func < (left: Self, right: Self) -> Bool {
        (left.day, left.minute) < (right.day, right.minute)
    }

    package var description: String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(day) \(two(minute / 60)):\(two(minute % 60))"
    }
}

/// What is known of a partner beyond the name: kept under that partner's own key, away from the other.
package struct PartnerProfile: Sendable, Hashable, Codable {
    package var birthDate: String?
    package var channels: [ContactChannel] = []
    package var education: String?
    package var occupation: String?
    package var background: String?

    package init() {}

    package var isEmpty: Bool { self == PartnerProfile() }
}

/// The words of a goal: what, how it is measured, and what counts as reached.
package struct GoalWords: Sendable, Hashable, Codable {
    package var goal: String
    package var measure: String
    package var target: String

    package init(goal: String, measure: String, target: String) {
        (self.goal, self.measure, self.target) = (goal, measure, target)
    }
}
