import CaseModel
import FoundationEssentials
import Postgres

/// What stands in plain columns about the couples of a caseload, from which the reasons to look at one follow. Each
/// query starts from the caseload's own cases, so its cost grows with them and not with the practice.
struct AttentionFacts: Sendable {
    private let rows: [AttentionRow]
    private let scores: [UUID: [ScoreSpan]]
    private let slipping: [UUID: [KeptSpan]]
    private let watched: [UUID: [WatchedMatter]]
    private let norms: [StageNorm]
    private let instruments: [Instrument]
    private let today: CalendarDate
    private let weeks: Int

    init(_ desk: Desk, _ cases: [UUID], today: CalendarDate) throws {
        self.today = today
        rows = try desk.transaction.all(Self.rowQuery(desk, cases), as: AttentionRow.self)
        scores = Dictionary(
            grouping: try desk.transaction.all(Self.scoreQuery(desk, cases), as: ScoreSpan.self), by: \.caseID)
        slipping = Dictionary(
            grouping: try desk.transaction.all(Self.keptQuery(desk, cases, today), as: KeptSpan.self), by: \.caseID)
        watched = Dictionary(
            grouping: try desk.transaction.all(WatchedMatter.query(desk, cases, today), as: WatchedMatter.self),
            by: \.caseID)
        norms = try desk.transaction.all("select * from private.stage_norms(\(today))", as: StageNorm.self)
        instruments = try desk.instruments(everyVersion: true)
        weeks = try desk.transaction.one(
            "select unseen_weeks from app.practices where practice_id = \(desk.practice)", Int.self)
    }

    /// The reasons to look at each couple, the most urgent first; of a couple whose case is closed its open flags alone.
    func reasons() -> [UUID: [Attention]] {
        Dictionary(
            uniqueKeysWithValues: rows.map { row in
                let matters = watched[row.caseID] ?? []
                if row.status == .closed {
                    return (row.caseID, matters.filter { $0.kind == .flag }.map { $0.attention(today) })
                }
                var found = row.plain(today: today, weeks: weeks) + matters.map { $0.attention(today) }
                found += changes(of: scores[row.caseID] ?? [])
                found += (slipping[row.caseID] ?? []).compactMap(\.attention)
                if let long = longer(row) { found.append(long) }
                return (row.caseID, found.sorted { $0.kind < $1.kind })
            })
    }

    /// Judged on each measure against each partner's first score, in the same version.
    private func changes(of spans: [ScoreSpan]) -> [Attention] {
        var found: [Attention] = []
        for (_, own) in Dictionary(grouping: spans, by: { "\($0.measure) \($0.version)" }).sorted(by: {
            $0.key < $1.key
        }) {
            guard let span = own.first,
                let instrument = instruments.first(where: { $0.name == span.measure && $0.version == span.version })
            else { continue }
            var classes: [Partner: ChangeClass] = [:]
            for span in own { classes[span.partner] = instrument.change(from: span.first, to: span.last) }
            let words = own.sorted { $0.partner.rawValue < $1.partner.rawValue }.map {
                "\($0.partner.rawValue) \($0.first) to \($0.last)"
            }.joined(separator: ", ")
            if let a = classes[.a], let b = classes[.b], CoupleChange(a, b) == .opposed {
                found.append(
                    Attention(.opposed, "\(span.measure): \(words); one reliably better, the other reliably worse"))
            } else if classes.values.contains(.deteriorated) {
                found.append(
                    Attention(.deteriorated, "\(span.measure): \(words); reliably worse than at the first score"))
            }
        }
        return found
    }

    private func longer(_ row: AttentionRow) -> Attention? {
        guard let stage = row.stage, stage != .patience, let since = row.stageSince, row.status == .active,
            let norm = norms.first(where: { $0.roadmapVersion == row.roadmapVersion && $0.stage == stage }),
            let usual = norm.days, norm.couples >= StageNorm.fewest
        else { return nil }
        let days = today.days(since: since)
        guard days > usual else { return nil }
        return Attention(
            .longerThanUsual,
            "\(days) days in stage \(stage.rawValue); three quarters of \(norm.couples) couples had left it within \(usual)"
        )
    }

