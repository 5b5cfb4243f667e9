import CaseModel
import FoundationEssentials
import Postgres

/// Rows of `app.sessions`, and of the notes about them.
struct SessionRows {
    var notes = NoteRows()
    private var id: [UUID] = []
    private var caseID: [UUID] = []
    private var handle: [Handle] = []
    private var at: [LocalTime] = []
    private var minutes: [Int] = []
    private var format: [SessionFormat] = []
    private var modality: [Modality] = []
    private var state: [SessionState] = []
    private var attendance: [Attendance?] = []
    private var stage: [Stage?] = []
    private var hasPolicy: [Bool] = []

    mutating func add(
        _ session: CaseHistory.SessionRecord, hasPolicy: Bool, keys: inout CaseKeys, handles: inout HandleSupply,
        random: inout RandomSource
    ) throws {
        let sessionID = ID<Session>.random(using: &random).uuid
        id.append(sessionID)
        caseID.append(keys.caseID)
        handle.append(try handles.next(.session, using: &random))
        at.append(session.at)
        minutes.append(session.minutes)
        format.append(session.format)
        modality.append(session.modality)
        state.append(session.state)
        attendance.append(session.state == .booked ? nil : session.attendance)
        stage.append(session.stage)
        self.hasPolicy.append(hasPolicy)
        if let note = session.note {
            let handle = try handles.next(.note, using: &random)
            try notes.add(note, of: session, id: sessionID, handle: handle, keys: &keys, random: &random)
        }
    }

    func insert(_ desk: Desk) -> SQL? {
        if id.isEmpty { return nil }
        return """
            insert into app.sessions
                (practice_id, recorded_by, session_id, case_id, handle, starts_at, ends_at, format, modality, state,
                 attendance, stage, policy_on_file)
            select \(desk.practice)::uuid, \(desk.staff)::uuid, r.session_id, r.case_id, r.handle,
                r.local at time zone p.time_zone,
                r.local at time zone p.time_zone + make_interval(mins => r.minutes),
                r.format, r.modality, r.state, r.attendance, r.stage, r.has_policy
            from app.practices p, unnest(
                \(id)::uuid[], \(caseID)::uuid[], \(handle)::text[], \(at)::timestamp[], \(minutes)::integer[],
                \(format)::text[], \(modality)::text[], \(state)::text[], \(attendance)::text[], \(stage)::smallint[],
                \(hasPolicy)::boolean[])
                r (session_id, case_id, handle, local, minutes, format, modality, state, attendance, stage, has_policy)
            where p.practice_id = \(desk.practice)
            """
    }
}

/// Rows of `app.notes` and `app.drafts`.
struct NoteRows {
    private struct Columns {
        var id: [UUID] = []
        var caseID: [UUID] = []
        var handle: [Handle] = []
        var session: [UUID] = []
        var audience: [Audience] = []
        var format: [NoteFormat] = []
        var writtenOn: [CalendarDate] = []
        var body: [[UInt8]] = []
        var at: [LocalTime] = []
    }

    private var signed = Columns()
    private var drafts = Columns()

    mutating func add(
        _ note: NoteBody, of session: CaseHistory.SessionRecord, id: UUID, handle: Handle, keys: inout CaseKeys,
        random: inout RandomSource
    ) throws {
        let noteID = ID<Note>.random(using: &random).uuid
        let body = try keys.seal(
            note.text, for: session.noteAudience, row: noteID, field: NoteField.body, using: &random)
        func append(to columns: inout Columns, at: LocalTime) {
            columns.id.append(noteID)
            columns.caseID.append(keys.caseID)
            columns.handle.append(handle)
            columns.session.append(id)
            columns.audience.append(session.noteAudience)
            columns.format.append(note.format)
            columns.writtenOn.append(session.at.day)
            columns.body.append(body)
            columns.at.append(at)
        }
        if let days = session.noteSignedAfterDays {
            append(to: &signed, at: LocalTime(day: session.at.day.adding(days: days), minute: 18 * 60 + 30))
        } else {
            append(to: &drafts, at: session.at)
        }
    }

    func insertSigned(_ desk: Desk, credential: String?) -> SQL? {
        if signed.id.isEmpty { return nil }
        return """
            insert into app.notes
                (practice_id, author_id, credential, note_id, case_id, handle, session_id, audience, format, written_on,
                 body_sealed, signed_at, came_signed)
            select \(desk.practice)::uuid, \(desk.staff)::uuid, \(credential)::text, r.note_id, r.case_id, r.handle,
                r.session_id, r.audience, r.format, r.written_on, r.body, r.local at time zone p.time_zone, true
            from app.practices p, \(unnested(signed)) where p.practice_id = \(desk.practice)
            """
    }

    func insertDrafts(_ desk: Desk) -> SQL? {
        if drafts.id.isEmpty { return nil }
        return """
            insert into app.drafts
                (practice_id, author_id, note_id, case_id, handle, session_id, audience, format, written_on, body_sealed,
                 updated_at)
            select \(desk.practice)::uuid, \(desk.staff)::uuid, r.note_id, r.case_id, r.handle, r.session_id, r.audience,
                r.format, r.written_on, r.body, r.local at time zone p.time_zone
            from app.practices p, \(unnested(drafts)) where p.practice_id = \(desk.practice)
            """
    }

    private func unnested(_ columns: Columns) -> SQL {
        """
        unnest(
            \(columns.id)::uuid[], \(columns.caseID)::uuid[], \(columns.handle)::text[], \(columns.session)::uuid[],
            \(columns.audience)::text[], \(columns.format)::text[], \(columns.writtenOn)::date[],
            \(columns.body)::bytea[], \(columns.at)::timestamp[])
            r (note_id, case_id, handle, session_id, audience, format, written_on, body, local)
        """
    }
}

/// The field that a note's words are sealed at, draft or signed.
enum NoteField {
    static let body = "notes.body"
    /// Why it was signed late.
    static let lateReason = "notes.late_reason"
    /// What a supervisor wrote to it when it was returned.
    static let comment = "note_reviews.comment"
}
