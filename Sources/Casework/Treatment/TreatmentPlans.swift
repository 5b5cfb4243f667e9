package import CaseModel
import FoundationEssentials
import Postgres

/// A treatment plan as it was written on a day; the one that holds is the last.
package struct TreatmentPlan: Sendable, Hashable {
    package let number: Int
    package let plannedOn: CalendarDate
    package let frequency: PlannedFrequency
    package let reviewOn: CalendarDate
    /// What is treated, in words that both partners may read.
    package let problem: String
}

/// A case's treatment: its plans, the newest first, and the goals they are for.
package struct Treatment: Sendable {
    package let caseHandle: String
    package let plans: [TreatmentPlan]
    package let goals: [GoalOnRoad]
    package let today: CalendarDate

    package var plan: TreatmentPlan? { plans.first }
}

/// A new plan. It takes the place of the one before from its day on.
package struct NewTreatmentPlan: Sendable {
    package var problem: String
    package var frequency: PlannedFrequency
    package var reviewOn: CalendarDate
    /// The day it was agreed; today where nil.
    package var on: CalendarDate?

    package init(problem: String, frequency: PlannedFrequency, reviewOn: CalendarDate, on: CalendarDate? = nil) {
        (self.problem, self.frequency, self.reviewOn, self.on) = (problem, frequency, reviewOn, on)
    }
}

extension Casework {
    /// Writes a treatment plan down; its words are sealed under the couple's joint key. Returns its number in the case.
    ///
    /// - Throws: `invalid` for empty words, a day before the case or still to come, or a review that is not after it;
    ///   `conflict` where a plan of a later day is there.
    package func setTreatmentPlan(
        _ plan: NewTreatmentPlan, of handle: Handle, key: RequestKey
    ) async throws(CaseworkError) -> Int {
        try await failures {
            let problem = try checkedWords(plan.problem, field: "problem", atMost: 4_000)
            var random = environment.random
            let id = ID<TreatmentPlan>.random(using: &random).uuid
            let request = Request(
                "treatment set", key: key,
                [
                    handle.description, problem, plan.frequency.code, plan.reviewOn.description, plan.on?.description,
                ])
            let answer = try await change(request, by: .treating, answer: id.uuidString.lowercased()) { desk in
                let file = try desk.roadCase(handle)
                let on = try desk.entryDay(plan.on, of: file)
                try desk.checkPlan(plan, on: on, of: file)
                let sealed = try desk.sealed(problem, for: .joint, of: file.id, row: id, field: TreatmentField.problem)
                try desk.transaction.execute(
                    """
                    insert into app.treatment_plans
                        (practice_id, plan_id, case_id, number, planned_on, frequency, review_on, words_sealed, recorded_by)
                    select \(desk.practice)::uuid, \(id)::uuid, \(file.id)::uuid, 1 + coalesce(max(t.number), 0),
                        \(on)::date, \(plan.frequency)::text, \(plan.reviewOn)::date, \(sealed)::bytea, \(desk.staff)::uuid
                    from app.treatment_plans t
                    where t.practice_id = \(desk.practice) and t.case_id = \(file.id)
                    """)
            }
            return try await read("treatment set", by: .treating) { desk in
                try desk.transaction.one(
                    """
                    select number from app.treatment_plans
                    where practice_id = \(desk.practice) and plan_id = \(answer)::uuid
                    """, Int.self)
            }
        }
    }

    /// The treatment plans of a case, the newest first, with the goals; their words opened.
    package func treatment(of handle: Handle) async throws(CaseworkError) -> Treatment {
        try await failures {
            let (file, rows, goals, sealed) = try await open("treatment show", by: .reading) { desk in
                let file = try desk.roadCase(handle)
                return (
                    file, try desk.treatmentPlanRows(of: file.id), try desk.goalRows(file.id),
                    try desk.words(of: [file.id], [.treatmentPlans, .goals])
                )
            }
            let words = try sealed.opened()
            return Treatment(
                caseHandle: file.handle, plans: rows.map { $0.with(words) },
                goals: try goals.map { try $0.with(words) }, today: file.today)
        }
    }
}

/// The fields that words of a treatment are sealed at; `app.open_words` gives the same names.
enum TreatmentField {
    static let problem = "treatment_plans.words"
    static let coverage = "coverages.words"
}

/// A row of `app.treatment_plans`, its words still sealed.
struct TreatmentPlanRow: RowDecodable, Sendable {
    let id: UUID
    let number: Int
    let plannedOn: CalendarDate
    let frequency: PlannedFrequency
    let reviewOn: CalendarDate

    init(row: inout RowReader) throws(PostgresError) {
        id = try row.next()
        number = try row.next()
        plannedOn = try row.next()
        frequency = try row.next()
        reviewOn = try row.next()
    }

    func with(_ words: OpenWords) -> TreatmentPlan {
        TreatmentPlan(
            number: number, plannedOn: plannedOn, frequency: frequency, reviewOn: reviewOn,
            problem: words[id, TreatmentField.problem] ?? "")
    }
}

extension Desk {
    /// The plans of a case, the newest first.
    func treatmentPlanRows(of caseID: UUID) throws -> [TreatmentPlanRow] {
        try transaction.all(
            """
            select plan_id, number, planned_on, frequency, review_on from app.treatment_plans
            where practice_id = \(practice) and case_id = \(caseID) order by number desc
            """, as: TreatmentPlanRow.self)
    }

    /// The plan that held on a day, as it is known now.
    func treatmentPlanRow(of caseID: UUID, on day: CalendarDate) throws -> TreatmentPlanRow? {
        try treatmentPlanRows(of: caseID).first { $0.plannedOn <= day }
    }

    fileprivate func checkPlan(_ plan: NewTreatmentPlan, on day: CalendarDate, of file: RoadCase) throws {
        guard plan.reviewOn > day else {
            throw CaseworkError.invalid(field: "review", "\(plan.reviewOn) is not after the plan's own day, \(day)")
        }
        guard let last = try treatmentPlanRows(of: file.id).first, last.plannedOn > day else { return }
        throw CaseworkError.conflict(
            "The case \(file.handle) has a plan of \(last.plannedOn) already, which is later than \(day). Nothing was "
                + "changed; give a day from then on.")
    }
}
