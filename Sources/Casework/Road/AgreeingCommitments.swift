package import CaseModel
import FoundationEssentials
import Postgres

extension Casework {
    /// Writes down a commitment that the couple agreed on; its words are sealed under the couple's joint key. Returns
    /// the commitment's handle.
    ///
    /// - Throws: `invalid` for empty words, a day before the case or still to come, a due date before that day, and a
    ///   single act without a due date.
    package func addCommitment(
        to handle: Handle, owner: Owner, kind: CommitmentKind, rhythm: Rhythm, text: String,
        dueOn: CalendarDate? = nil, isWanted: Bool = false, on day: CalendarDate? = nil, key: RequestKey
    ) async throws(CaseworkError) -> Handle {
        try await failures {
            let words = try checkedWords(text, field: "text", atMost: 4_000)
            if rhythm == .once, dueOn == nil {
                throw CaseworkError.invalid(field: "due", "what is done once has a day on which it is due; give --due")
            }
            var random = environment.random
            let id = ID<Commitment>.random(using: &random).uuid
            let commitment = Handle.random(.commitment, using: &random)
            let request = Request(
                "commitment add", key: key,
                [
                    handle.description, owner.rawValue, kind.rawValue, rhythm.rawValue, words, dueOn?.description,
                    day?.description, isWanted ? "wanted" : nil,
                ])
            let answer = try await change(request, by: .treating, answer: commitment.description) { desk in
                let file = try desk.roadCase(handle)
                let on = try desk.entryDay(day, of: file)
                if let dueOn, dueOn < on {
                    throw CaseworkError.invalid(field: "due", "\(dueOn) is before the day it was agreed, \(on)")
                }
                var random = desk.environment.random
                var keys = try desk.caseKeys(file.id)
                let sealed = try keys.seal(words, for: .joint, row: id, field: RoadField.commitment, using: &random)
                _ = try desk.transaction.execute(
                    """
                    insert into app.commitments
                        (practice_id, commitment_id, case_id, handle, owner, audience, kind, rhythm, agreed_on, due_on,
                         is_wanted, text_sealed, recorded_by)
                    values (\(desk.practice), \(id), \(file.id), \(commitment), \(owner), 'joint', \(kind), \(rhythm),
                        \(on), \(dueOn), \(isWanted), \(sealed), \(desk.staff))
                    """)
            }
            return try answered(answer, .commitment)
        }
    }

    /// Records whether commitments were kept on a day, as one partner saw it: the other's view stands apart. All of
    /// them or none.
    ///
    /// - Throws: `conflict` where this partner's view of that day is already recorded.
    package func reportCommitments(
        _ handles: [Handle], kept: Bool, asSeenBy viewer: Partner, on day: CalendarDate? = nil, key: RequestKey
    ) async throws(CaseworkError) {
        try await failures {
            let act = kept ? "commitment keep" : "commitment miss"
            let request = Request(
                act, key: key, handles.map(\.description) + [viewer.rawValue, day?.description])
            _ = try await change(request, by: .treating, answer: handles.map(\.description).joined(separator: " ")) {
                desk in
                var rows = CommitmentReportRows()
                for handle in handles {
                    let (id, agreedOn, file) = try desk.commitment(handle)
                    let on = try desk.entryDay(day, of: file, notBefore: agreedOn, "\(handle) was agreed")
                    rows.add(.init(on: on, by: viewer, kept: kept), of: id, case: file.id)
                }
                if let statement = rows.insert(desk) { _ = try desk.transaction.execute(statement) }
            }
        }
    }

    /// The couple's commitments with what each partner saw, their words opened.
    package func commitments(of handle: Handle) async throws(CaseworkError) -> [CommitmentOnRoad] {
        try await failures {
            let (rows, sealed) = try await open("commitment list", by: .reading) { desk in
                let file = try desk.roadCase(handle)
                return (try desk.commitmentRows(file.id), try desk.words(of: [file.id], [.commitments]))
            }
            let words = try sealed.opened()
            return rows.map { $0.with(words) }
        }
    }

    /// A stored answer as the handle that it is.
    func answered(_ answer: String, _ kind: Handle.Kind) throws(CaseworkError) -> Handle {
        guard let handle = Handle(answer, kind) else { throw .internal("answer is no handle") }
        return handle
    }
}

extension Desk {
    fileprivate func commitment(_ handle: Handle) throws -> (id: UUID, agreedOn: CalendarDate, file: RoadCase) {
        let missing = CaseworkError.notFound(.commitment, handle.description)
        try requireReach(.commitment, handle.description, or: missing)
        let found = try transaction.optional(
            """
            select m.commitment_id, m.agreed_on, c.handle
            from app.commitments m join app.cases c on c.practice_id = m.practice_id and c.case_id = m.case_id
            where m.practice_id = \(practice) and m.handle = \(handle)
            """, UUID.self, CalendarDate.self, String.self)
        guard let found, let caseHandle = Handle(found.2, .caseFile) else {
            throw missing
        }
        return (found.0, found.1, try roadCase(caseHandle))
    }
}
