package import CaseModel
import FoundationEssentials
import Postgres

/// One offer of a case, to or from the person.
package struct TransferEntry: Sendable, Hashable {
    package enum Standing: String, Sendable { case offered, accepted, declined, withdrawn }

    package let caseHandle: String
    package let from: String
    package let to: String
    package let offeredAt: LocalTime
    package let standing: Standing
    package let answeredAt: LocalTime?
    /// Of a case that was handed over: what was written about it for whoever has it now. Nil for others.
    package let note: String?
}

/// What becomes of an offered transfer.
package enum TransferAnswer: String, Sendable {
    /// By whom it was offered to: the case is theirs from this moment.
    case accept
    case decline
    /// By who offered it.
    case withdraw
}

extension Casework {
    /// Offers a case to another therapist. Nothing moves before they accept.
    ///
    /// - Throws: `notFound` unless the person is the case's primary therapist; `conflict` where it is offered already.
    package func offerTransfer(
        of handle: Handle, to login: String, key: RequestKey
    ) async throws(CaseworkError) {
        try await failures {
            var random = environment.random
            let id = ID<TransferEntry>.random(using: &random).uuid
            let request = Request("case transfer offer", key: key, [handle.description, login])
            _ = try await change(request, by: .treating, answer: handle.description) { desk in
                let caseID = try desk.caseID(handle)
                let isPrimary = try desk.transaction.one(
                    """
                    select exists (
                        select from app.assignments a
                        where a.practice_id = \(desk.practice) and a.case_id = \(caseID) and a.staff_id = \(desk.staff)
                            and a.part = 'primary' and a.starts_at <= now() and (a.ends_at is null or a.ends_at > now()))
                    """, Bool.self)
                guard isPrimary else {
                    throw CaseworkError.conflict(
                        "Only the primary therapist of the case \(handle) can offer it. Nothing was changed.")
                }
                let other = try desk.staffMember(login)
                guard other != desk.staff else {
                    throw CaseworkError.invalid(field: "to", "the case is yours already; give another login")
                }
                try desk.transaction.execute(
                    """
                    insert into app.transfers (practice_id, transfer_id, case_id, from_id, to_id, case_handle)
                    values (\(desk.practice), \(id), \(caseID), \(desk.staff), \(other), \(handle))
                    """)
            }
        }
    }

    /// Answers an offer of a case: accepted, the assignment moves in this one transaction. Psychotherapy notes stay
    /// behind, sealed to their author.
    ///
    /// - Throws: `notFound` where no such offer is open; `conflict` where the giver no longer has the case to give, or
    ///   the person is barred from it.
    package func answerTransfer(
        of handle: Handle, _ answer: TransferAnswer, key: RequestKey
    ) async throws(CaseworkError) {
        try await failures {
            let request = Request("case transfer \(answer.rawValue)", key: key, [handle.description])
            _ = try await change(request, by: .treating, answer: handle.description) { desk in
                let id = try desk.transaction.optional(
                    """
                    select t.transfer_id from app.transfers t
                    where t.practice_id = \(desk.practice) and t.case_handle = \(handle)
                        and num_nonnulls(t.accepted_at, t.declined_at, t.withdrawn_at) = 0
                        and case \(answer.rawValue) when 'withdraw' then t.from_id else t.to_id end = \(desk.staff)
                    """, UUID.self)
                guard let id else { throw CaseworkError.notFound(.transfer, handle.description) }
                let isDone = try desk.transaction.one(
                    "select private.answer_transfer(\(id), \(answer.rawValue))", Bool.self)
                guard isDone else {
                    throw CaseworkError.conflict(
                        "The case \(handle) is no longer that therapist's to give. Nothing was changed; ask a practice "
                            + "admin to assign it.")
                }
            }
        }
    }

    /// The offers of cases that the person made or got, the newest first; for a practice admin those of everyone.
    package func transfers() async throws(CaseworkError) -> [TransferEntry] {
        try await failures {
            let (rows, notes) = try await open("case transfer list", by: [.therapist, .trainee, .practiceAdmin]) {
                desk in
                let rows = try desk.transaction.all(
                    """
                    select t.case_handle, f.login, s.login, t.offered_at at time zone p.time_zone,
                        case when t.accepted_at is not null then 'accepted' when t.declined_at is not null then 'declined'
                             when t.withdrawn_at is not null then 'withdrawn' else 'offered' end,
                        coalesce(t.accepted_at, t.declined_at, t.withdrawn_at) at time zone p.time_zone, t.transfer_id
                    from app.practices p
                    join app.transfers t on t.practice_id = p.practice_id
                    join app.staff f on f.practice_id = t.practice_id and f.staff_id = t.from_id
                    join app.staff s on s.practice_id = t.practice_id and s.staff_id = t.to_id
                    where p.practice_id = \(desk.practice)
                    order by t.offered_at desc, t.case_handle
                    """, String.self, String.self, String.self, LocalTime.self, TransferEntry.Standing.self,
                    LocalTime?.self, UUID.self)
                return (rows, try desk.reasons(of: rows.map { $0.6 }))
            }
            let opened = try notes.opened()
            return rows.map { row in
                TransferEntry(
                    caseHandle: row.0, from: row.1, to: row.2, offeredAt: row.3, standing: row.4, answeredAt: row.5,
                    note: opened[row.6, .handedCase])
            }
        }
    }
}

extension TransferEntry.Standing: PostgresCodable {}
