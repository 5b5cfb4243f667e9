import CaseModel
import FoundationEssentials
import Postgres

/// Rows of `app.stage_records`, and of what was answered to them.
struct StageRecordRows {
    var answers = StageAnswerRows()
    private var id: [UUID] = []
    private var caseID: [UUID] = []
    private var handle: [Handle] = []
    private var kind: [StageRecord.Kind] = []
    private var giver: [Giver] = []
    private var audience: [Audience] = []
    private var author: [UUID] = []
    private var on: [CalendarDate] = []
    private var words: [[UInt8]] = []
    private var parts: [String?] = []
    private var area: [BoundaryArea?] = []
    private var boundary: [UUID?] = []
    private var withoutAccusation: [Bool?] = []
    private var lookAgainOn: [CalendarDate?] = []

    /// Adds one record under an id and a handle that were drawn before.
    mutating func add(
        _ details: RecordDetails<UUID>, text: String, audience: Audience, on day: CalendarDate, id row: UUID,
        handle: Handle, author: UUID, keys: inout CaseKeys, random: inout RandomSource
    ) throws {
        id.append(row)
        caseID.append(keys.caseID)
        self.handle.append(handle)
        kind.append(details.kind)
        giver.append(details.giver)
        self.audience.append(audience)
        self.author.append(author)
        on.append(day)
        words.append(try keys.seal(text, for: audience, row: row, field: RoadField.record, using: &random))
        lookAgainOn.append(details.lookAgainOn)
        var (parts, area, boundary, withoutAccusation) = (String?.none, BoundaryArea?.none, UUID?.none, Bool?.none)
        switch details {
        case .apology(_, let named):
            parts = ApologyPart.allCases.filter(named.contains).map(\.rawValue).joined(separator: " ")
        case .boundary(let about, _): area = about
        case .breach(let of): boundary = of
        case .talk(let calm): withoutAccusation = calm
        case .impact, .setback, .plan: break
        }
        self.parts.append(parts)
        self.area.append(area)
        self.boundary.append(boundary)
        self.withoutAccusation.append(withoutAccusation)
    }

    /// Adds a history's records with their answers, and returns their ids.
    @discardableResult
    mutating func add(
        _ entries: [CaseHistory.RecordEntry], author: UUID, keys: inout CaseKeys, handles: inout HandleSupply,
        random: inout RandomSource
    ) throws -> [UUID] {
        let ids = entries.map { _ in ID<StageRecord>.random(using: &random).uuid }
        for (row, entry) in zip(ids, entries) {
            let handle = try handles.next(.record, using: &random)
            try add(
                entry.details.naming { ids[$0] }, text: entry.text, audience: entry.audience, on: entry.on, id: row,
                handle: handle, author: author, keys: &keys, random: &random)
            let form = StageRecordForm(kind: entry.details.kind, giver: entry.details.giver, audience: entry.audience)
            for answer in entry.answers {
                try answers.add(
                    answer.answer, text: nil, on: answer.on, id: ID<AnswerToRecord>.random(using: &random).uuid,
                    to: row, form: form, author: author, keys: &keys, random: &random)
            }
        }
        return ids
    }

    func insert(_ desk: Desk) -> SQL? {
        if id.isEmpty { return nil }
        return """
            insert into app.stage_records
                (practice_id, record_id, case_id, handle, kind, given_by, audience, author_id, happened_on, words_sealed,
                 parts, area, boundary_id, without_accusation, look_again_on)
            select \(desk.practice)::uuid, r.id, r.case_id, r.handle, r.kind, r.giver, r.audience, r.author, r.happened_on,
                r.words, string_to_array(r.parts, ' '), r.area, r.boundary, r.calm, r.look_again_on
            from unnest(
                \(id)::uuid[], \(caseID)::uuid[], \(handle)::text[], \(kind)::text[], \(giver)::text[],
                \(audience)::text[], \(author)::uuid[], \(on)::date[], \(words)::bytea[], \(parts)::text[],
                \(area)::text[], \(boundary)::uuid[], \(withoutAccusation)::boolean[], \(lookAgainOn)::date[])
                r (id, case_id, handle, kind, giver, audience, author, happened_on, words, parts, area, boundary, calm,
                   look_again_on)
            """
    }
}

/// Rows of `app.stage_answers`.
struct StageAnswerRows {
    private var id: [UUID] = []
    private var caseID: [UUID] = []
    private var record: [UUID] = []
    private var form: [String] = []
    private var answer: [String] = []
    private var giver: [Giver] = []
    private var audience: [Audience] = []
    private var author: [UUID] = []
    private var on: [CalendarDate] = []
    private var nextOn: [CalendarDate?] = []
    private var words: [[UInt8]?] = []

    mutating func add(
        _ answer: RecordAnswer, text: String?, on day: CalendarDate, id row: UUID, to record: UUID,
        form: StageRecordForm, author: UUID, keys: inout CaseKeys, random: inout RandomSource
    ) throws {
        let audience = form.audience(of: answer)
        id.append(row)
        caseID.append(keys.caseID)
        self.record.append(record)
        self.form.append(form.text)
        self.answer.append(answer.code)
        giver.append(answer.giver)
        self.audience.append(audience)
        self.author.append(author)
        on.append(day)
        nextOn.append(answer.nextOn)
        words.append(
            try text.map { try keys.seal($0, for: audience, row: row, field: RoadField.answer, using: &random) })
    }

    func insert(_ desk: Desk) -> SQL? {
        if id.isEmpty { return nil }
        return """
            insert into app.stage_answers
                (practice_id, answer_id, case_id, record_id, form, answer, answered_by, audience, author_id, answered_on,
                 next_on, words_sealed)
            select \(desk.practice)::uuid, r.*
            from unnest(
                \(id)::uuid[], \(caseID)::uuid[], \(record)::uuid[], \(form)::text[], \(answer)::text[],
                \(giver)::text[], \(audience)::text[], \(author)::uuid[], \(on)::date[], \(nextOn)::date[],
                \(words)::bytea[]) r
            """
    }
}

/// Kind, giver and audience of a record, as the answers' foreign key names them.
struct StageRecordForm: Sendable, Hashable {
    let kind: StageRecord.Kind
    let giver: Giver
    let audience: Audience

    var text: String { "\(kind.rawValue) \(giver.rawValue) \(audience.rawValue)" }

    /// How an apology was received belongs to whoever received it; any other answer is for whom the record is.
    func audience(of answer: RecordAnswer) -> Audience {
        if case .received(let partner, _) = answer { Audience(of: partner) } else { audience }
    }
}

extension RecordDetails {
    /// The same with the boundary of a breach named otherwise.
    func naming<Other>(_ name: (Boundary) throws -> Other) rethrows -> RecordDetails<Other> {
        switch self {
        case .impact(let by): .impact(by: by)
        case .apology(let by, let parts): .apology(by: by, parts: parts)
        case .boundary(let area, let day): .boundary(area, reviewOn: day)
        case .breach(let of): .breach(of: try name(of))
        case .talk(let calm): .talk(withoutAccusation: calm)
        case .setback: .setback
        case .plan(let day): .plan(followUpOn: day)
        }
    }
}
