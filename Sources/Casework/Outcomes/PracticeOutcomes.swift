package import CaseModel
import Postgres

/// How all couples of a practice fared, as figures that no couple can be read from once small counts are withheld.
package struct PracticeOutcomes: Sendable {
    package let practice: String
    package let outcomes: Outcomes
    /// How the couple changed on CSI-16 from the first score to the last, where both partners answered twice.
    package let changes: [CoupleChange: Int]
    /// How far partners stand apart by the same day, exact: `PublishedOutcomes.differences` makes them coarse.
    package let differences: [PartnerDifference]
    package let readAt: LocalTime

    package init(
        practice: String, outcomes: Outcomes, changes: [CoupleChange: Int], differences: [PartnerDifference] = [],
        readAt: LocalTime
    ) {
        (self.practice, self.outcomes, self.changes) = (practice, outcomes, changes)
        (self.differences, self.readAt) = (differences, readAt)
    }
}

extension Casework {
    /// How the couples of the whole practice fared, by its admin: figures alone, read by the rights of the exporter, who
    /// sees no name, no word and no id of a person.
    ///
    /// - Throws: `forbidden` without the duty practice admin.
    package func practiceOutcomes() async throws(CaseworkError) -> PracticeOutcomes {
        try await failures {
            // Not a Desk: the exporter's role reads no key.
            let (facts, names) = try await read("report outcomes", by: [.practiceAdmin]) { desk in
                let facts = try desk.transaction.one(
                    """
                    select p.name, \(desk.environment.now())::timestamptz at time zone p.time_zone
                    from app.practices p where p.practice_id = \(desk.practice)
                    """, String.self, LocalTime.self)
                return (facts, try desk.newestStages())
            }
            let options = options("report outcomes", role: "troth_exporter")
            let (outcomes, changes, differences) = try await answered("report outcomes") { [options] in
                try await environment.database.read(options) { transaction in
                    // always the same day in a quarter: what two days tell apart is one couple's step
                    var outcomes = Outcomes(asOf: facts.1.day.endOfLastQuarter, names: names)
                    let ours: SQL = "c.practice_id = (select private.practice('practice_admin'))"
                    try transaction.forEach(CoupleTimes.query(ours)) { outcomes.add(try $0.decode(CoupleTimes.self)) }
                    let differences = try PartnerDifference.read(
                        transaction, of: ours, on: outcomes.asOf, names: names)
                    return (outcomes, try Self.coupleChanges(transaction), differences)
                }
            }
            return PracticeOutcomes(
                practice: facts.0, outcomes: outcomes, changes: changes, differences: differences, readAt: facts.1)
        }
    }

    private static func coupleChanges(_ transaction: Transaction) throws -> [CoupleChange: Int] {
        let rows = try transaction.all(
            """
            select g.a, g.b, count(*) from (
                select r.case_id, max(r.step) filter (where r.partner = 'A') as a,
                    max(r.step) filter (where r.partner = 'B') as b
                from (
                    select r.case_id, r.partner,
                        case when r.gain >= m.reliable then 1 when r.gain <= -m.reliable then -1 else 0 end as step
                    from (
                        select r.practice_id, r.case_id, r.partner, max(r.measure_version) as version,
                            (array_agg(r.score order by r.answered_on desc, r.score))[1]
                                - (array_agg(r.score order by r.answered_on, r.score))[1] as gain
                        from app.measure_responses r where r.measure = 'CSI-16'
                        group by r.practice_id, r.case_id, r.partner
                        having min(r.answered_on) < max(r.answered_on)
                    ) r
                    join (
                        -- Jacobson and Truax 1991, where no threshold is published
                        select m.practice_id, m.version, coalesce(m.reliable_change,
                            1.96 * sqrt(2) * m.standard_deviation * sqrt(1 - m.reliability)) as reliable
                        from app.measures m where m.measure = 'CSI-16'
                    ) m on m.practice_id = r.practice_id and m.version = r.version and m.reliable is not null
                ) r
                group by r.case_id
            ) g
            where g.a is not null and g.b is not null
            group by g.a, g.b
            """, Int.self, Int.self, Int.self)
        var changes: [CoupleChange: Int] = [:]
        for (a, b, count) in rows { changes[CoupleChange(changeClass(a), changeClass(b)), default: 0] += count }
        return changes
    }

    private static func changeClass(_ step: Int) -> ChangeClass {
        step > 0 ? .improved : step < 0 ? .deteriorated : .unchanged
    }
}