    private static func rowQuery(_ desk: Desk, _ cases: [UUID]) -> SQL {
        """
        select c.case_id, c.status, c.roadmap_version, road.stage, road.started_on, c.opened_on, held.last_on, booked.next_on,
            late.notes, late.days, late.returned, coalesce(due.goals, 0), due.first_on
        from app.practices p
        join app.cases c on c.practice_id = p.practice_id
        left join lateral (
            select e.stage, e.started_on from app.stage_events e
            where e.practice_id = c.practice_id and e.case_id = c.case_id
            order by e.seq desc limit 1) road on true
        left join lateral (
            select (s.starts_at at time zone p.time_zone)::date as last_on from app.sessions s
            where s.practice_id = c.practice_id and s.case_id = c.case_id and s.state in ('held', 'phone_contact')
            order by s.starts_at desc limit 1) held on true
        left join lateral (
            select (s.starts_at at time zone p.time_zone)::date as next_on from app.sessions s
            where s.practice_id = c.practice_id and s.case_id = c.case_id and s.state = 'booked'
                and s.starts_at >= \(desk.environment.now())
            order by s.starts_at limit 1) booked on true
        left join lateral (
            select count(*) filter (where not u.is_signed) as notes, count(*) filter (where u.is_signed) as returned,
                floor(extract(epoch from \(desk.environment.now())::timestamptz
                    - min(u.ends_at) filter (where not u.is_signed)) / 86400)::integer as days
            from (
                select s.ends_at, exists (
                    select from app.notes n where n.practice_id = s.practice_id and n.session_id = s.session_id) as is_signed
                from app.sessions s
                where s.practice_id = c.practice_id and s.case_id = c.case_id and s.state in ('held', 'phone_contact')
                    and s.ends_at < \(desk.environment.now())::timestamptz - make_interval(hours => p.note_due_hours)
                    and not \(Desk.hasStandingNote)) u
            ) late on true
        left join lateral (
            select count(*) as goals, min(g.due_on) as first_on from app.goals g
            where g.practice_id = c.practice_id and g.case_id = c.case_id
                and g.due_on < (\(desk.environment.now())::timestamptz at time zone p.time_zone)::date
                and coalesce((
                    select v.standing from app.goal_reviews v
                    where v.practice_id = g.practice_id and v.goal_id = g.goal_id
                    order by v.reviewed_on desc limit 1), '') not in ('reached', 'dropped')) due on true
        where p.practice_id = \(desk.practice) and c.case_id = any (\(cases)::uuid[])
        """
    }

    private static func scoreQuery(_ desk: Desk, _ cases: [UUID]) -> SQL {
        """
        select r.case_id, r.partner, r.measure, r.measure_version,
            (array_agg(r.score order by r.answered_on, r.recorded_at))[1],
            (array_agg(r.score order by r.answered_on desc, r.recorded_at desc))[1]
        from app.measure_responses r
        where r.practice_id = \(desk.practice) and r.case_id = any (\(cases)::uuid[])
        group by r.case_id, r.partner, r.measure, r.measure_version
        having count(*) > 1
        """
    }

    /// Of what a partner reported in 28 days on commitments that are not that partner's own. Counted before the
    /// commitments are joined: row security then asks once for each of them, not for each report.
    private static func keptQuery(_ desk: Desk, _ cases: [UUID], _ today: CalendarDate) -> SQL {
        """
        select r.case_id, r.reported_by, sum(r.kept)::bigint, sum(r.reported)::bigint
        from (
            select r.practice_id, r.case_id, r.commitment_id, r.reported_by, count(*) filter (where r.kept) as kept,
                count(*) as reported
            from app.commitment_reports r
            where r.practice_id = \(desk.practice) and r.case_id = any (\(cases)::uuid[])
                and r.on_day > \(today.adding(days: -28)) and r.on_day <= \(today)
            group by r.practice_id, r.case_id, r.commitment_id, r.reported_by) r
        join app.commitments k on k.practice_id = r.practice_id and k.commitment_id = r.commitment_id
        where k.owner <> r.reported_by
        group by r.case_id, r.reported_by
        """
    }
}

