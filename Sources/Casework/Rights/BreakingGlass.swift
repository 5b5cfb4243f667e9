package import CaseModel
import FoundationEssentials
import Postgres

/// A case that was opened by break-glass.
package struct GlassEntry: Sendable, Hashable {
    /// What was found by whoever reviewed it.
    package enum Finding: String, Sendable, CaseIterable {
        case justified
        case notJustified = "not_justified"
    }

    package let id: String
    package let caseHandle: String
    package let openedBy: String
    package let openedAt: LocalTime
    package let endsAt: LocalTime
    package let reviewDueAt: LocalTime
    /// Whether the time for a review is over and nobody reviewed it.
    package let isLate: Bool
    /// Nil for an auditor, who sees that it happened and not why.
    package let reason: String?
    package let finding: Finding?
    package let reviewedBy: String?
    package let comment: String?
}

extension Casework {
    /// The least length of a reason, in characters.
    package static let leastReason = 20
    /// The longest that a case stays open, in minutes.
    package static let longestGlass = 60

    /// Opens one case that is not the person's, to read, for some minutes. Supervisors and auditors are told, and
    /// somebody else reviews it within 72 hours. Needs the password afresh. Returns the opening's id.
    ///
    /// - Throws: `proofNeeded`; `notFound`, also where the person is barred from the case; `conflict` where it is open to
    ///   them anyway; `invalid` for a short reason or too many minutes.
    package func breakGlass(
        _ handle: Handle, because reason: String, minutes: Int = 60, key: RequestKey
    ) async throws(CaseworkError) -> String {
        try await failures {
            let reason = try checkedWords(reason, field: "reason", atMost: 2000)
            guard reason.count >= Self.leastReason else {
                throw CaseworkError.invalid(
                    field: "reason", "say in \(Self.leastReason) characters or more why it cannot wait")
            }
            guard (1...Self.longestGlass).contains(minutes) else {
                throw CaseworkError.invalid(field: "minutes", "a case is opened for 1 to \(Self.longestGlass) minutes")
            }
            var random = environment.random
            let id = ID<GlassEntry>.random(using: &random)
            let request = Request(
                "access break-glass", key: key, [handle.description, reason, minutes.description])
            return try await change(request, by: .breakingGlass, answer: id.description) { [random] desk in
                var random = random
                let isOpen = try desk.transaction.one(
                    "select exists (select from app.cases where practice_id = \(desk.practice) and handle = \(handle))",
                    Bool.self)
                if isOpen {
                    throw CaseworkError.conflict("The case \(handle) is open to you anyway. Nothing was changed.")
                }
                let sealed = try desk.sealed(reason: reason, of: id.uuid, .glass, using: &random)
                let opened = try desk.transaction.one(
                    "select private.break_glass(\(handle), \(id), \(minutes)::integer, \(sealed))", UUID?.self)
                guard opened != nil else { throw CaseworkError.notFound(.caseFile, handle.description) }
            }
        }
    }

    /// What was opened by break-glass and is to be reviewed, the most urgent first; with `all`, what was reviewed too.
    /// A therapist sees their own.
    package func glassOpenings(all: Bool = false) async throws(CaseworkError) -> [GlassEntry] {
        try await failures {
            let duties: [Duty] = [.supervisor, .practiceAdmin, .auditor, .therapist]
            let (rows, reasons) = try await open("access reviews", by: duties) { desk in
                let rows = try desk.transaction.all(
                    """
                    select g.glass_id, g.case_handle, s.login, g.opened_at at time zone p.time_zone,
                        g.ends_at at time zone p.time_zone, g.review_due_at at time zone p.time_zone,
                        g.reviewed_at is null and g.review_due_at <= now(), g.finding, r.login
                    from app.practices p
                    join app.glass_openings g on g.practice_id = p.practice_id
                    join app.staff s on s.practice_id = g.practice_id and s.staff_id = g.staff_id
                    left join app.staff r on r.practice_id = g.practice_id and r.staff_id = g.reviewed_by
                    where p.practice_id = \(desk.practice) and (\(all) or g.reviewed_at is null)
                    order by g.reviewed_at is not null, g.review_due_at, g.glass_id
                    """, as: GlassRow.self)
                return (rows, desk.duty == .auditor ? nil : try desk.reasons(of: rows.map(\.id.uuid)))
            }
            let opened = try reasons?.opened()
            return rows.map { row in
                GlassEntry(
                    id: row.id.description, caseHandle: row.caseHandle, openedBy: row.openedBy, openedAt: row.openedAt,
                    endsAt: row.endsAt, reviewDueAt: row.reviewDueAt, isLate: row.isLate,
                    reason: opened?[row.id.uuid, .glass], finding: row.finding, reviewedBy: row.reviewedBy,
                    comment: opened?[row.id.uuid, .comment])
            }
        }
    }

    /// Reviews what somebody else opened by break-glass.
    ///
    /// - Throws: `notFound` where there is none, it was reviewed already, or it is the person's own.
    package func reviewGlass(
        _ id: String, _ finding: GlassEntry.Finding, comment: String? = nil, key: RequestKey
    ) async throws(CaseworkError) {
        try await failures {
            guard let uuid = UUID(uuidString: id) else {
                throw CaseworkError.invalid(field: "opening", "it is no id; `troth access reviews` lists them")
            }
            let comment = try comment.map { try checkedWords($0, field: "comment", atMost: 2000) }
            let random = environment.random
            let request = Request("access review-glass", key: key, [id, finding.rawValue, comment])
            _ = try await change(request, by: .reviewing, answer: id) { desk in
                var random = random
                let sealed = try comment.map {
                    try desk.sealed(reason: $0, of: uuid, .comment, using: &random)
                }
                let reviewed = try desk.transaction.execute(
                    """
                    update app.glass_openings
                    set reviewed_at = now(), reviewed_by = \(desk.staff), finding = \(finding), comment_sealed = \(sealed)
                    where practice_id = \(desk.practice) and glass_id = \(uuid) and reviewed_at is null
                        and staff_id <> \(desk.staff)
                    """)
                guard reviewed == 1 else { throw CaseworkError.notFound(.glassOpening, id) }
            }
        }
    }
}

extension GlassEntry.Finding: PostgresCodable {}

private struct GlassRow: RowDecodable, Sendable {
    let id: ID<GlassEntry>
    let caseHandle: String
    let openedBy: String
    let openedAt: LocalTime
    let endsAt: LocalTime
    let reviewDueAt: LocalTime
    let isLate: Bool
    let finding: GlassEntry.Finding?
    let reviewedBy: String?

    init(row: inout RowReader) throws(PostgresError) {
        id = try row.next()
        caseHandle = try row.next()
        openedBy = try row.next()
        openedAt = try row.next()
        endsAt = try row.next()
        reviewDueAt = try row.next()
        isLate = try row.next()
        finding = try row.next()
        reviewedBy = try row.next()
    }
}
