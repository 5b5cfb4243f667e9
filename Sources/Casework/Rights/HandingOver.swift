package import CaseModel
import FoundationEssentials
import Postgres

/// Why a caseload goes to somebody else at once.
package enum HandOverReason: String, Sendable, CaseIterable {
    case left, died, suspended, ill, other
}

/// A caseload that was handed over.
package struct HandOverEntry: Sendable, Hashable {
    package let from: String
    package let to: String
    package let reason: HandOverReason
    package let startedBy: String
    package let startedAt: LocalTime
    /// How many cases moved; `troth case transfer list` names them to whoever has them now.
    package let cases: Int
    /// What was written for whoever took them over.
    package let note: String?
}

extension Casework {
    /// Hands a whole caseload to another therapist at once: every assignment of the first ends, and of each case whose
    /// primary therapist they were the second is that from this moment, with a note each. Needs the password afresh.
    /// Returns how many cases moved.
    ///
    /// - Parameters:
    ///   - note: for all of them; where it is left out, a note says from whom the case comes and why.
    ///   - caseNotes: by handle, in place of that.
    /// - Throws: `proofNeeded`; `notFound` for an unknown login; `invalid` for a note on a case that is not among them;
    ///   `conflict` where the person neither supervises the first
    ///   nor is a practice admin, or the second may not take a case: then nothing moves.
    package func handOver(
        from leaver: String, to taker: String, because reason: HandOverReason, note: String? = nil,
        caseNotes: [Handle: String] = [:], key: RequestKey
    ) async throws(CaseworkError) -> Int {
        try await failures {
            let note = try note.map { try checkedWords($0, field: "note", atMost: 2000) }
            for (_, words) in caseNotes { _ = try checkedWords(words, field: "note for", atMost: 2000) }
            var random = environment.random
            let id = ID<HandOverEntry>.random(using: &random).uuid
            let request = Request(
                "case hand-over", key: key,
                [leaver, taker, reason.rawValue, note] + caseNotes.map { "\($0) \($1)" }.sorted())
            let answer = try await change(request, by: [.supervisor, .practiceAdmin], answer: id.uuidString) {
                [random] desk in
                var random = random
                let from = try desk.staffMember(leaver)
                let to = try desk.staffMember(taker)
                let sealed = try note.map { try desk.sealed(reason: $0, of: id, .handOver, using: &random) }
                let handles = try desk.caseload(of: from)
                var transfers: [UUID] = []
                var notes: [[UInt8]] = []
                for handle in handles {
                    let own = caseNotes.first { $0.key.description == handle }?.value
                    let words = own ?? note ?? "Handed over from \(leaver): \(reason.rawValue)."
                    let transfer = ID<TransferEntry>.random(using: &random).uuid
                    transfers.append(transfer)
                    notes.append(try desk.sealed(reason: words, of: transfer, .handedCase, using: &random))
                }
                let moved = try desk.transaction.one(
                    """
                    select private.hand_over(\(id), \(from), \(to), \(reason.rawValue), \(sealed)::bytea,
                        \(handles)::text[], \(transfers)::uuid[], \(notes)::bytea[])
                    """, Int?.self)
                guard moved != nil else {
                    throw CaseworkError.conflict(
                        "Nothing was changed. Whoever supervises \(leaver) now, or a practice admin, can hand that caseload "
                            + "over, to somebody else who holds the duty therapist or trainee today.")
                }
                if let strange = caseNotes.keys.map(\.description).filter({ !handles.contains($0) }).min() {
                    throw CaseworkError.invalid(
                        field: "note for", "\(strange) is none of the cases whose primary therapist \(leaver) is")
                }
            }
            guard let id = UUID(uuidString: answer) else { throw CaseworkError.internal("answer is no id") }
            return try await read("case hand-over", by: [.supervisor, .practiceAdmin]) { desk -> Int in
                let moved = try desk.transaction.one(
                    "select cases from app.hand_overs where practice_id = \(desk.practice) and hand_over_id = \(id)",
                    Int.self)
                return moved
            }
        }
    }

    /// The caseloads that were handed over, newest first: those from or to the person, or that they began; all of them for
    /// a practice admin.
    package func handOvers() async throws(CaseworkError) -> [HandOverEntry] {
        try await failures {
            let duties: [Duty] = [.practiceAdmin, .supervisor, .therapist, .trainee]
            let (rows, reasons) = try await open("case hand-over list", by: duties) { desk in
                let rows = try desk.transaction.all(
                    """
                    select h.hand_over_id, f.login, t.login, h.reason, b.login, h.started_at at time zone p.time_zone,
                        h.cases
                    from app.practices p
                    join app.hand_overs h on h.practice_id = p.practice_id
                    join app.staff f on f.practice_id = h.practice_id and f.staff_id = h.from_id
                    join app.staff t on t.practice_id = h.practice_id and t.staff_id = h.to_id
                    join app.staff b on b.practice_id = h.practice_id and b.staff_id = h.started_by
                    where p.practice_id = \(desk.practice)
                    order by h.started_at desc, h.hand_over_id
                    """, as: HandOverRow.self)
                return (rows, try desk.reasons(of: rows.map(\.id)))
            }
            let opened = try reasons.opened()
            return rows.map { row in
                HandOverEntry(
                    from: row.from, to: row.to, reason: row.reason, startedBy: row.startedBy, startedAt: row.startedAt,
                    cases: row.cases, note: opened[row.id, .handOver])
            }
        }
    }
}

extension Desk {
    /// The handles of the cases whose primary therapist somebody is now, as far as the person may see them.
    fileprivate func caseload(of staff: UUID) throws -> [String] {
        try transaction.all(
            """
            select c.handle from app.assignments a
            join app.cases c on c.practice_id = a.practice_id and c.case_id = a.case_id
            where a.practice_id = \(practice) and a.staff_id = \(staff) and a.part = 'primary'
                and a.starts_at <= now() and (a.ends_at is null or a.ends_at > now())
            order by c.handle
            """, String.self)
    }
}

extension HandOverReason: PostgresCodable {}

private struct HandOverRow: RowDecodable, Sendable {
    let id: UUID
    let from: String
    let to: String
    let reason: HandOverReason
    let startedBy: String
    let startedAt: LocalTime
    let cases: Int

    init(row: inout RowReader) throws(PostgresError) {
        id = try row.next()
        from = try row.next()
        to = try row.next()
        reason = try row.next()
        startedBy = try row.next()
        startedAt = try row.next()
        cases = try row.next()
    }
}
