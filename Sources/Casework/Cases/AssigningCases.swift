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
    /// Assigns a case to a therapist, from now or a later day. A new primary therapist takes the place of the present
    /// one, whose assignment ends when the new one begins.
    ///
    /// - Throws: `conflict` where they are assigned already, barred, or treat nobody; `invalid` for an end to a primary
    ///   therapist's assignment, which ends when another begins.
    package func assignCase(
        _ handle: Handle, to login: String, as part: AssignmentPart, for span: AccessSpan = AccessSpan(),
        key: RequestKey
    ) async throws(CaseworkError) {
        try await failures {
            guard part == .coTherapist || span.until == nil else {
                throw CaseworkError.invalid(
                    field: "until", "a primary therapist's assignment ends when another begins; leave it out")
            }
            let request = Request("case assign", key: key, [handle.description, login, part.rawValue] + span.values)
            _ = try await change(request, by: [.practiceAdmin], answer: handle.description) { desk in
                let caseID = try desk.caseID(handle)
                if let day = try desk.dayOfErasure(caseID) { throw CaseworkError.erased(handle.description, on: day) }
                let staff = try desk.staffMember(login, holding: .treating)
                let moments = try desk.moments(of: span)
                try desk.endAssignments(of: caseID, at: moments.start, makingWayFor: staff, as: part)
                _ = try desk.transaction.execute(
                    """
                    insert into app.assignments (practice_id, case_id, staff_id, part, starts_at, ends_at)
                    values (\(desk.practice), \(caseID), \(staff), \(part), \(moments.start), \(moments.end))
                    """)
            }
        }
    }

    /// Ends the assignment of a co-therapist now.
    ///
    /// - Throws: `notFound` where they are not one of the case.
    package func unassignCase(_ handle: Handle, from login: String, key: RequestKey) async throws(CaseworkError) {
        try await failures {
            let request = Request("case unassign", key: key, [handle.description, login])
            _ = try await change(request, by: [.practiceAdmin], answer: handle.description) { desk in
                let caseID = try desk.caseID(handle)
                let staff = try desk.staffMember(login)
                let ended = try desk.transaction.execute(
                    """
                    update app.assignments set ends_at = greatest(now(), starts_at)
                    where practice_id = \(desk.practice) and case_id = \(caseID) and staff_id = \(staff)
                        and part = 'co_therapist' and (ends_at is null or ends_at > now())
                    """)
                guard ended > 0 else {
                    throw CaseworkError.conflict(
                        "\(login) is no co-therapist of the case \(handle); a primary therapist is replaced with `troth "
                            + "case assign`. Nothing was changed.")
                }
            }
        }
    }
}

extension Desk {
    /// Ends the new therapist's earlier assignment and, for a new primary, the present primary's, when the new one begins.
    fileprivate func endAssignments(
        of caseID: UUID, at moment: Timestamp, makingWayFor staff: UUID, as part: AssignmentPart
    ) throws {
        let same = try transaction.one(
            """
            select exists (
                select from app.assignments
                where practice_id = \(practice) and case_id = \(caseID) and staff_id = \(staff) and part = \(part)
                    and starts_at <= \(moment)::timestamptz and ends_at is null)
            """, Bool.self)
        if same { throw CaseworkError.conflict("This therapist is assigned already. Nothing was changed.") }
        _ = try transaction.execute(
            """
            update app.assignments set ends_at = greatest(\(moment)::timestamptz, starts_at)
            where practice_id = \(practice) and case_id = \(caseID) and part <> 'break_glass'
                and (ends_at is null or ends_at > \(moment)::timestamptz)
                and (staff_id = \(staff) or (part = 'primary' and \(part)::text = 'primary'))
            """)
    }
}
