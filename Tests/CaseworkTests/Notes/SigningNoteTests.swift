import CaseModel
import Casework
import Postgres
import TestSupport
import Testing

@Suite("A note that is signed")
struct SigningNoteTests {
    @Test("keeps its handle, its words and its ciphertext, and stands with time and credential")
    func signed() async throws {
        let couple = try await TreatedCouple()
        let session = try await couple.heldSession()
        let note = try await couple.draft("words", on: session)
        let before = try await couple.ciphertexts()
        let key = RequestKey.fresh()
        #expect(try await couple.therapist.signNote(note, key: key).description == note)
        #expect(try await couple.therapist.signNote(note, key: key).description == note)
        #expect(try await couple.ciphertexts() == before)
        let opened = try await couple.therapist.openNote(note)
        #expect(opened.text == "words" && opened.entry.credential == "LMFT")
        #expect(opened.entry.standing == .signed(at: try TreatedCouple.local("2026-06-15 02:00")))
        #expect(try await couple.therapist.sessions(of: couple.handle).map(\.note) == [.signed])
        #expect(try await couple.events("insert", "notes", act: "note sign") == 1)
        #expect(try await couple.events("delete", "drafts", act: "note sign") == 1)
        // read whole to see that no section is missing, then handed to the signed row
        #expect(try await couple.events("open", "drafts", act: "note sign") == 2)
        #expect(try await couple.events("open", "notes", act: "note show") == 1)
    }

    @Test("has words in every section that its format asks for; a draft may lack some")
    func whole() async throws {
        let couple = try await TreatedCouple()
        let session = try await couple.heldSession()
        let note = try await couple.therapist.writeNote(
            "# Subjective\nbegun", as: .soap, onSession: session, key: .fresh()
        ).description
        let early = await refusal { () async throws(CaseworkError) in
            try await couple.therapist.signNote(note, key: .fresh())
        }
        #expect(early?.kind == "invalid note")
        #expect(early?.words.contains("# Objective, # Assessment, # Plan") == true)
        let rest = "# Subjective\na\n# Objective\nb\n# Assessment\nc\n# Plan\nd"
        _ = try await couple.therapist.editDraft(note, words: rest, version: 1, key: .fresh())
        #expect(try await couple.therapist.signNote(note, key: .fresh()).description == note)
    }

    @Test("cannot be signed again or written to; an addendum is a note of its own")
    func locked() async throws {
        let couple = try await TreatedCouple()
        let session = try await couple.heldSession()
        let note = try await couple.draft("words", on: session)
        _ = try await couple.therapist.signNote(note, key: .fresh())
        let again = await refusal { () async throws(CaseworkError) in
            try await couple.therapist.signNote(note, key: .fresh())
        }
        #expect(again?.kind == "conflict" && again?.words.contains("signed on 2026-06-15 02:00") == true)
        let edit = await refusal { () async throws(CaseworkError) in
            try await couple.therapist.editDraft(note, words: "more", version: 1, key: .fresh())
        }
        #expect(edit?.kind == "conflict" && edit?.words.contains("troth note amend \(note)") == true)
        let second = await refusal { () async throws(CaseworkError) in
            try await couple.therapist.writeNote("more", as: .free, onSession: session, key: .fresh())
        }
        #expect(second?.kind == "conflict" && second?.words.contains("troth note amend \(note)") == true)
        let addendum = try await couple.therapist.amendNote(note, "more", key: .fresh()).description
        #expect(addendum != note)
        #expect(try await couple.therapist.openNote(note).text == "words")
    }

    @Test("by a stale version stays a draft")
    func stale() async throws {
        let couple = try await TreatedCouple()
        let session = try await couple.heldSession()
        let note = try await couple.draft("one", on: session)
        _ = try await couple.therapist.editDraft(note, words: "two", version: 1, key: .fresh())
        let refused = await refusal { () async throws(CaseworkError) in
            try await couple.therapist.signNote(note, version: 1, key: .fresh())
        }
        #expect(refused?.kind == "stale")
        _ = try await couple.therapist.signNote(note, version: 2, key: .fresh())
    }

    @Test("by several at once is signed once, and the others are told")
    func atOnce() async throws {
        let couple = try await TreatedCouple()
        let session = try await couple.heldSession()
        let note = try await couple.draft("words", on: session)
        let refused = await withTaskGroup(of: Refusal?.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    await refusal { () async throws(CaseworkError) in
                        try await couple.therapist.signNote(note, key: .fresh())
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(refused.compactMap { $0?.kind } == ["conflict", "conflict", "conflict"])
        #expect(refused.compactMap(\.self).allSatisfy { $0.words.contains("was signed on") })
        #expect(try await couple.events("insert", "notes", act: "note sign") == 1)
    }

    @Test("is signed by its author alone")
    func authorOnly() async throws {
        let couple = try await TreatedCouple()
        let session = try await couple.heldSession()
        let note = try await couple.draft("words", on: session)
        try await couple.shareWithOther()
        let other = couple.practice.otherTherapist
        for refused in [
            await refusal { () async throws(CaseworkError) in try await other.signNote(note, key: .fresh()) },
            await refusal { () async throws(CaseworkError) in try await other.openNote(note) },
            await refusal { () async throws(CaseworkError) in
                try await other.editDraft(note, words: "x", version: 1, key: .fresh())
            },
        ] {
            #expect(refused?.kind == "notFound")
        }
        _ = try await couple.therapist.signNote(note, key: .fresh())
        #expect(try await other.openNote(note).text == "words")
        #expect(try await other.openNote(note).authorName == "Thea Marsh")
    }

    @Test("stays in the table, whatever the therapist's role tries")
    func noWayBack() async throws {
        let couple = try await TreatedCouple()
        let session = try await couple.heldSession()
        let note = try await couple.draft("words", on: session)
        _ = try await couple.therapist.signNote(note, key: .fresh())
        for attempt in ["update app.notes set format = 'soap'", "delete from app.notes"] as [SQL] {
            await #expect(throws: PostgresError.self) {
                try await couple.practice.database.write(TransactionOptions(role: "troth_therapist")) { transaction in
                    try transaction.execute(attempt)
                }
            }
        }
    }
}
