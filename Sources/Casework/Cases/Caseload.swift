package import CaseModel
import FoundationEssentials
import Postgres

/// One couple in a therapist's caseload.
package struct CaseloadEntry: Sendable {
    package let handle: String
    package let status: CaseStatus
    /// The names of the partners, or `A` and `B` where they are not known.
    package let names: String
    /// By the names of the case's own road.
    package let stage: RoadStage?
    package let stageSince: CalendarDate?
    package let openedOn: CalendarDate
    package let lastHeldOn: CalendarDate?
    package let nextAt: LocalTime?
    /// Sessions held for more than the practice's hours without a note that stands: signed, and not returned.
    package let notesOverdue: Int
}

extension Casework {
    /// The cases of the person who is logged in, those in treatment first.
    ///
    /// Costs grow with this caseload alone: every query starts from the list of its own ids.
    package func caseload(
        status: CaseStatus? = nil, includingClosed: Bool = false
    ) async throws(CaseworkError) -> [CaseloadEntry] {
        try await failures {
            let (rows, overdue, words) = try await open("case list", by: .reading) { desk in
                let rows = try desk.transaction.all(
                    Self.caseloadQuery(desk, status: status, includingClosed: includingClosed), as: CaseloadRow.self)
                let cases = rows.map(\.caseID)
                return (rows, try desk.overdueNotes(of: cases), try desk.words(of: cases, [.partners]))
            }
            let opened = try words.opened()
            return rows.map { $0.entry(opened, overdue) }
        }
    }

    /// The first of an order in place of a maximum: under row security the server reads every row for that. `orFlagged`
    /// adds closed cases with an open flag for safety, which outlives the closing.
    static func caseloadQuery(
        _ desk: Desk, status: CaseStatus?, includingClosed: Bool, orFlagged: Bool = false
    ) -> SQL {
        """
        select c.case_id, c.handle, c.status, c.roadmap_version, road.stage, road.name, road.short_name, road.started_on,
            c.opened_on, (held.last_at at time zone p.time_zone)::date, (seen.last_at at time zone p.time_zone)::date,
            booked.next_at at time zone p.time_zone
        from app.practices p
        join app.cases c on c.practice_id = p.practice_id
        left join lateral (
            select e.stage, t.name, t.short_name, e.started_on from app.stage_events e
            join app.stages t on t.practice_id = e.practice_id and t.roadmap_version = e.roadmap_version
                and t.stage = e.stage
            where e.practice_id = c.practice_id and e.case_id = c.case_id
            order by e.seq desc limit 1) road on true
        left join lateral (
            select s.starts_at as last_at from app.sessions s
            where s.practice_id = c.practice_id and s.case_id = c.case_id and s.state = 'held'
            order by s.starts_at desc limit 1) held on true
        left join lateral (
            select s.starts_at as last_at from app.sessions s
            where s.practice_id = c.practice_id and s.case_id = c.case_id and s.state in ('held', 'phone_contact')
            order by s.starts_at desc limit 1) seen on true
        left join lateral (
            select s.starts_at as next_at from app.sessions s
            where s.practice_id = c.practice_id and s.case_id = c.case_id and s.state = 'booked'
                and s.starts_at >= \(desk.environment.now())
            order by s.starts_at limit 1) booked on true
        where p.practice_id = \(desk.practice)
            and c.case_id = any ((select private.my_case_ids(\(desk.duty)))::uuid[])
            and (\(status)::text is null or c.status = \(status))
            and (c.status <> 'closed' or \(includingClosed || status == .closed) or \(orFlagged) and exists (
                select from app.safety_flags f
                where f.practice_id = c.practice_id and f.case_id = c.case_id and not exists (
                    select from app.flag_reviews v
                    where v.practice_id = f.practice_id and v.case_id = f.case_id and v.flag_id = f.flag_id
                        and v.next_review_on is null)))
        order by array_position(array['active', 'waiting', 'enquiry', 'paused', 'closed'], c.status),
            c.opened_on, c.handle
        """
    }
}

struct CaseloadRow: RowDecodable, Sendable {
    let caseID: UUID
    let handle: String
    let status: CaseStatus
    let roadmapVersion: Int
    let stage: RoadStage?
    let stageSince: CalendarDate?
    let openedOn: CalendarDate
    let lastHeldOn: CalendarDate?
    /// A session that was held, or a contact by phone.
    let lastSeenOn: CalendarDate?
    let nextAt: LocalTime?

    init(row: inout RowReader) throws(PostgresError) {
        caseID = try row.next()
        handle = try row.next()
        status = try row.next()
        roadmapVersion = try row.next()
        stage = try RoadStage(row: &row)
        stageSince = try row.next()
        openedOn = try row.next()
        lastHeldOn = try row.next()
        lastSeenOn = try row.next()
        nextAt = try row.next()
    }

    func entry(_ words: OpenWords, _ overdue: [UUID: OverdueNotes]) -> CaseloadEntry {
        let late = overdue[caseID].map { $0.unsigned + $0.returned } ?? 0
        return CaseloadEntry(
            handle: handle, status: status, names: words.coupleName(caseID), stage: stage, stageSince: stageSince,
            openedOn: openedOn, lastHeldOn: lastHeldOn, nextAt: nextAt, notesOverdue: late)
    }
}

extension OpenWords {
    /// A partner's name, or the letter where it is not known.
    func name(of partner: Partner, in caseID: UUID) -> String {
        self[caseID, PartnerField.name(partner)] ?? partner.rawValue
    }

    /// How to reach a partner; none where nothing was recorded.
    func channels(of partner: Partner, in caseID: UUID) throws -> [ContactChannel] {
        try decoded([ContactChannel].self, row: caseID, field: PartnerField.contacts(partner)) ?? []
    }

    /// Both names, A's first.
    func coupleName(_ caseID: UUID) -> String {
        "\(name(of: .a, in: caseID)) & \(name(of: .b, in: caseID))"
    }
}
