import CaseModel
import FoundationEssentials
import Postgres
import Sealing
import TestSupport

@testable import Casework

extension TreatedCouple {
    /// The texts of all drafts that the key of one compartment opens: tried on each, at that compartment's place.
    func openedUnder(_ audience: Audience) async throws -> [String] {
        try await therapist.write("test") { desk in
            let rows = try desk.transaction.all("select note_id, case_id from app.drafts", UUID.self, UUID.self)
            var texts: [String] = []
            for (note, caseID) in rows {
                let sealed = try desk.transaction.one("select sealed from app.open_note(\(note))", [UInt8].self)
                var keys = try desk.caseKeys(caseID)
                if let text = try? keys.open(sealed, for: audience, row: note, field: NoteField.body) {
                    texts.append(text)
                }
            }
            return texts
        }
    }
}

extension Casework {
    fileprivate func write<Answer: Sendable>(
        _ act: String, _ body: @escaping @Sendable (Desk) throws -> Answer
    ) async throws -> Answer {
        try await open(act, by: .treating, body)
    }
}
