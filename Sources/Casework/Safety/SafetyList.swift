package import CaseModel
import Postgres

/// Something of safety that is open in a case of the person's, without words.
package struct OpenSafety: Sendable, Hashable {
    package enum What: String, Sendable, CaseIterable {
        /// Conjoint booking and advance are held.
        case held
        case flag, plan
    }

    package let caseHandle: String
    package let isCaseClosed: Bool
    package let what: What
    package let partner: Partner?
    package let kind: FlagKind?
    package let number: Int?
    /// When it is looked at next; nil for a hold.
    package let reviewOn: CalendarDate?
    package let isOverdue: Bool
}

extension Casework {
    /// Holds, open flags and safety plans by their review dates, of all the person's cases, closed ones included: a flag
    /// outlives the closing of its case.
    package func openSafety() async throws(CaseworkError) -> [OpenSafety] {
        try await failures {
            try await read("safety list", by: .reading) { desk in
                let today = try desk.today()
                return try desk.transaction.all(
                    """
                    with mine as materialized (
                        select c.practice_id, c.case_id, c.handle, c.status = 'closed' as closed from app.cases c
                        where c.practice_id = \(desk.practice)
                            and c.case_id = any ((select private.my_case_ids(\(desk.duty)))::uuid[])
                    )
                    select o.handle, o.closed, o.what, o.partner, o.kind, o.number, o.review_on,
                        coalesce(o.review_on < \(today)::date, false)
                    from (
                        select m.handle, m.closed, 'held' as what, null::text as partner, null::text as kind,
                            null::smallint as number, null::date as review_on
                        from mine m where not m.closed and private.is_held(m.practice_id, m.case_id)
                        union all
                        select m.handle, m.closed, 'flag', f.partner, f.kind, f.number,
                            coalesce((select r.next_review_on from app.flag_reviews r
                                      where r.practice_id = f.practice_id and r.flag_id = f.flag_id
                                      order by r.recorded_at desc limit 1), f.review_on)
                        from mine m
                        join app.safety_flags f on f.practice_id = m.practice_id and f.case_id = m.case_id
                        where not exists (
                            select from app.flag_reviews r
                            where r.practice_id = f.practice_id and r.flag_id = f.flag_id
                                and r.next_review_on is null)
                        union all
                        (select distinct on (p.case_id, p.partner)
                            m.handle, m.closed, 'plan', p.partner, null::text, null::smallint, p.review_on
                         from mine m
                         join app.safety_plans p on p.practice_id = m.practice_id and p.case_id = m.case_id
                         order by p.case_id, p.partner, p.recorded_at desc)
                    ) o
                    order by o.review_on nulls first, o.handle, o.what, o.number
                    """, as: OpenSafety.self)
            }
        }
    }
}

extension OpenSafety.What: PostgresCodable {}

extension OpenSafety: RowDecodable {
    init(row: inout RowReader) throws(PostgresError) {
        caseHandle = try row.next()
        isCaseClosed = try row.next()
        what = try row.next()
        partner = try row.next()
        kind = try row.next()
        number = try row.next()
        reviewOn = try row.next()
        isOverdue = try row.next()
    }
}
