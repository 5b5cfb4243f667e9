import CaseModel
import FoundationEssentials
import Postgres

/// A case as the road needs it.
struct RoadCase: Sendable, RowDecodable {
    let id: UUID
    let handle: String
    let status: CaseStatus
    let openedOn: CalendarDate
    let closedOn: CalendarDate?
    let roadmapVersion: Int16
    let parts: [Partner: PartInBreach]
    /// The practice's day at the environment's time.
    let today: CalendarDate

    init(row: inout RowReader) throws(PostgresError) {
        id = try row.next()
        handle = try row.next()
        status = try row.next()
        openedOn = try row.next()
        closedOn = try row.next()
        roadmapVersion = try row.next()
        let a = try row.next(PartInBreach.self)
        let b = try row.next(PartInBreach.self)
        parts = [.a: a, .b: b]
        today = try row.next()
    }
}

/// One move on the road, without its reason.
struct StageEventRow: Sendable, RowDecodable {
    let id: UUID
    let seq: Int
    let stage: Stage
    let on: CalendarDate
    let kind: StageMove.Kind
    /// Of a return: the record of its setback.
    let setback: UUID?
    let unmet: [String]

    init(row: inout RowReader) throws(PostgresError) {
        id = try row.next()
        seq = try row.next()
        stage = try row.next()
        on = try row.next()
        kind = try row.next()
        setback = try row.next()
        unmet = try row.next()
    }
}

/// One score, without its answers.
struct MeasureResponseRow: Sendable, RowDecodable {
    let id: UUID
    let partner: Partner
    let measure: String
    let version: Int
    let score: Int
    let on: CalendarDate

    init(row: inout RowReader) throws(PostgresError) {
        id = try row.next()
        partner = try row.next()
        measure = try row.next()
        version = try row.next()
        score = try row.next()
        on = try row.next()
    }
}

/// One commitment, without its words.
struct CommitmentRow: Sendable, RowDecodable {
    let id: UUID
    let handle: String
    let owner: Owner
    let kind: CommitmentKind
    let rhythm: Rhythm
    let agreedOn: CalendarDate
    let dueOn: CalendarDate?
    let endedOn: CalendarDate?
    /// The hurt partner said that they want it.
    let isWanted: Bool
    var reports: [CommitmentOnRoad.Report] = []

    init(row: inout RowReader) throws(PostgresError) {
        id = try row.next()
        handle = try row.next()
        owner = try row.next()
        kind = try row.next()
        rhythm = try row.next()
        agreedOn = try row.next()
        dueOn = try row.next()
        endedOn = try row.next()
        isWanted = try row.next()
    }

    func with(_ words: OpenWords) -> CommitmentOnRoad {
        CommitmentOnRoad(
            handle: handle, owner: owner, kind: kind, rhythm: rhythm, agreedOn: agreedOn, dueOn: dueOn,
            endedOn: endedOn, isWanted: isWanted, text: words[id, RoadField.commitment] ?? "", reports: reports)
    }
}

/// One goal, without its words.
struct GoalRow: Sendable, RowDecodable {
    let id: UUID
    let handle: String
    let owner: Owner
    let agreedOn: CalendarDate
    let dueOn: CalendarDate
    /// A goal on understanding each other.
    let isMutual: Bool
    var reviews: [GoalOnRoad.Review] = []

    init(row: inout RowReader) throws(PostgresError) {
        id = try row.next()
        handle = try row.next()
        owner = try row.next()
        agreedOn = try row.next()
        dueOn = try row.next()
        isMutual = try row.next()
    }

    func with(_ words: OpenWords) throws -> GoalOnRoad {
        let opened = try words.decoded(GoalWords.self, row: id, field: RoadField.goal)
        return GoalOnRoad(
            handle: handle, owner: owner, agreedOn: agreedOn, dueOn: dueOn, isMutual: isMutual,
            words: opened ?? GoalWords(goal: "", measure: "", target: ""), reviews: reviews)
    }
}
