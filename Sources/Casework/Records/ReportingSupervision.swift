package import CaseModel
import FoundationEssentials
import Postgres

/// What a supervision report is made from: the open cases of those whom a person supervises, as they stand.
package struct SupervisionRecord: Sendable {
    /// One case of one supervisee.
    package struct Entry: Sendable {
        package let handle: String
        package let names: String
        package let status: CaseStatus
        /// By the names of the case's own road.
        package let stage: RoadStage?
        package let stageSince: CalendarDate?
        package let lastHeldOn: CalendarDate?
        /// Sessions held in the last 28 days.
        package let sessionsHeld: Int
        /// Of these, those whose note was signed within the practice's hours.
        package let signedInTime: Int
        /// Sessions whose note is overdue and still not signed.
        package let notesOverdue: Int

        package init(
            handle: String, names: String, status: CaseStatus, stage: RoadStage?, stageSince: CalendarDate?,
            lastHeldOn: CalendarDate?, sessionsHeld: Int, signedInTime: Int, notesOverdue: Int
        ) {
            (self.handle, self.names, self.status, self.stage) = (handle, names, status, stage)
            (self.stageSince, self.lastHeldOn, self.sessionsHeld) = (stageSince, lastHeldOn, sessionsHeld)
            (self.signedInTime, self.notesOverdue) = (signedInTime, notesOverdue)
        }
    }

    package struct Supervisee: Sendable {
        package let name: String
        package let credential: String?
        package let entries: [Entry]

        package init(name: String, credential: String?, entries: [Entry]) {
            (self.name, self.credential, self.entries) = (name, credential, entries)
        }
    }

    package let practice: String
    package let supervisor: String
    package let credential: String?
    package let noteDueHours: Int
    package let supervisees: [Supervisee]
    package let readAt: LocalTime

    package init(
        practice: String, supervisor: String, credential: String?, noteDueHours: Int, supervisees: [Supervisee],
        readAt: LocalTime
    ) {
        (self.practice, self.supervisor, self.credential) = (practice, supervisor, credential)
        (self.noteDueHours, self.supervisees, self.readAt) = (noteDueHours, supervisees, readAt)
    }
}

extension Casework {
    /// The cases of those whom the person supervises now, by supervisee: one opening of the couples' names. No note is
    /// opened.
    package func supervisionRecord() async throws(CaseworkError) -> SupervisionRecord {
        try await failures {
            let (facts, rows, words, names, staff) = try await open("report supervision", by: [.supervisor]) { desk in
                let rows = try desk.supervisedRows()
                return (
                    try desk.supervisionFacts(), rows,
                    try desk.words(of: Array(Set(rows.map(\.caseID))), [.partners]),
                    try desk.staffNames(of: rows.map(\.supervisee) + [desk.staff]), desk.staff
                )
            }
            let (opened, people) = (try words.opened(), try names.opened())
            var supervisees: [SupervisionRecord.Supervisee] = []
            // The rows come one supervisee after the other.
            var rest = rows[...]
            while let first = rest.first {
                let own = rest.prefix { $0.supervisee == first.supervisee }
                supervisees.append(
                    .init(
                        name: people[first.supervisee] ?? first.login, credential: first.credential,
                        entries: own.compactMap { $0.entry(opened) }))
                rest = rest.dropFirst(own.count)
            }
            return SupervisionRecord(
                practice: facts.0, supervisor: people[staff] ?? facts.2, credential: facts.3, noteDueHours: facts.4,
                supervisees: supervisees, readAt: facts.1)
        }
    }
}

private struct SupervisedRow: RowDecodable, Sendable {
    let supervisee: UUID
    let login: String
    let credential: String?
    /// Nil, with all that follows, for somebody without an open case.
    let caseID: UUID
    let handle: String?
    let status: CaseStatus?
    let stage: RoadStage?
    let stageSince: CalendarDate?
    let lastHeldOn: CalendarDate?
    let sessionsHeld: Int
    let signedInTime: Int
    let notesOverdue: Int

