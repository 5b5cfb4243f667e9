package import CaseModel
import Postgres

extension Casework {
    /// Opens one of the trainee's own psychotherapy notes to a supervisor, while the supervision runs. Nothing else opens
    /// one to anybody but its author.
    ///
    /// - Throws: `conflict` where it is no signed psychotherapy note, or that person does not supervise the trainee.
    package func shareNote(
        _ noteName: String, with supervisor: String, key: RequestKey
    ) async throws(CaseworkError) -> Handle {
        try await failures {
            let name = try RecordName(noteName, .note)
            let handle = try await read("note share", by: [.trainee]) { try $0.find(note: name).handle }
            let request = Request("note share", key: key, [name.text, supervisor])
            let answer = try await change(request, by: [.trainee], answer: handle) { desk in
                let note = try desk.find(note: name)
                guard note.audience == .therapist, case .signed = note.standing, note.authorID == desk.staff else {
                    throw CaseworkError.conflict(
                        "\(note.handle) is not a signed psychotherapy note of yours; other notes are open to a supervisor "
                            + "anyway once they are signed.")
                }
                let other = try desk.staffMember(supervisor)
                let supervises = try desk.transaction.one(
                    """
                    select exists (
                        select from app.supervision v
                        where v.practice_id = \(desk.practice) and v.supervisor_id = \(other)
                            and v.supervisee_id = \(desk.staff) and v.starts_at <= now()
                            and (v.ends_at is null or v.ends_at > now()))
                    """, Bool.self)
                guard supervises else {
                    throw CaseworkError.conflict("\(supervisor) does not supervise you now. Nothing was changed.")
                }
                try desk.transaction.execute(
                    """
                    insert into app.note_shares (practice_id, note_id, case_id, author_id, supervisor_id)
                    values (\(desk.practice), \(note.id), \(note.caseID), \(desk.staff), \(other))
                    """)
            }
            return try Handle(answer: answer, .note)
        }
    }
}
