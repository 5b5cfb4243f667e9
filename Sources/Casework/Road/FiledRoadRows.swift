import CaseModel
import FoundationEssentials
import Postgres

/// Rows of `app.stage_events`.
struct StageRows {
    private var caseID: [UUID] = []
    private var seq: [Int] = []
    private var eventID: [UUID] = []
    private var setback: [UUID?] = []
    private var unmet: [String] = []
    private var stage: [Stage] = []
    private var startedOn: [CalendarDate] = []
    private var kind: [StageMove.Kind] = []
    private var reason: [[UInt8]?] = []
    private var previous: [Stage?] = []
    private var previousStart: [CalendarDate?] = []

    mutating func add(
        _ record: CaseHistory.StageRecord, seq: Int, after before: CaseHistory.StageRecord?, setback: UUID?,
        keys: inout CaseKeys, random: inout RandomSource
    ) throws {
        let row = ID<StageMove>.random(using: &random).uuid
        caseID.append(keys.caseID)
        self.seq.append(seq)
        eventID.append(row)
        self.setback.append(setback)
        unmet.append(record.move.unmet.joined(separator: " "))
        stage.append(record.move.to)
        startedOn.append(record.on)
        kind.append(record.move.kind)
        reason.append(
            try setback == nil
                ? record.reason.map {
                    try keys.seal($0, for: .joint, row: row, field: RoadField.reason, using: &random)
                } : nil)
        previous.append(before?.move.to)
        previousStart.append(before?.on)
    }

    func insert(_ desk: Desk, roadmapVersion: Int16) -> SQL? {
        if caseID.isEmpty { return nil }
        return """
            insert into app.stage_events
                (practice_id, recorded_by, roadmap_version, case_id, seq, event_id, stage, started_on, kind,
                 reason_sealed, prev_stage, prev_started_on, setback_id, unmet)
            select \(desk.practice)::uuid, \(desk.staff)::uuid, \(roadmapVersion)::smallint, r.case_id, r.seq,
                r.event_id, r.stage, r.started_on, r.kind, r.reason, r.prev_stage, r.prev_started_on, r.setback,
                string_to_array(r.unmet, ' ')
            from unnest(
                \(caseID)::uuid[], \(seq)::smallint[], \(eventID)::uuid[], \(stage)::smallint[],
                \(startedOn)::date[], \(kind)::text[], \(reason)::bytea[], \(previous)::smallint[],
                \(previousStart)::date[], \(setback)::uuid[], \(unmet)::text[])
                r (case_id, seq, event_id, stage, started_on, kind, reason, prev_stage, prev_started_on, setback, unmet)
            """
    }
}

/// The fields that words of the road are sealed at; `app.open_words` gives the same names.
enum RoadField {
    static let reason = "stage_events.reason"
    static let answers = "measure_responses.answers"
    static let commitment = "commitments.text"
    static let goal = "goals.words"
    static let record = "stage_records.words"
    static let answer = "stage_answers.words"
    static let correction = "stage_corrections.reason"
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
