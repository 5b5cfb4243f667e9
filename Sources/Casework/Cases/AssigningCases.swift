package import CaseModel
import FoundationEssentials
import Postgres

/// In which capacity a therapist is assigned to a case.
package enum AssignmentPart: String, Sendable, CaseIterable {
    case primary
    case coTherapist = "co_therapist"
}

extension AssignmentPart: PostgresCodable {}

extension Casework {
    /// Assigns a case to a therapist. A new primary therapist takes the place of the present one, whose assignment ends.
    package func assignCase(
        _ handle: Handle, to login: String, as part: AssignmentPart, key: RequestKey
    ) async throws(CaseworkError) {
        try await failures {
            let request = Request("case assign", key: key, [handle.description, login, part.rawValue])
            _ = try await change(request, by: [.practiceAdmin], answer: handle.description) { desk in
                let caseID = try desk.caseID(handle)
                if let day = try desk.dayOfErasure(caseID) { throw CaseworkError.erased(handle.description, on: day) }
                let staff = try desk.transaction.optional(
                    """
                    select s.staff_id from app.staff s
                    where s.practice_id = \(desk.practice) and s.login = \(login) and exists (
                        select from app.staff_duties d
                        where d.practice_id = s.practice_id and d.staff_id = s.staff_id
                            and d.duty in ('therapist', 'trainee') and d.starts_at <= now()
                            and (d.ends_at is null or d.ends_at > now()))
                    """, UUID.self)
                guard let staff else { throw CaseworkError.notFound(.staffMember, login) }
                try desk.endAssignments(of: caseID, makingWayFor: staff, as: part)
                _ = try desk.transaction.execute(
                    """
                    insert into app.assignments (practice_id, case_id, staff_id, part)
                    values (\(desk.practice), \(caseID), \(staff), \(part))
                    """)
            }
        }
    }
}

extension Desk {
    /// Ends the new therapist's earlier assignment and, for a new primary, the present primary's.
    fileprivate func endAssignments(of caseID: UUID, makingWayFor staff: UUID, as part: AssignmentPart) throws {
        let same = try transaction.one(
            """
            select exists (
                select from app.assignments
                where practice_id = \(practice) and case_id = \(caseID) and staff_id = \(staff) and ends_at is null
                    and part = \(part))
            """, Bool.self)
        if same { throw CaseworkError.conflict("This therapist is assigned already. Nothing was changed.") }
        _ = try transaction.execute(
            """
            update app.assignments set ends_at = greatest(now(), starts_at)
            where practice_id = \(practice) and case_id = \(caseID) and ends_at is null
                and (staff_id = \(staff) or (part = 'primary' and \(part)::text = 'primary'))
            """)
    }
}
