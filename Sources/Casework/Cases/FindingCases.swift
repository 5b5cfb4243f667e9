package import CaseModel
import FoundationEssentials
import Postgres

extension Desk {
    /// The id of a case of this person's, by its handle.
    func caseID(_ handle: Handle) throws -> UUID {
        let missing = CaseworkError.notFound(.caseFile, handle.description)
        try requireReach(.caseFile, handle.description, or: missing)
        let id = try transaction.optional(
            "select case_id from app.cases where practice_id = \(practice) and handle = \(handle)", UUID.self)
        guard let id else { throw missing }
        return id
    }
}

extension Casework {
    /// The practice's day, by its own time zone.
    package func today() async throws(CaseworkError) -> CalendarDate {
        try await failures {
            try await read("today", by: Duty.allCases) { try $0.today() }
        }
    }
}
