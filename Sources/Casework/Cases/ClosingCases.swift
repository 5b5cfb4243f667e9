package import CaseModel
import FoundationEssentials
import Postgres

extension Casework {
    /// Closes a case, recording how the work ended and where the relationship stands.
    ///
    /// `version` is the version of the case that the person saw; nil closes whatever is there now.
    /// - Throws: `conflict` where it is closed already, `staleVersion` where somebody changed it in the meantime.
    package func closeCase(
        _ handle: Handle, _ closing: Closing, version: Int?, key: RequestKey
    ) async throws(CaseworkError) {
        try await failures {
            let request = Request(
                "case close", key: key,
                [
                    handle.description, closing.on.description, closing.howItEnded.rawValue,
                    closing.relationship.rawValue, version?.description,
                ])
            _ = try await change(request, by: .treating, answer: handle.description) { desk in
                let caseID = try desk.caseID(handle)
                let found = try desk.transaction.optional(
                    """
                    select status, version, opened_on from app.cases
                    where practice_id = \(desk.practice) and case_id = \(caseID) for update
                    """, CaseStatus.self, Int.self, CalendarDate.self)
                // visible, and not to be locked: open to read
                guard let now = found else {
                    throw CaseworkError.conflict(
                        "The case \(handle) is open to you by break-glass, to read. Nothing was changed; a practice admin can "
                            + "assign it to you.")
                }
                guard now.0 != .closed else {
                    throw CaseworkError.conflict("The case \(handle) is closed already. Nothing was changed.")
                }
                if let version, version != now.1 {
                    throw CaseworkError.staleVersion(.caseFile, handle.description, current: now.1, texts: nil)
                }
                guard closing.on >= now.2 else {
                    throw CaseworkError.invalid(field: "day", "\(closing.on) is before the case was opened (\(now.2))")
                }
                _ = try desk.transaction.execute(
                    """
                    update app.cases set status = 'closed', closed_on = \(closing.on),
                        how_it_ended = \(closing.howItEnded), relationship = \(closing.relationship),
                        version = version + 1
                    where practice_id = \(desk.practice) and case_id = \(caseID)
                    """)
            }
        }
    }
}
