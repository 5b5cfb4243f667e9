import CaseModel
import FoundationEssentials
import Postgres
import TestSupport
import Testing

@testable import Casework

@Suite("Sealed texts exchanged in the database")
struct StoredSwapProofTests {
    /// Each ciphertext is put into the rows of all others, past every rule, and each row is opened as a person would.
    @Test(
        "open at their own place only, in any ordered pair of 12 notes (200 in the proof), of one case and of several")
    func swapped() async throws {
        let proof = Proof("a stored text put into another row does not open through the service")
        let count = Proof.size(12, full: 200)
        let couple = try await TreatedCouple()
        let (practice, therapist) = (couple.practice, couple.therapist)
        let other = try await therapist.openCase(CaseloadTests.couple(), key: .fresh()).description
        var notes: [String] = []
        for index in 0..<count {
            // a quarter of them lie in another case; all are of the compartment that is easiest to confuse: one's own
            let home = index % 4 == 0 ? other : couple.handle
            let note = try await therapist.writePsychotherapyNote("text \(index)", in: home, key: .fresh())
            notes.append(note.description)
        }
        let owner = try await practice.superuser()
        defer { owner.close() }
        let texts = try await couple.ciphertexts()
        for (source, name) in notes.enumerated() {
            let text = try #require(texts[name])
            _ = try await owner.write { transaction in
                try transaction.execute("set local session_replication_role = replica")
                try transaction.execute("update app.drafts set body_sealed = \(text)")
            }
            for (target, place) in notes.enumerated() {
                let opened = try? await therapist.openNote(place).text
                let isAsItShould = source == target ? opened == "text \(source)" : opened == nil
                #expect(proof.holds(isAsItShould), "text \(source) at place \(target)")
            }
        }
        proof.report()
    }

    @Test("that are damaged, cut or older are refused with a clear word, and nothing else is lost")
    func damaged() async throws {
        let couple = try await TreatedCouple()
        let session = try await couple.heldSession()
        let note = try await couple.draft("the first words", on: session)
        let first = try #require(try await couple.ciphertexts()[note])
        let owner = try await couple.practice.superuser()
        defer { owner.close() }
        func put(_ bytes: [UInt8]) async throws -> Refusal? {
            _ = try await owner.write { transaction in
                try transaction.execute("set local session_replication_role = replica")
                try transaction.execute("update app.drafts set body_sealed = \(bytes)")
            }
            return await refusal { () async throws(CaseworkError) in _ = try await couple.therapist.openNote(note) }
        }
        #expect(try await put(Array(first.dropLast()))?.words.contains("is not a sealed text") == true)
        #expect(try await put(Array(first.prefix(10)))?.words.contains("is not a sealed text") == true)
        #expect(try await put([])?.words.contains("is not a sealed text") == true)
        var flipped = first
        flipped[100] ^= 1
        #expect(try await put(flipped)?.words.contains("was altered") == true)
        var otherVersion = first
        otherVersion[4] = 9
        #expect(try await put(otherVersion)?.words.contains("version 9 of its keys") == true)
        #expect(try await put(first) == nil)
        #expect(try await couple.therapist.openNote(note).text == "the first words")
    }
}
