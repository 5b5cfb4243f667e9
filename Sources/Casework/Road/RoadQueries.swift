import CaseModel
import FoundationEssentials
import Postgres

extension Desk {
    /// The case by its handle, if it is this person's.
    func roadCase(_ handle: Handle) throws -> RoadCase {
        let missing = CaseworkError.notFound(.caseFile, handle.description)
        try requireReach(.caseFile, handle.description, or: missing)
        let found = try transaction.optional(
            """
            select c.case_id, c.handle, c.status, c.opened_on, c.closed_on, c.roadmap_version, a.part, b.part,
                (\(environment.now())::timestamptz at time zone p.time_zone)::date
            from app.practices p
            join app.cases c on c.practice_id = p.practice_id
            join app.partners a on a.practice_id = c.practice_id and a.case_id = c.case_id and a.partner = 'A'
            join app.partners b on b.practice_id = c.practice_id and b.case_id = c.case_id and b.partner = 'B'
            where p.practice_id = \(practice) and c.handle = \(handle)
            """, as: RoadCase.self)
        guard let found else { throw missing }
        return found
    }

    func stageEvents(_ caseID: UUID) throws -> [StageEventRow] {
        try transaction.all(
            """
            select event_id, seq, stage, started_on, kind, setback_id, unmet from app.stage_events
            where practice_id = \(practice) and case_id = \(caseID) order by seq
            """, as: StageEventRow.self)
    }

    /// The catalogue that the case began with, in the order of its numbers.
    func criteria(roadmapVersion: Int16) throws -> [Criterion] {
        try transaction.all(
            """
            select criterion, stage, wording, rater, scale, threshold, maximum, from_records, source from app.criteria
            where practice_id = \(practice) and roadmap_version = \(roadmapVersion)
            order by stage, split_part(criterion, '.', 2)::integer
            """, String.self, Stage.self, String.self, Criterion.Rater.self, Criterion.Scale.self, Int?.self, Int.self,
            RecordRule?.self, String.self
        ).map {
            Criterion(
                number: $0.0, stage: $0.1, text: $0.2, rater: $0.3, scale: $0.4, threshold: $0.5, maximum: $0.6,
                fromRecords: $0.7, source: $0.8)
        }
    }

    func ratings(_ caseID: UUID) throws -> [CriterionRating] {
        try transaction.all(
            """
            select criterion, rated_by, value, rated_on from app.criterion_ratings
            where practice_id = \(practice) and case_id = \(caseID) order by rated_on, recorded_at
            """, String.self, RatedBy.self, Int.self, CalendarDate.self
        ).map { CriterionRating(number: $0.0, by: $0.1, value: $0.2, on: $0.3) }
    }

    func measureResponses(_ caseID: UUID) throws -> [MeasureResponseRow] {
        try transaction.all(
            """
            select response_id, partner, measure, measure_version, score, answered_on from app.measure_responses
            where practice_id = \(practice) and case_id = \(caseID) order by answered_on, recorded_at
            """, as: MeasureResponseRow.self)
    }

    func commitmentRows(_ caseID: UUID) throws -> [CommitmentRow] {
        let reports = try transaction.all(
            """
            select commitment_id, reported_by, on_day, kept from app.commitment_reports
            where practice_id = \(practice) and case_id = \(caseID) order by on_day, reported_by
            """, UUID.self, Partner.self, CalendarDate.self, Bool.self)
        let byCommitment = Dictionary(grouping: reports, by: \.0)
        return try transaction.all(
            """
            select commitment_id, handle, owner, kind, rhythm, agreed_on, due_on, ended_on, is_wanted
            from app.commitments
            where practice_id = \(practice) and case_id = \(caseID) and audience <> 'therapist'
            order by agreed_on, handle
            """, as: CommitmentRow.self
        ).map { row in
            var row = row
            row.reports = (byCommitment[row.id] ?? []).map { CommitmentOnRoad.Report(by: $0.1, on: $0.2, kept: $0.3) }
            return row
        }
    }

    func goalRows(_ caseID: UUID) throws -> [GoalRow] {
        let reviews = try transaction.all(
            """
            select goal_id, reviewed_on, standing from app.goal_reviews
            where practice_id = \(practice) and case_id = \(caseID) order by reviewed_on
            """, UUID.self, CalendarDate.self, GoalStanding.self)
        let byGoal = Dictionary(grouping: reviews, by: \.0)
        return try transaction.all(
            """
            select goal_id, handle, owner, agreed_on, due_on, is_mutual from app.goals
            where practice_id = \(practice) and case_id = \(caseID) and audience <> 'therapist'
            order by agreed_on, handle
            """, as: GoalRow.self
        ).map { row in
            var row = row
            row.reviews = (byGoal[row.id] ?? []).map { GoalOnRoad.Review(on: $0.1, standing: $0.2) }
            return row
        }
    }

    /// The day that an entry is for: the one given, or today. Nothing is recorded for a day to come, and nothing for a
    /// day before `first`, which `reason` names.
    func entryDay(
        _ given: CalendarDate?, of file: RoadCase, notBefore first: CalendarDate? = nil,
        _ reason: String = "the case was opened"
    ) throws(CaseworkError) -> CalendarDate {
        let (day, first) = (given ?? file.today, first ?? file.openedOn)
        if day > file.today { throw .invalid(field: "on", "\(day) is still to come; today is \(file.today)") }
        if day < first { throw .invalid(field: "on", "\(day) is before \(reason) on \(first); check the year") }
        return day
    }
}
