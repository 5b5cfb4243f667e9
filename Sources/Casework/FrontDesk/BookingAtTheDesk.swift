import CaseModel
import FoundationEssentials
import Postgres

extension Desk {
    /// Books a session as the front desk does: it sees that the couple's case is open, and nothing of why a session may
    /// have to wait.
    ///
    /// - Throws: `conflict`, in the same words whatever the therapist has to clear first.
    func book(_ plan: SessionPlan, in found: FoundCase, id: UUID, handle: Handle) throws {
        let mayBe = try transaction.one(
            "select private.may_be_booked(\(found.id), \(plan.format)::text, \(plan.at.day)::date)", Bool.self)
        guard mayBe else {
            throw CaseworkError.conflict(
                "Therapist to confirm: ask the therapist of the case \(found.handle) to book this session. Nothing was "
                    + "booked.")
        }
        let startsAt = try moment(of: plan.at)
        try transaction.execute(
            """
            insert into app.sessions
                (practice_id, session_id, case_id, handle, starts_at, ends_at, format, modality, state, recorded_by)
            values (\(practice), \(id), \(found.id), \(handle), \(startsAt),
                \(startsAt.adding(minutes: plan.minutes)), \(plan.format), \(plan.modality), \(SessionState.booked),
                \(staff))
            """)
    }
}
