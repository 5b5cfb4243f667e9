package import CaseModel
import FoundationEssentials
import Postgres

/// How far the two partners of couples stand apart in what both rate, a stage.
package struct PartnerDifference: Sendable, Hashable {
    package let stage: Stage
    /// In one word, by the practice's newest road.
    package let name: String
    /// Couples of whom both rated a criterion of the stage.
    package let couples: Int
    /// The mean distance between their last ratings, in points of the scale from 0 to 4.
    package let mean: Double

    package init(stage: Stage, name: String, couples: Int, mean: Double) {
        (self.stage, self.name, self.couples, self.mean) = (stage, name, couples, mean)
    }
}

extension Casework {
    /// How far the partners of the person's couples stand apart, by their last ratings of the same criterion up to a day;
    /// today where nil. With a login, for their supervisor.
    package func partnerDifferences(
        of supervisee: String? = nil, asOf: CalendarDate? = nil
    ) async throws(CaseworkError) -> [PartnerDifference] {
        try await failures {
            try await read("outcome partners", by: supervisee == nil ? .treating : [.supervisor]) { desk in
                let day = try asOf ?? desk.today()
                return try PartnerDifference.read(
                    desk.transaction, of: try desk.couples(of: supervisee), on: day, names: try desk.newestStages())
            }
        }
    }
}

extension PartnerDifference {
    /// Of the cases that `condition` leaves, and that the reader's rights show.
    static func read(
        _ transaction: Transaction, of condition: SQL, on day: CalendarDate, names: [RoadStage]
    ) throws -> [PartnerDifference] {
        try transaction.all(
            """
            with last as (
                select distinct on (r.case_id, r.criterion, r.rated_by)
                    r.case_id, r.criterion, r.rated_by, r.value, t.stage
                from app.criterion_ratings r
                join app.cases c on c.practice_id = r.practice_id and c.case_id = r.case_id
                join app.criteria t on t.practice_id = r.practice_id and t.roadmap_version = r.roadmap_version
                    and t.criterion = r.criterion and t.scale = '0-4'
                where \(condition) and r.rated_by in ('A', 'B') and r.rated_on <= \(day)
                order by r.case_id, r.criterion, r.rated_by, r.rated_on desc, r.recorded_at desc
            )
            select a.stage, count(distinct a.case_id), avg(abs(a.value - b.value))::float8
            from last a
            join last b on b.case_id = a.case_id and b.criterion = a.criterion and b.rated_by = 'B'
            where a.rated_by = 'A'
            group by a.stage order by a.stage
            """, Stage.self, Int.self, Double.self
        ).map { row in
            let name = names.first { $0.stage == row.0 }?.shortName ?? row.0.shortName
            return PartnerDifference(stage: row.0, name: name, couples: row.1, mean: row.2)
        }
    }
}

extension Desk {
    /// The person's own couples, closed ones included; with a login, those of whom that one is primary therapist now, as
    /// far as they are the supervisor's to read.
    func couples(of supervisee: String?) throws -> SQL {
        let mine: SQL = """
            c.practice_id = \(practice) and c.case_id = any ((select private.my_case_ids(\(duty)))::uuid[])
            """
        guard let supervisee else { return mine }
        let staff = try staffMember(supervisee)
        return """
            \(mine) and exists (
                select from app.assignments w
                where w.practice_id = c.practice_id and w.case_id = c.case_id and w.staff_id = \(staff)
                    and w.part = 'primary' and w.starts_at <= now() and (w.ends_at is null or w.ends_at > now()))
            """
    }
}
