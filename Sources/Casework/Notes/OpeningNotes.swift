package import CaseModel
import Postgres

/// One note with its words.
package struct OpenedNote: Sendable, Hashable {
    package let entry: NoteEntry
    package let authorName: String
    package let text: String
}

extension Casework {
    /// Opens a note: the person's own draft, or a signed one. The opening leaves its audit event.
    package func openNote(_ noteName: String) async throws(CaseworkError) -> OpenedNote {
        try await openNote(noteName, act: "note show")
    }

    /// The same for an act of another name, which is what the audit then tells.
    func openNote(_ noteName: String, act: String) async throws(CaseworkError) -> OpenedNote {
        try await failures {
            let name = try RecordName(noteName, .note)
            let (entry, words, names) = try await open(act, by: .reading) { desk in
                let entry = try desk.find(note: name)
                return (entry, try desk.words(ofNote: entry.id), try desk.staffNames())
            }
            guard let text = try words.opened()[entry.id, NoteField.body] else {
                throw CaseworkError.notFound(.note, entry.handle)
            }
            return OpenedNote(
                entry: entry, authorName: try names.opened()[entry.authorID] ?? entry.author, text: text)
        }
    }

    /// The person's own draft about a session, if there is one: what an editor begins with.
    package func draft(
        onSession sessionName: String, for audience: Audience? = nil
    ) async throws(CaseworkError) -> OpenedNote? {
        let handle = try await failures {
            let name = try RecordName(sessionName, .session)
            return try await read("note write", by: .treating) { desk -> String? in
                let session = try desk.find(session: name)
                return try desk.draft(of: session, for: session.noteAudience(audience))?.handle
            }
        }
        guard let handle else { return nil }
        return try await openNote(handle, act: "note write")
    }
}
