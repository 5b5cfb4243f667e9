import CaseModel
import Postgres
import TestSupport
import Testing

@testable import Casework

@Suite("A psychotherapy note")
struct PsychotherapyNoteTests {
    @Test("has a day and words and no session")
    func plain() async throws {
        let couple = try await TreatedCouple()
        let key = RequestKey.fresh()
        func write() async throws -> Handle {
            try await couple.therapist.writePsychotherapyNote("my own thoughts", in: couple.handle, key: key)
        }
        let note = try await write()
        #expect(try await write() == note)
        let opened = try await couple.therapist.openNote(note.description)
        #expect(opened.text == "my own thoughts" && opened.entry.writtenOn == TestPractice.today)
        #expect(opened.entry.sessionHandle == nil && opened.entry.audience == .therapist)
        #expect(opened.entry.format == .free)
        let soap = await refusal { () async throws(CaseworkError) in
            try await couple.therapist.editDraft(
                note.description, words: WritingNoteTests.soap, as: .soap, version: 1, key: .fresh())
        }
        #expect(soap?.kind == "invalid format")
        let tomorrow = await refusal { () async throws(CaseworkError) in
            try await couple.therapist.writePsychotherapyNote(
                "x", in: couple.handle, on: TestPractice.today.adding(days: 1), key: .fresh())
        }
        #expect(tomorrow?.kind == "invalid on")
    }

    @Test("is its author's alone, draft or signed, also beside a co-therapist", arguments: [false, true])
    func authorOnly(isSigned: Bool) async throws {
        let couple = try await TreatedCouple()
        let session = try await couple.heldSession()
        let joint = try await couple.draft("joint", on: session)
        let own = try await couple.therapist.writePsychotherapyNote(
            "my own thoughts", in: couple.handle, key: .fresh()
        ).description
        _ = try await couple.therapist.signNote(joint, key: .fresh())
        if isSigned { _ = try await couple.therapist.signNote(own, key: .fresh()) }
        try await couple.shareWithOther()
        let other = couple.practice.otherTherapist
        #expect(try await other.notes(of: couple.handle).map(\.handle) == [joint])
        let refused = await refusal { () async throws(CaseworkError) in try await other.openNote(own) }
        #expect(refused?.kind == "notFound")
        #expect(try await couple.therapist.openNote(own).text == "my own thoughts")
    }

    @Test("takes a co-therapist the same look-ups as one that nobody has, draft or signed", arguments: [false, true])
    func sameSteps(isSigned: Bool) async throws {
        let couple = try await TreatedCouple()
        let own = try await couple.therapist.writePsychotherapyNote(
            "my own thoughts", in: couple.handle, key: .fresh()
        ).description
        if isSigned { _ = try await couple.therapist.signNote(own, key: .fresh()) }
        try await couple.shareWithOther()
        let options = couple.practice.otherTherapist.options("test", role: "troth_therapist")
        /// How often each table was looked at to open the note.
        @Sendable func lookUps(_ name: String) async throws -> [String: Int] {
            try await couple.practice.database.open(options) { transaction in
                func counted() throws -> [String: Int] {
                    let looks = try transaction.all(
                        """
                        select relname, seq_scan + coalesce(idx_scan, 0) from pg_stat_xact_all_tables
                        where schemaname in ('app', 'private')
                        """, String.self, Int.self)
                    return Dictionary(uniqueKeysWithValues: looks.map { ($0.0, $0.1) })
                }
                // the server counts on from transactions before this one
                let before = try counted()
                #expect(try transaction.execute(SealedNote.query(name)) == 0)
                return try counted().merging(before) { $0 - $1 }.filter { $0.value > 0 }
            }
        }
        let hidden = try await lookUps(own)
        #expect(hidden["notes"] == 1 && hidden["drafts"] == 1)
        #expect(try await lookUps("N0000000") == hidden)
    }
}