    init(row: inout RowReader) throws(PostgresError) {
        supervisee = try row.next()
        login = try row.next()
        credential = try row.next()
        caseID = try row.next(UUID?.self) ?? supervisee
        handle = try row.next()
        status = try row.next()
        stage = try RoadStage(row: &row)
        stageSince = try row.next()
        lastHeldOn = try row.next()
        sessionsHeld = try row.next()
        signedInTime = try row.next()
        notesOverdue = try row.next()
    }

    func entry(_ words: OpenWords) -> SupervisionRecord.Entry? {
        guard let handle, let status else { return nil }
        return SupervisionRecord.Entry(
            handle: handle, names: words.coupleName(caseID), status: status, stage: stage, stageSince: stageSince,
            lastHeldOn: lastHeldOn, sessionsHeld: sessionsHeld, signedInTime: signedInTime, notesOverdue: notesOverdue)
    }
}

extension Desk {
    fileprivate func supervisionFacts() throws -> (String, LocalTime, String, String?, Int) {
        try transaction.one(
            """
            select p.name, \(environment.now())::timestamptz at time zone p.time_zone, w.login, w.credential,
                p.note_due_hours
            from app.practices p join app.staff w on w.practice_id = p.practice_id and w.staff_id = \(staff)
            where p.practice_id = \(practice)
            """, String.self, LocalTime.self, String.self, String?.self, Int.self)
    }

    fileprivate func supervisedRows() throws -> [SupervisedRow] {
        let now = environment.now()
        return try transaction.all(
            """
            select t.staff_id, t.login, t.credential, c.case_id, c.handle, c.status, road.stage, road.name, road.short_name, road.started_on,
                (work.last_at at time zone p.time_zone)::date, coalesce(work.held, 0), coalesce(work.in_time, 0),
                coalesce(work.overdue, 0)
            from app.practices p
            join app.supervision v on v.practice_id = p.practice_id and v.supervisor_id = \(staff)
                and v.starts_at <= now() and (v.ends_at is null or v.ends_at > now())
            join app.staff t on t.practice_id = v.practice_id and t.staff_id = v.supervisee_id
            left join (app.assignments a join app.cases c
                    on c.practice_id = a.practice_id and c.case_id = a.case_id and c.status <> 'closed')
                on a.practice_id = v.practice_id and a.staff_id = v.supervisee_id and a.part <> 'break_glass'
                and a.starts_at <= now() and (a.ends_at is null or a.ends_at > now())
                and a.case_id = any ((select private.my_case_ids(\(duty)))::uuid[])
            left join lateral (
                select e.stage, s.name, s.short_name, e.started_on from app.stage_events e
                join app.stages s on s.practice_id = e.practice_id and s.roadmap_version = e.roadmap_version
                    and s.stage = e.stage
                where e.practice_id = c.practice_id and e.case_id = c.case_id
                order by e.seq desc limit 1) road on true
            left join lateral (
                select max(s.starts_at) filter (where s.state = 'held') as last_at,
                    count(*) filter (where s.starts_at > \(now)::timestamptz - interval '28 days') as held,
                    count(*) filter (where s.starts_at > \(now)::timestamptz - interval '28 days'
                        and n.signed_at <= s.ends_at + make_interval(hours => p.note_due_hours)) as in_time,
                    count(*) filter (where n.signed_at is null
                        and s.ends_at < \(now)::timestamptz - make_interval(hours => p.note_due_hours)) as overdue
                from app.sessions s
                left join lateral (
                    -- in time is what was signed in time, also where it was returned and corrected since
                    select case when bool_or(\(Desk.isStanding)) then min(n.signed_at) end as signed_at
                    from app.notes n where n.practice_id = s.practice_id and n.session_id = s.session_id
                    ) n on true
                where s.practice_id = c.practice_id and s.case_id = c.case_id and s.state in ('held', 'phone_contact')
                    and s.starts_at <= \(now)) work on true
            where p.practice_id = \(practice)
            order by t.login, c.opened_on, c.handle
            """, as: SupervisedRow.self)
    }
}
