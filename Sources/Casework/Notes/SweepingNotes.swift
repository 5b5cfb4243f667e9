package import CaseModel
import Postgres

/// Something that is still to be signed or co-signed: handles and times, never a word.
package struct SweptNote: Sendable, Hashable {
    package enum Standing: String, Sendable, CaseIterable {
        /// The session took place and has no signed note; `late` once that is overdue.
        case unsigned, late
        /// A trainee's signed note that waits for its co-signature.
        case toCosign = "to_cosign"
        case cosignLate = "cosign_late"
        /// Returned, and not corrected yet.
        case returned
    }

    /// The login of who has to write it: a session's primary therapist, a signed note's author.
    package let therapist: String
    package let caseHandle: String
    package let sessionHandle: String
    /// The person's own draft, or the signed note.
    package let noteHandle: String?
    package let standing: Standing
    /// The session's end, or the signature.
    package let since: LocalTime
    /// Nil for a returned note.
    package let dueAt: LocalTime?
}

extension Casework {
    /// What is still to be signed or co-signed, the longest due first: a therapist's own, a supervisor's supervisees',
    /// the whole practice's for a practice admin.
    package func sweepNotes() async throws(CaseworkError) -> [SweptNote] {
        try await failures {
            try await read("note sweep", by: [.therapist, .trainee, .supervisor, .practiceAdmin]) { desk in
                try desk.transaction.all(
                    """
                    select w.login, w.case_handle, w.session_handle, w.note_handle, w.standing,
                        w.since at time zone p.time_zone, w.due_at at time zone p.time_zone
                    from app.practices p, private.note_sweep(\(desk.environment.now())::timestamptz) w
                    where p.practice_id = \(desk.practice)
                    order by w.due_at nulls first, w.since, w.session_handle, w.note_handle
                    """, as: SweptNote.self)
            }
        }
    }
}

extension SweptNote.Standing: PostgresCodable {}

extension SweptNote: RowDecodable {
    init(row: inout RowReader) throws(PostgresError) {
        therapist = try row.next()
        caseHandle = try row.next()
        sessionHandle = try row.next()
        noteHandle = try row.next()
        standing = try row.next()
        since = try row.next()
        dueAt = try row.next()
    }
}
