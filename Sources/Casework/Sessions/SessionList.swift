package import CaseModel
import FoundationEssentials
import Postgres

/// One session, as the list shows it.
package struct SessionEntry: Sendable, Hashable {
    /// How far its note is.
    package enum NoteStanding: String, Sendable {
        /// Nobody was spoken with, or not yet.
        case notDue = "none"
        case due, overdue, draft, signed
        /// A trainee's, signed: it waits for the co-signature, or was returned to be corrected.
        case toCosign = "to_cosign"
        case returned
    }

    package let handle: String
    package let caseHandle: String
    package let at: LocalTime
    package let minutes: Int
    package let format: SessionFormat
    package let modality: Modality
    package let state: SessionState
    package let attendance: Attendance?
    /// By the names of the case's own road.
    package let stage: RoadStage?
    /// False for an individual session that happened before both partners had accepted the secrets policy.
    package let isPolicyOnFile: Bool
    package let note: NoteStanding
    /// False: the front desk booked it, and the therapist has still to confirm it.
    package let isConfirmed: Bool
    package let version: Int
}

extension Casework {
    /// The sessions of one case, or of all the person's cases, in the order of their times.
    ///
    /// - Parameters:
    ///   - since: the first day, and `until` the last, both of the practice's own calendar.
    package func sessions(
        of caseName: String? = nil, since: CalendarDate? = nil, until: CalendarDate? = nil
    ) async throws(CaseworkError) -> [SessionEntry] {
        try await failures {
            let name = try caseName.map { try RecordName($0, .caseFile) }
            return try await read("session list", by: .reading) { desk in
                let one = try name.map { try desk.find(case: $0).id }
                let cases: SQL =
                    if let one { "\([one])::uuid[]" } else { "(select private.my_case_ids(\(desk.duty)))::uuid[]" }
                return try desk.transaction.all(
                    Self.sessionQuery(desk, cases: cases, since: since, until: until), as: SessionEntry.self)
            }
        }
    }

    private static func sessionQuery(
        _ desk: Desk, cases: SQL, since: CalendarDate?, until: CalendarDate?
    ) -> SQL {
        """
        select s.handle, c.handle, s.starts_at at time zone p.time_zone,
            (extract(epoch from s.ends_at - s.starts_at) / 60)::integer, s.format, s.modality, s.state, s.attendance,
            s.stage, names.of_road -> (c.roadmap_version || ' ' || s.stage) ->> 0,
            names.of_road -> (c.roadmap_version || ' ' || s.stage) ->> 1, s.policy_on_file,
            case
                when n.signed > 0 then case when n.waiting > 0 then 'to_cosign' else 'signed' end
                when exists (select from app.drafts d
                             where d.practice_id = s.practice_id and d.session_id = s.session_id
                                 and d.author_id = \(desk.staff))
                    then 'draft'
                when n.returned > 0 then 'returned'
                when s.state not in ('held', 'phone_contact') then 'none'
                when s.ends_at < \(desk.environment.now())::timestamptz - make_interval(hours => p.note_due_hours)
                    then 'overdue'
                else 'due'
            end, s.confirmed, s.version
        from app.practices p
        join app.sessions s on s.practice_id = p.practice_id
        join app.cases c on c.practice_id = s.practice_id and c.case_id = s.case_id
        -- all names at once: a look-up a session would read every stage again and again
        cross join (
            select jsonb_object_agg(t.roadmap_version || ' ' || t.stage, jsonb_build_array(t.name, t.short_name)) as of_road
            from app.stages t where t.practice_id = \(desk.practice)) names
        cross join lateral (
            select count(*) filter (where r.outcome is distinct from 'returned') as signed,
                count(*) filter (where n.by_trainee and not n.came_signed and r.outcome is null) as waiting,
                count(*) filter (where r.outcome = 'returned') as returned
            from app.notes n
            left join app.note_reviews r on r.practice_id = n.practice_id and r.note_id = n.note_id
            where n.practice_id = s.practice_id and n.session_id = s.session_id) n
        where p.practice_id = \(desk.practice) and s.case_id = any (\(cases))
            and (\(since)::date is null or s.starts_at >= \(since)::date::timestamp at time zone p.time_zone)
            and (\(until)::date is null or s.starts_at < (\(until)::date + 1)::timestamp at time zone p.time_zone)
        order by s.starts_at, s.handle
        """
    }
}

extension SessionEntry.NoteStanding: PostgresCodable {}

extension SessionEntry: RowDecodable {
    init(row: inout RowReader) throws(PostgresError) {
        handle = try row.next()
        caseHandle = try row.next()
        at = try row.next()
        minutes = try row.next()
        format = try row.next()
        modality = try row.next()
        state = try row.next()
        attendance = try row.next()
        stage = try RoadStage(row: &row)
        isPolicyOnFile = try row.next()
        note = try row.next()
        isConfirmed = try row.next()
        version = try row.next()
    }
}
