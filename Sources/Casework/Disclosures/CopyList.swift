package import CaseModel
import FoundationEssentials
import Postgres

/// One copy or report on its way out, or given.
package struct CopyEntry: Sendable, Hashable {
    package enum Kind: String, Sendable {
        /// By the couple's leave.
        case authorized
        /// Against it, by a law.
        case override
        /// A report that is never held.
        case mandated
    }

    package let id: String
    package let caseHandle: String
    package let kind: Kind
    /// `A`, `B`, `couple`, or the person's name; `person` where the words are not this reader's to open.
    package let recipient: String
    package let covers: [String]
    package let basis: ReleaseBasis?
    package let reason: String?
    package let askedBy: String
    package let askedAt: LocalTime
    package let state: ReleaseState
    package let releasedAt: LocalTime?

    /// The state as the columns tell it.
    static let standing: SQL = """
        case when r.reviewed_at is not null then 'reviewed'
             when r.released_at is not null and r.kind = 'mandated' then 'to_review'
             when r.released_at is not null then 'released'
             when r.withdrawn_at is not null then 'withdrawn'
             when r.answer = 'refused' then 'refused'
             when r.answer = 'approved' then 'approved'
             else 'asked' end
        """
}

extension Casework {
    /// The releases of a case for who treats it; without one, for a supervisor or a practice admin, everything that waits
    /// to be answered or reviewed, and with `all` every release.
    package func releases(
        of caseName: String? = nil, all: Bool = false
    ) async throws(CaseworkError) -> [CopyEntry] {
        try await failures {
            let name = try caseName.map { try RecordName($0, .caseFile) }
            let duties: [Duty] = name == nil ? [.supervisor, .practiceAdmin, .therapist, .trainee] : .treating
            let (rows, reasons) = try await open("release list", by: duties) { desk in
                let one = try name.map { try desk.find(case: $0).id }
                let rows = try desk.transaction.all(
                    """
                    select r.release_id, r.case_handle, r.kind, r.recipient, r.covers, r.basis, s.login,
                        r.asked_at at time zone p.time_zone, \(CopyEntry.standing), r.released_at at time zone p.time_zone
                    from app.practices p
                    join app.case_releases r on r.practice_id = p.practice_id
                    join app.staff s on s.practice_id = r.practice_id and s.staff_id = r.asked_by
                    where p.practice_id = \(desk.practice) and (\(one)::uuid is null or r.case_id = \(one))
                        and (\(all || one != nil) or \(CopyEntry.standing) in ('asked', 'approved', 'to_review'))
                    order by r.asked_at, r.release_id
                    """, as: ReleaseRow.self)
                return (rows, try desk.reasons(of: rows.filter { $0.basis != nil }.map(\.id)))
            }
            let opened = try reasons.opened()
            return try rows.map { row in
                let words = try opened[row.id, .release].map {
                    try JSONDecoder().decode(ReleaseWords.self, from: Data($0.utf8))
                }
                return CopyEntry(
                    id: row.id.uuidString.lowercased(), caseHandle: row.caseHandle, kind: row.kind,
                    recipient: words?.recipient ?? row.recipient, covers: row.covers, basis: row.basis,
                    reason: words?.reason, askedBy: row.askedBy, askedAt: row.askedAt, state: row.state,
                    releasedAt: row.releasedAt)
            }
        }
    }
}

extension CopyEntry.Kind: PostgresCodable {}
extension ReleaseState: PostgresCodable {}
extension ReleaseBasis: PostgresCodable {}

private struct ReleaseRow: RowDecodable, Sendable {
    let id: UUID
    let caseHandle: String
    let kind: CopyEntry.Kind
    let recipient: String
    let covers: [String]
    let basis: ReleaseBasis?
    let askedBy: String
    let askedAt: LocalTime
    let state: ReleaseState
    let releasedAt: LocalTime?

    init(row: inout RowReader) throws(PostgresError) {
        id = try row.next()
        caseHandle = try row.next()
        kind = try row.next()
        recipient = try row.next()
        covers = try row.next()
        basis = try row.next()
        askedBy = try row.next()
        askedAt = try row.next()
        state = try row.next()
        releasedAt = try row.next()
    }
}
