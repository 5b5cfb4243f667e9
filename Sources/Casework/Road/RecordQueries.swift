import CaseModel
import FoundationEssentials
import Postgres

/// A record of the road and its answers, without their words.
struct StageRecordRow: Sendable, RowDecodable {
    struct Answer: Sendable {
        let id: UUID
        let answer: RecordAnswer
        let audience: Audience
        let on: CalendarDate
    }

    let id: UUID
    let handle: String
    let audience: Audience
    let on: CalendarDate
    let details: RecordDetails<String>
    var answers: [Answer] = []

    init(row: inout RowReader) throws(PostgresError) {
        id = try row.next()
        handle = try row.next()
        let kind = try row.next(StageRecord.Kind.self)
        let giver = try row.next(Giver.self)
        audience = try row.next()
        on = try row.next()
        let parts = try row.next([String]?.self) ?? []
        let area = try row.next(BoundaryArea?.self)
        let boundary = try row.next(String?.self)
        let isCalm = try row.next(Bool?.self)
        let lookAgainOn = try row.next(CalendarDate?.self)
        let partner = giver.partner ?? .a
        details =
            switch kind {
            case .impact: .impact(by: partner)
            case .apology: .apology(by: partner, parts: Set(parts.compactMap(ApologyPart.init(rawValue:))))
            case .boundary: .boundary(area ?? .honesty, reviewOn: lookAgainOn ?? on)
            case .breach: .breach(of: boundary ?? "")
            case .talk: .talk(withoutAccusation: isCalm ?? false)
            case .setback: .setback
            case .plan: .plan(followUpOn: lookAgainOn ?? on)
            }
    }

    /// Without the words: for what is only counted.
    var counted: StageRecord { with { _, _ in nil } }

    func with(_ words: OpenWords) -> StageRecord { with { words[$0, $1] } }

    private func with(_ words: (UUID, String) -> String?) -> StageRecord {
        StageRecord(
            handle: handle, details: details, audience: audience, on: on, text: words(id, RoadField.record) ?? "",
            answers: answers.map {
                .init($0.answer, audience: $0.audience, on: $0.on, text: words($0.id, RoadField.answer))
            })
    }
}

/// One record that is to be answered.
struct FoundRecord: Sendable {
    let id: UUID
    let form: StageRecordForm
    let on: CalendarDate
    let file: RoadCase
}

extension Desk {
    /// The records of a case that this person may see, oldest first, each with its answers.
    func recordRows(_ caseID: UUID) throws -> [StageRecordRow] {
        let answers = try transaction.all(
            """
            select record_id, answer_id, answer, answered_by, next_on, audience, answered_on from app.stage_answers
            where practice_id = \(practice) and case_id = \(caseID) order by answered_on, recorded_at
            """, UUID.self, UUID.self, String.self, Giver.self, CalendarDate?.self, Audience.self, CalendarDate.self)
        var byRecord: [UUID: [StageRecordRow.Answer]] = [:]
        for row in answers {
            guard let answer = RecordAnswer(code: row.2, by: row.3, nextOn: row.4) else {
                throw CaseworkError.internal("the stored answer \(row.1) does not read")
            }
            byRecord[row.0, default: []].append(.init(id: row.1, answer: answer, audience: row.5, on: row.6))
        }
        return try transaction.all(
            """
            select r.record_id, r.handle, r.kind, r.given_by, r.audience, r.happened_on, r.parts, r.area, b.handle,
                r.without_accusation, r.look_again_on
            from app.stage_records r
            left join app.stage_records b on b.practice_id = r.practice_id and b.record_id = r.boundary_id
            where r.practice_id = \(practice) and r.case_id = \(caseID)
            order by r.happened_on, r.recorded_at, r.handle
            """, as: StageRecordRow.self
        ).map { row in
            var row = row
            row.answers = byRecord[row.id] ?? []
            return row
        }
    }

    /// A record of one of these kinds by its handle, if it is this person's to see.
    func record(_ handle: Handle, _ kinds: [StageRecord.Kind]) throws -> FoundRecord {
        let missing = CaseworkError.notFound(.record, handle.description)
        try requireReach(.record, handle.description, or: missing)
        let found = try transaction.optional(
            """
            select r.record_id, r.kind, r.given_by, r.audience, r.happened_on, c.handle
            from app.stage_records r
            join app.cases c on c.practice_id = r.practice_id and c.case_id = r.case_id
            where r.practice_id = \(practice) and r.handle = \(handle)
            """, UUID.self, StageRecord.Kind.self, Giver.self, Audience.self, CalendarDate.self, String.self)
        guard let found, let caseHandle = Handle(found.5, .caseFile) else { throw missing }
        guard kinds.contains(found.1) else {
            throw CaseworkError.invalid(
                field: "record",
                "\(handle) is \(found.1.words); this is for \(kinds.map(\.words).joined(separator: " or "))")
        }
        return FoundRecord(
            id: found.0, form: StageRecordForm(kind: found.1, giver: found.2, audience: found.3), on: found.4,
            file: try roadCase(caseHandle))
    }
}

extension StageRecord.Kind {
    /// As a person says it.
    package var words: String {
        switch self {
        case .impact: "an impact statement"
        case .apology: "an apology"
        case .boundary: "a boundary"
        case .breach: "a breach"
        case .talk: "a talk"
        case .setback: "a setback"
        case .plan: "a plan"
        }
    }
}
