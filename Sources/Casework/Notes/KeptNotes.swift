package import CaseModel
import FoundationEssentials
import Postgres

/// A psychotherapy note, as its author finds it again whoever has the case now: no words.
package struct KeptNote: Sendable, Hashable {
    package let handle: String
    package let caseHandle: String
    package let writtenOn: CalendarDate
    package let signedOn: CalendarDate
}

extension Casework {
    /// The psychotherapy notes that the person wrote, of cases that are still theirs and of those that are not: they
    /// stay with their author when a case is handed over (45 CFR 164.501).
    package func keptNotes() async throws(CaseworkError) -> [KeptNote] {
        try await failures {
            try await read("note kept", by: .treating) { desk in
                try desk.transaction.all(
                    """
                    select k.handle, k.case_handle, k.written_on, (k.signed_at at time zone p.time_zone)::date
                    from app.practices p cross join app.kept_notes() k where p.practice_id = \(desk.practice)
                    """, String.self, String.self, CalendarDate.self, CalendarDate.self
                ).map { KeptNote(handle: $0.0, caseHandle: $0.1, writtenOn: $0.2, signedOn: $0.3) }
            }
        }
    }

    /// Opens one of them: its author's alone, and nobody else's by any way. The opening leaves its audit event.
    ///
    /// - Throws: `notFound` for a note that is not theirs, is no psychotherapy note, or is of a case that they are barred
    ///   from.
    package func openKeptNote(_ handle: Handle) async throws(CaseworkError) -> String {
        try await failures {
            let (words, practice) = try await open("note kept", by: .treating) { desk in
                let words = try desk.transaction.all(
                    """
                    select note_id, case_id, sealed, key_version, wrapped_therapist
                    from app.open_kept_note(\(handle.description))
                    """, UUID.self, UUID.self, [UInt8].self, Int32.self, [UInt8].self)
                return (words, try desk.keys)
            }
            guard let note = words.first else { throw CaseworkError.notFound(.note, handle.description) }
            var wrapped = WrappedCaseKeys()
            for row in words {
                wrapped.add(.init(joint: [], a: [], b: [], therapist: row.4), version: UInt32(row.3))
            }
            var keys = CaseKeys(practice: practice, caseID: note.1, wrapped: wrapped)
            return try keys.open(note.2, for: .therapist, row: note.0, field: NoteField.body)
        }
    }
}
