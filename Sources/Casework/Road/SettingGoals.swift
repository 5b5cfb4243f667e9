package import CaseModel
import FoundationEssentials
import Postgres

extension Casework {
    /// Sets a goal of the plan for rebuilding trust; its words are sealed under the couple's joint key. Returns the
    /// goal's handle.
    ///
    /// - Throws: `invalid` for empty words, a day before the case or still to come, or a due date before that day.
    package func addGoal(
        to handle: Handle, owner: Owner, words: GoalWords, dueOn: CalendarDate, isMutual: Bool = false,
        on day: CalendarDate? = nil, key: RequestKey
    ) async throws(CaseworkError) -> Handle {
        try await failures {
            let words = GoalWords(
                goal: try checkedWords(words.goal, field: "goal", atMost: 2_000),
                measure: try checkedWords(words.measure, field: "measure", atMost: 2_000),
                target: try checkedWords(words.target, field: "target", atMost: 2_000))
            var random = environment.random
            let id = ID<Goal>.random(using: &random).uuid
            let goal = Handle.random(.goal, using: &random)
            let request = Request(
                "goal add", key: key,
                [
                    handle.description, owner.rawValue, words.goal, words.measure, words.target, dueOn.description,
                    day?.description, isMutual ? "mutual" : nil,
                ])
            let answer = try await change(request, by: .treating, answer: goal.description) { desk in
                let file = try desk.roadCase(handle)
                let on = try desk.entryDay(day, of: file)
                if dueOn < on {
                    throw CaseworkError.invalid(field: "due", "\(dueOn) is before the day it was agreed, \(on)")
                }
                var random = desk.environment.random
                var keys = try desk.caseKeys(file.id)
                let sealed = try keys.seal(
                    sealedJSON(words), for: .joint, row: id, field: RoadField.goal, using: &random)
                _ = try desk.transaction.execute(
                    """
                    insert into app.goals
                        (practice_id, goal_id, case_id, handle, owner, audience, agreed_on, due_on, is_mutual,
                         words_sealed, recorded_by)
                    values (\(desk.practice), \(id), \(file.id), \(goal), \(owner), 'joint', \(on), \(dueOn),
                        \(isMutual), \(sealed), \(desk.staff))
                    """)
            }
            return try answered(answer, .goal)
        }
    }

    /// Records where a goal stands at a review.
    ///
    /// - Throws: `conflict` where it was already reviewed on that day; `invalid` for a day before it was agreed.
    package func reviewGoal(
        _ handle: Handle, standing: GoalStanding, on day: CalendarDate? = nil, key: RequestKey
    ) async throws(CaseworkError) {
        try await failures {
            let request = Request(
                "goal review", key: key, [handle.description, standing.rawValue, day?.description])
            _ = try await change(request, by: .treating, answer: handle.description) { desk in
                let (id, agreedOn, file) = try desk.goal(handle)
                let on = try desk.entryDay(day, of: file, notBefore: agreedOn, "\(handle) was agreed")
                var rows = GoalReviewRows()
                rows.add(.init(on: on, standing: standing), of: id, case: file.id)
                if let statement = rows.insert(desk) { _ = try desk.transaction.execute(statement) }
            }
        }
    }

    /// The couple's goals with their reviews, their words opened.
    package func goals(of handle: Handle) async throws(CaseworkError) -> [GoalOnRoad] {
        try await failures {
            let (rows, sealed) = try await open("goal list", by: .reading) { desk in
                let file = try desk.roadCase(handle)
                return (try desk.goalRows(file.id), try desk.words(of: [file.id], [.goals]))
            }
            let words = try sealed.opened()
            return try rows.map { try $0.with(words) }
        }
    }
}

extension Desk {
    fileprivate func goal(_ handle: Handle) throws -> (id: UUID, agreedOn: CalendarDate, file: RoadCase) {
        let missing = CaseworkError.notFound(.goal, handle.description)
        try requireReach(.goal, handle.description, or: missing)
        let found = try transaction.optional(
            """
            select g.goal_id, g.agreed_on, c.handle
            from app.goals g join app.cases c on c.practice_id = g.practice_id and c.case_id = g.case_id
            where g.practice_id = \(practice) and g.handle = \(handle)
            """, UUID.self, CalendarDate.self, String.self)
        guard let found, let caseHandle = Handle(found.2, .caseFile) else {
            throw missing
        }
        return (found.0, found.1, try roadCase(caseHandle))
    }
}
