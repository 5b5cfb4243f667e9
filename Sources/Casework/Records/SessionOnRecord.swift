package import CaseModel
import FoundationEssentials
import Postgres

/// One session as a report tells of it: when, where, who came, and what it was about.
package struct SessionOnRecord: Sendable {
    package let handle: String
    package let startsAt: LocalTime
    package let endsAt: LocalTime
    package let format: SessionFormat
    package let modality: Modality
    package let state: SessionState
    package let attendance: Attendance?
    /// The stage that was worked on.
    package let stage: Stage?
    /// What was done, in terms of the list.
    package let interventions: [Intervention]
    /// Who else was there; nil where nobody was.
    package let others: String?
    /// False for an individual session before both partners had accepted a secrets policy.
    package let hasPolicyOnFile: Bool
}

/// A note of a session, draft or signed. A psychotherapy note is never one: it belongs to no session.
package struct NoteOnRecord: Sendable {
    package let handle: String
    package let audience: Audience
    package let author: String
    /// As it stood on the day of the signature; for a draft, as it stands now.
    package let credential: String?
    package let writtenOn: CalendarDate
    /// Nil while the note is a draft.
    package let signedAt: LocalTime?
    /// Of a trainee's note; nil for one that needs none, or that waits for it.
    package let cosignature: Cosignature?
    package let body: NoteBody

    package var isSigned: Bool { signedAt != nil }
}

/// Who signed a trainee's note after the trainee.
package struct Cosignature: Sendable, Hashable {
    package let name: String
    /// As it stood on that day.
    package let credential: String?
    package let at: LocalTime
}

/// A row of `app.sessions` in the practice's own time, without its words.
struct SessionOnRecordRow: Sendable, RowDecodable {
    let id: UUID
    let handle: String
    let startsAt: LocalTime
    let endsAt: LocalTime
    let format: SessionFormat
    let modality: Modality
    let state: SessionState
    let attendance: Attendance?
    let stage: Stage?
    let interventions: [Intervention]
    let hasPolicyOnFile: Bool

    init(row: inout RowReader) throws(PostgresError) {
        id = try row.next()
        handle = try row.next()
        startsAt = try row.next()
        endsAt = try row.next()
        format = try row.next()
        modality = try row.next()
        state = try row.next()
        attendance = try row.next()
        stage = try row.next()
        interventions = try row.next([String].self).compactMap(Intervention.init)
        hasPolicyOnFile = try row.next()
    }

    func with(_ words: OpenWords) -> SessionOnRecord {
        SessionOnRecord(
            handle: handle, startsAt: startsAt, endsAt: endsAt, format: format, modality: modality, state: state,
            attendance: attendance, stage: stage, interventions: interventions, others: words[id, SessionField.others],
            hasPolicyOnFile: hasPolicyOnFile)
    }
}

/// A note of a session, draft or signed, with its words still sealed.
struct SessionNoteRow: Sendable, RowDecodable {
    let id: UUID
    let handle: String
    let audience: Audience
    let format: NoteFormat
    let author: UUID
    let login: String
    let credential: String?
    let writtenOn: CalendarDate
    let signedAt: LocalTime?
    let cosignedBy: UUID?
    let cosigner: String?
    let cosignerCredential: String?
    let cosignedAt: LocalTime?

    /// Whose names stand under it.
    var people: [UUID] { [author] + [cosignedBy].compactMap(\.self) }

    init(row: inout RowReader) throws(PostgresError) {
        id = try row.next()
        handle = try row.next()
        audience = try row.next()
        format = try row.next()
        author = try row.next()
        login = try row.next()
        credential = try row.next()
        writtenOn = try row.next()
        signedAt = try row.next()
        cosignedBy = try row.next()
        cosigner = try row.next()
        cosignerCredential = try row.next()
        cosignedAt = try row.next()
    }

    func cosignature(_ names: [UUID: String]) -> Cosignature? {
        guard let cosignedBy, let cosignedAt else { return nil }
        return Cosignature(
            name: names[cosignedBy] ?? cosigner ?? "", credential: cosignerCredential, at: cosignedAt)
    }

    /// - Throws: `internal` where what was sealed is no note; the words themselves are not in the error.
    func with(_ words: OpenWords, names: [UUID: String]) throws -> NoteOnRecord {
        guard let text = words[id, NoteField.body] else { throw CaseworkError.notFound(.note, handle) }
        guard let body = try? NoteBody(reading: text, as: format) else {
            throw CaseworkError.internal("the stored note \(handle) does not read as \(format.rawValue)")
        }
        return NoteOnRecord(
            handle: handle, audience: audience, author: names[author] ?? login, credential: credential,
            writtenOn: writtenOn, signedAt: signedAt, cosignature: cosignature(names), body: body)
    }
}
