import CaseModel
import FoundationEssentials
import Postgres

/// What stands in plain columns about the couples of a caseload, from which the reasons to look at one follow. Each
/// query starts from the caseload's own cases, so its cost grows with them and not with the practice.
struct AttentionFacts: Sendable {
    private let rows: [CaseloadRow]
    private let overdue: [UUID: OverdueNotes]
    private let goals: [UUID: [GoalsDue]]
    private let scores: [UUID: [ScoreSpan]]
    private let slipping: [UUID: [KeptSpan]]
    private let watched: [UUID: [WatchedMatter]]
    private let norms: [StageNorm]
    private let instruments: [Instrument]
    private let today: CalendarDate
    private let weeks: Int

    init(_ desk: Desk, _ rows: [CaseloadRow], _ overdue: [UUID: OverdueNotes], today: CalendarDate) throws {
        let cases = rows.map(\.caseID)
        (self.rows, self.overdue, self.today) = (rows, overdue, today)
        goals = Dictionary(
            grouping: try desk.transaction.all(Self.goalQuery(desk, cases, today), as: GoalsDue.self), by: \.caseID)
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
                var found = (overdue[row.caseID]?.attention ?? []) + (goals[row.caseID] ?? []).map(\.attention)
                if let unseen = row.unseen(today: today, weeks: weeks) { found.append(unseen) }
                found += matters.map { $0.attention(today) }
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

    private func longer(_ row: CaseloadRow) -> Attention? {
        guard let stage = row.stage?.stage, stage != .patience, let since = row.stageSince, row.status == .active,
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

    /// Goals whose day is over and whose last review left them open.
    private static func goalQuery(_ desk: Desk, _ cases: [UUID], _ today: CalendarDate) -> SQL {
        """
        select g.case_id, count(*), min(g.due_on) from app.goals g
        where g.practice_id = \(desk.practice) and g.case_id = any (\(cases)::uuid[]) and g.due_on < \(today)
            and coalesce((
                select v.standing from app.goal_reviews v
                where v.practice_id = g.practice_id and v.goal_id = g.goal_id
                order by v.reviewed_on desc limit 1), '') not in ('reached', 'dropped')
        group by g.case_id
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

extension CaseloadRow {
    /// That nobody saw the couple for long, and nothing is booked.
    fileprivate func unseen(today: CalendarDate, weeks: Int) -> Attention? {
        let since = lastSeenOn ?? openedOn
        guard status == .active, nextAt == nil, today.days(since: since) >= 7 * weeks else { return nil }
        let seen = lastSeenOn.map { "last seen on \($0)" } ?? "opened on \(openedOn) and never seen"
        return Attention(.notSeen, "\(seen), \(today.days(since: since) / 7) weeks ago, and nothing is booked")
    }
}

extension OverdueNotes {
    fileprivate var attention: [Attention] {
        var found: [Attention] = []
        if unsigned > 0 {
            let what = unsigned == 1 ? "1 session has" : "\(unsigned) sessions have"
            found.append(
                Attention(.noteOverdue, "\(what) no signed note; the oldest was \(oldestDays ?? 0) days ago"))
        }
        if returned > 0 {
            let what = returned == 1 ? "1 session's note was" : "the notes of \(returned) sessions were"
            found.append(Attention(.noteOverdue, "\(what) returned and not corrected yet, and its time is over"))
        }
        return found
    }
}

private struct GoalsDue: RowDecodable, Sendable {
    let caseID: UUID
    let count: Int
    let firstOn: CalendarDate

    init(row: inout RowReader) throws(PostgresError) {
        caseID = try row.next()
        count = try row.next()
        firstOn = try row.next()
    }

    var attention: Attention {
        let what = count == 1 ? "1 goal was" : "\(count) goals were"
        return Attention(.reviewDue, "\(what) due, the first on \(firstOn), without a last review")
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
