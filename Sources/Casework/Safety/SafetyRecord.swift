package import CaseModel
import FoundationEssentials
import Postgres

/// What was recorded for a couple's safety, for who treats them or supervises that. It is in no copy and no report.
package struct SafetyRecord: Sendable {
    package struct Entry: Sendable {
        package enum Kind: String, Sendable { case screen, decision, flag, review, plan }

        package let kind: Kind
        /// Nil for a decision, which is about the couple.
        package let partner: Partner?
        package let on: CalendarDate
        /// The result of a screen, what was decided, what a flag is about; `closed` or `open` for a look at a flag.
        package let what: String
        /// Of a flag, and of a look at it.
        package let number: Int?
        /// What was said in a screen.
        package let findings: [String]
        package let instrument: String?
        /// When it is looked at again; nil where nothing is.
        package let reviewOn: CalendarDate?
        /// A flag that was closed.
        package let isClosed: Bool
        package let words: String?
        package let action: String?
        let id: UUID
    }

    package let caseHandle: String
    /// Whether conjoint booking and advance are held.
    package let isHeld: Bool
    /// In the order of their days.
    package let entries: [Entry]
}

extension Casework {
    /// Opens everything that was recorded for the safety of a couple; the opening leaves its audit event.
    package func safetyRecord(of caseName: String) async throws(CaseworkError) -> SafetyRecord {
        try await failures {
            let name = try RecordName(caseName, .caseFile)
            let (found, isHeld, rows, words) = try await open("safety show", by: .reading) { desk in
                let found = try desk.find(case: name)
                return (
                    found, try desk.isHeld(found.id), try desk.safetyRows(of: found.id),
                    try desk.words(
                        of: [found.id],
                        [.safetyScreens, .safetyDecisions, .safetyFlags, .flagReviews, .safetyPlans])
                )
            }
            let opened = try words.opened()
            return SafetyRecord(
                caseHandle: found.handle, isHeld: isHeld, entries: rows.map { $0.entry(opened) })
        }
    }
}

private struct SafetyRow: RowDecodable, Sendable {
    let id: UUID
    let kind: String
    let partner: Partner?
    let on: CalendarDate
    let what: String
    let number: Int?
    let said: [String]
    let instrument: String?
    let reviewOn: CalendarDate?
    let isClosed: Bool

    init(row: inout RowReader) throws(PostgresError) {
        id = try row.next()
        kind = try row.next()
        partner = try row.next()
        on = try row.next()
        what = try row.next()
        number = try row.next()
        said = try row.next()
        instrument = try row.next()
        reviewOn = try row.next()
        isClosed = try row.next()
    }

    func entry(_ words: OpenWords) -> SafetyRecord.Entry {
        let kind = SafetyRecord.Entry.Kind(rawValue: kind) ?? .screen
        let field =
            switch kind {
            case .screen: SafetyField.screen
            case .decision: SafetyField.reason
            case .flag: SafetyField.flag
            case .review: SafetyField.assessment
            case .plan: SafetyField.plan
            }
        return SafetyRecord.Entry(
            kind: kind, partner: partner, on: on, what: what, number: number, findings: said, instrument: instrument,
            reviewOn: reviewOn, isClosed: isClosed, words: words[id, field], action: words[id, SafetyField.action],
            id: id)
    }
}

extension Desk {
    fileprivate func safetyRows(of caseID: UUID) throws -> [SafetyRow] {
        try transaction.all(
            """
            select e.id, e.kind, e.partner, e.on_day, e.what, e.number, e.said, e.instrument, e.review_on, e.is_closed
            from (
                select s.screen_id as id, 'screen' as kind, s.partner, s.screened_on as on_day, s.result as what,
                    null::smallint as number,
                    array_remove(array[
                        case when s.fear then 'fear' end, case when s.injury then 'injury' end,
                        case when s.coercive_control then 'coercive control' end,
                        case when s.weapons then 'weapons' end, case when s.children then 'children' end], null)
                        as said,
                    s.instrument, null::date as review_on, false as is_closed, s.recorded_at
                from app.safety_screens s where s.practice_id = \(practice) and s.case_id = \(caseID)
                union all
                select d.decision_id, 'decision', null, d.decided_on, d.decision, null, '{}', null, null, false,
                    d.recorded_at
                from app.safety_decisions d where d.practice_id = \(practice) and d.case_id = \(caseID)
                union all
                select f.flag_id, 'flag', f.partner, f.raised_on, f.kind, f.number, '{}', null,
                    case when c.closed then null else coalesce(c.next_review_on, f.review_on) end,
                    coalesce(c.closed, false), f.recorded_at
                from app.safety_flags f
                left join lateral (
                    select bool_or(r.next_review_on is null) as closed,
                        (array_agg(r.next_review_on order by r.recorded_at desc))[1] as next_review_on
                    from app.flag_reviews r
                    where r.practice_id = f.practice_id and r.flag_id = f.flag_id) c on true
                where f.practice_id = \(practice) and f.case_id = \(caseID)
                union all
                select r.review_id, 'review', r.audience, r.reviewed_on,
                    case when r.next_review_on is null then 'closed' else 'open' end, f.number, '{}', null,
                    r.next_review_on, false, r.recorded_at
                from app.flag_reviews r
                join app.safety_flags f on f.practice_id = r.practice_id and f.flag_id = r.flag_id
                where r.practice_id = \(practice) and r.case_id = \(caseID)
                union all
                select p.plan_id, 'plan', p.partner, p.made_on, 'safety plan', null, '{}', null, p.review_on, false,
                    p.recorded_at
                from app.safety_plans p where p.practice_id = \(practice) and p.case_id = \(caseID)
            ) e
            order by e.on_day, e.recorded_at, e.id
            """, as: SafetyRow.self)
    }
}
