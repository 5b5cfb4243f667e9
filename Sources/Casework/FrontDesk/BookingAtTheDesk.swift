import CaseModel
import FoundationEssentials
import Postgres

extension Desk {
    /// Books a session as the front desk does: in every case alike, and never for certain. It sees that the couple's case
    /// is open, and nothing of why a session may have to wait: the therapist confirms it, or does not.
    func book(_ plan: SessionPlan, in found: FoundCase, id: UUID, handle: Handle) throws {
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
