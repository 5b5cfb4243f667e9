import CaseModel
import FoundationEssentials
import Postgres

/// Rows of `app.stage_events`.
struct StageRows {
    private var caseID: [UUID] = []
    private var seq: [Int] = []
    private var stage: [Stage] = []
    private var startedOn: [CalendarDate] = []
    private var kind: [StageMove.Kind] = []
    private var reason: [[UInt8]?] = []
    private var previous: [Stage?] = []
    private var previousStart: [CalendarDate?] = []

    mutating func add(
        _ record: CaseHistory.StageRecord, seq: Int, after before: CaseHistory.StageRecord?, keys: inout CaseKeys,
        random: inout RandomSource
    ) throws {
        caseID.append(keys.caseID)
        self.seq.append(seq)
        stage.append(record.move.to)
        startedOn.append(record.on)
        kind.append(record.move.kind)
        let row = keys.caseID
        reason.append(
            try record.reason.map {
                try keys.seal($0, for: .joint, row: row, field: RoadField.reason(seq), using: &random)
            })
        previous.append(before?.move.to)
        previousStart.append(before?.on)
    }

    func insert(_ desk: Desk) -> SQL? {
        if caseID.isEmpty { return nil }
        return """
            insert into app.stage_events
                (practice_id, recorded_by, case_id, seq, stage, started_on, kind, reason_sealed, prev_stage,
                 prev_started_on)
            select \(desk.practice)::uuid, \(desk.staff)::uuid, r.*
            from unnest(
                \(caseID)::uuid[], \(seq)::smallint[], \(stage)::smallint[], \(startedOn)::date[], \(kind)::text[],
                \(reason)::bytea[], \(previous)::smallint[], \(previousStart)::date[]) r
            """
    }
}

/// The fields that words of the road are sealed at; `app.open_words` gives the same names.
enum RoadField {
    static func reason(_ seq: Int) -> String { "stage_events.reason.\(seq)" }
    static let answers = "measure_responses.answers"
    static let commitment = "commitments.text"
    static let goal = "goals.words"
}

/// Rows of `app.criterion_ratings`.
struct RatingRows {
    private var id: [ID<Rating>] = []
    private var caseID: [UUID] = []
    private var number: [String] = []
    private var by: [RatedBy] = []
    private var audience: [Audience] = []
    private var value: [Int] = []
    private var on: [CalendarDate] = []

    mutating func add(_ rating: CriterionRating, case caseID: UUID, random: inout RandomSource) {
        id.append(.random(using: &random))
        self.caseID.append(caseID)
        number.append(rating.number)
        by.append(rating.by)
        audience.append(rating.by.audience)
        value.append(rating.value)
        on.append(rating.on)
    }

    func insert(_ desk: Desk, roadmapVersion: Int16) -> SQL? {
        if id.isEmpty { return nil }
        return """
            insert into app.criterion_ratings
                (practice_id, recorded_by, roadmap_version, rating_id, case_id, criterion, rated_by, audience, value,
                 rated_on)
            select \(desk.practice)::uuid, \(desk.staff)::uuid, \(roadmapVersion)::smallint, r.*
            from unnest(
                \(id)::uuid[], \(caseID)::uuid[], \(number)::text[], \(by)::text[], \(audience)::text[],
                \(value)::smallint[], \(on)::date[]) r
            """
    }
}

/// Rows of `app.measure_responses`.
struct MeasureRows {
    private var id: [ID<MeasureResponse>] = []
    private var caseID: [UUID] = []
    private var partner: [Partner] = []
    private var measure: [String] = []
    private var version: [Int16] = []
    private var score: [Int] = []
    private var on: [CalendarDate] = []
    private var answers: [[UInt8]?] = []

    mutating func add(
        _ response: CaseHistory.MeasureRecord, version: Int16, keys: inout CaseKeys, random: inout RandomSource
    ) throws {
        let row = ID<MeasureResponse>.random(using: &random)
        id.append(row)
        caseID.append(keys.caseID)
        partner.append(response.partner)
        measure.append(response.instrument)
        self.version.append(version)
        score.append(response.score)
        on.append(response.on)
        answers.append(
            try response.answers.map {
                try keys.seal(
                    sealedJSON($0), for: Audience(of: response.partner), row: row.uuid, field: RoadField.answers,
                    using: &random)
            })
    }

    func insert(_ desk: Desk) -> SQL? {
        if id.isEmpty { return nil }
        return """
            insert into app.measure_responses
                (practice_id, recorded_by, response_id, case_id, partner, audience, measure, measure_version, score,
                 answered_on, answers_sealed)
            select \(desk.practice)::uuid, \(desk.staff)::uuid, r.*
            from unnest(
                \(id)::uuid[], \(caseID)::uuid[], \(partner)::text[], \(partner)::text[], \(measure)::text[],
                \(version)::smallint[], \(score)::smallint[], \(on)::date[], \(answers)::bytea[]) r
            """
    }
}