private struct AttentionRow: RowDecodable, Sendable {
    let caseID: UUID
    let status: CaseStatus
    let roadmapVersion: Int
    let stage: Stage?
    let stageSince: CalendarDate?
    let openedOn: CalendarDate
    let lastSeenOn: CalendarDate?
    let nextOn: CalendarDate?
    let notesOverdue: Int
    let oldestNoteDays: Int?
    let notesReturned: Int
    let goalsDue: Int
    let goalDueOn: CalendarDate?

    init(row: inout RowReader) throws(PostgresError) {
        caseID = try row.next()
        status = try row.next()
        roadmapVersion = try row.next()
        stage = try row.next()
        stageSince = try row.next()
        openedOn = try row.next()
        lastSeenOn = try row.next()
        nextOn = try row.next()
        notesOverdue = try row.next()
        oldestNoteDays = try row.next()
        notesReturned = try row.next()
        goalsDue = try row.next()
        goalDueOn = try row.next()
    }

    func plain(today: CalendarDate, weeks: Int) -> [Attention] {
        var found: [Attention] = []
        if notesOverdue > 0 {
            let what = notesOverdue == 1 ? "1 session has" : "\(notesOverdue) sessions have"
            found.append(
                Attention(.noteOverdue, "\(what) no signed note; the oldest was \(oldestNoteDays ?? 0) days ago"))
        }
        if notesReturned > 0 {
            let what = notesReturned == 1 ? "1 session's note was" : "the notes of \(notesReturned) sessions were"
            found.append(Attention(.noteOverdue, "\(what) returned and not corrected yet, and its time is over"))
        }
        if goalsDue > 0, let goalDueOn {
            let what = goalsDue == 1 ? "1 goal was" : "\(goalsDue) goals were"
            found.append(Attention(.reviewDue, "\(what) due, the first on \(goalDueOn), without a last review"))
        }
        let since = lastSeenOn ?? openedOn
        if status == .active, nextOn == nil, today.days(since: since) >= 7 * weeks {
            let seen = lastSeenOn.map { "last seen on \($0)" } ?? "opened on \(openedOn) and never seen"
            found.append(
                Attention(.notSeen, "\(seen), \(today.days(since: since) / 7) weeks ago, and nothing is booked"))
        }
        return found
    }
}

private struct ScoreSpan: RowDecodable, Sendable {
    let caseID: UUID
    let partner: Partner
    let measure: String
    let version: Int
    let first: Int
    let last: Int

    init(row: inout RowReader) throws(PostgresError) {
        caseID = try row.next()
        partner = try row.next()
        measure = try row.next()
        version = try row.next()
        first = try row.next()
        last = try row.next()
    }
}

private struct KeptSpan: RowDecodable, Sendable {
    let caseID: UUID
    let reportedBy: Partner
    let kept: Int
    let reported: Int

    init(row: inout RowReader) throws(PostgresError) {
        caseID = try row.next()
        reportedBy = try row.next()
        kept = try row.next()
        reported = try row.next()
    }

    /// Under six reports nothing is said.
    var attention: Attention? {
        guard reported >= 6, 2 * kept < reported else { return nil }
        return Attention(.slipping, "\(kept) of \(reported) kept in 4 weeks, as partner \(reportedBy.rawValue) saw it")
    }
}

/// How long couples of the practice stay in a stage: the day by which three quarters had left it, by Kaplan and Meier.
struct StageNorm: RowDecodable, Sendable {
    /// Under so many couples nothing is said to be usual.
    static let fewest = 20

    let roadmapVersion: Int
    let stage: Stage
    let couples: Int
    /// Nil where three quarters were never seen to leave.
    let days: Int?

    init(row: inout RowReader) throws(PostgresError) {
        roadmapVersion = try row.next()
        stage = try row.next()
        couples = try row.next()
        days = try row.next()
    }
}
