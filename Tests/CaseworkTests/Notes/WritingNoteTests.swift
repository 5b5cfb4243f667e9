import CaseModel
import Casework
import Postgres
import TestSupport
import Testing

@Suite("A note that is written")
struct WritingNoteTests {
    static let soap = """
        # Subjective
        She said: "I can't sleep"; he listened.
        # Objective
        Both calm.
        # Assessment
        Acknowledging has begun.
        # Plan
        Ten minutes of listening a day.
        """

    @Test("is a draft that its author reads back, with its heading")
    func draft() async throws {
        let couple = try await TreatedCouple()
        let session = try await couple.heldSession()
        let note = try await couple.therapist.writeNote(Self.soap, onSession: session, key: .fresh()).description
        let opened = try await couple.therapist.openNote(note)
        #expect(opened.text.contains("# Subjective\nShe said: \"I can't sleep\"; he listened."))
        #expect(opened.authorName == "Thea Marsh")
        let entry = opened.entry
        #expect(entry.author == "thea" && entry.credential == "LMFT" && entry.format == .soap)
        #expect(entry.sessionHandle == session && entry.sessionAt?.description == "2026-06-13 10:00")
        #expect(entry.audience == .joint && entry.writtenOn.description == "2026-06-13")
        #expect(entry.standing == .draft(version: 1, writtenAt: try TreatedCouple.local("2026-06-15 02:00")))
        #expect(try await couple.therapist.sessions(of: couple.handle).map(\.note) == [.draft])
        #expect(try await couple.events("insert", "drafts", act: "note write") == 1)
        #expect(try await couple.events("open", "drafts", act: "note show") == 1)
    }

    @Test(
        "keeps every script and sign as it was written",
        arguments: [
            "הוא אמר: «אני מצטער» – and she said yes", "اعتذر لها أمام الأسرة",
            "Ẽ́ e\u{301} 👩🏽‍❤️‍👨🏻 ';drop table app.notes;--",
            "tab\tand\u{2028}line", "\u{202E}reversed",
        ])
    func scripts(words: String) async throws {
        let couple = try await TreatedCouple()
        let session = try await couple.heldSession()
        let note = try await couple.draft(words, on: session)
        #expect(Array(try await couple.therapist.openNote(note).text.utf8) == Array(words.utf8))
        _ = try await couple.therapist.signNote(note, key: .fresh())
        #expect(Array(try await couple.therapist.openNote(note).text.utf8) == Array(words.utf8))
    }

    @Test(
        "is refused with the line that is at fault",
        arguments: [
            ("", NoteFormat.soap, "no words"), (" \n\t", .free, "no words"),
            ("# Data\nx\n# Mood\ny", .dap, "line 3 is no heading"),
            ("\nwords first\n# Data\nx", .dap, "line 2 stands before the first heading"),
            ("# Data\nx\n# Data\ny", .dap, "# Data stands there twice"),
            ("a\u{0}b", .free, "U+0000"),
            (String(repeating: "x", count: 1_048_577), .free, "1 MiB"),
        ])
    func refused(words: String, format: NoteFormat, advice: String) async throws {
        let couple = try await TreatedCouple()
        let session = try await couple.heldSession()
        let refused = await refusal { () async throws(CaseworkError) in
            try await couple.therapist.writeNote(words, as: format, onSession: session, key: .fresh())
        }
        #expect(refused?.kind == "invalid note")
        #expect(refused?.words.contains(advice) == true)
        #expect(try await couple.therapist.notes(of: couple.handle).isEmpty)
    }

    @Test("again for the same session and audience edits the one draft")
    func again() async throws {
        let couple = try await TreatedCouple()
        let session = try await couple.heldSession()
        func write(_ words: String, _ audience: Audience?) async throws -> String {
            try await couple.therapist.writeNote(
                words, as: .free, for: audience, onSession: session, key: .fresh()
            ).description
        }
        let joint = try await write("first", nil)
        #expect(try await write("second", .joint) == joint)
        let alone = try await write("what A confided", .a)
        #expect(alone != joint)
        #expect(try await couple.therapist.openNote(joint).text == "second")
        #expect(try await couple.therapist.draft(onSession: session)?.text == "second")
        #expect(try await couple.therapist.draft(onSession: session, for: .b) == nil)
        #expect(Set(try await couple.therapist.notes(of: couple.handle).map(\.handle)) == [joint, alone])
    }

    @Test("twice at once with different keys makes one draft and loses nothing silently")
    func atOnce() async throws {
        let couple = try await TreatedCouple()
        let session = try await couple.heldSession()
        let outcomes = await withTaskGroup(of: String.self) { group in
            for words in ["one", "two", "three", "four"] {
                group.addTask {
                    await refusal { () async throws(CaseworkError) in
                        try await couple.therapist.writeNote(words, as: .free, onSession: session, key: .fresh())
                    }?.kind ?? "written"
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes.allSatisfy { ["written", "conflict"].contains($0) })
        let notes = try await couple.therapist.notes(of: couple.handle)
        #expect(notes.count == 1)
        guard case .draft(let version, _)? = notes.first?.standing else {
            Issue.record("not a draft")
            return
        }
        #expect(version == outcomes.count { $0 == "written" })
    }

    @Test("by a stale version is refused with both texts, and changes nothing")
    func stale() async throws {
        let couple = try await TreatedCouple()
        let session = try await couple.heldSession()
        let note = try await couple.draft("one", on: session)
        _ = try await couple.therapist.editDraft(note, words: "two", version: 1, key: .fresh())
        func check(_ refused: Refusal?) {
            guard case .staleVersion(_, let name, let current, let texts?)? = refused?.error else {
                Issue.record("no stale version with its texts")
                return
            }
            #expect(name == note && current == 2)
            #expect(texts == StaleTexts(mine: "mine", current: "two"))
            #expect(refused?.words.contains("mine") == false && refused?.words.contains("two") == false)
        }
        check(
            await refusal { () async throws(CaseworkError) in
                try await couple.therapist.editDraft(note, words: "mine", version: 1, key: .fresh())
            })
        check(
            await refusal { () async throws(CaseworkError) in
                try await couple.therapist.writeNote("mine", onSession: session, version: 1, key: .fresh())
            })
        #expect(try await couple.therapist.openNote(note).text == "two")
        let shown = try await couple.events("open", "drafts", act: "note write")
        #expect(shown == 2, "showing the other text is an opening")
    }

    @Test("is written once for a key, whose words are part of the request")
    func repeated() async throws {
        let couple = try await TreatedCouple()
        let session = try await couple.heldSession()
        let key = RequestKey.fresh()
        func write(_ words: String) async throws(CaseworkError) -> Handle {
            try await couple.therapist.writeNote(words, as: .free, onSession: session, key: key)
        }
        let first = try await write("words")
        #expect(try await write("words") == first)
        let other = await refusal { () async throws(CaseworkError) in try await write("other words") }
        #expect(other?.kind == "key")
        _ = try await couple.therapist.signNote(first.description, key: .fresh())
        #expect(try await write("words") == first, "the key holds after the signature")
        #expect(try await couple.therapist.notes(of: couple.handle).count == 1)

        let edit = RequestKey.fresh()
        let second = try await couple.draft("x", on: session, for: .a)
        _ = try await couple.therapist.editDraft(second, words: "y", version: 1, key: edit)
        _ = try await couple.therapist.editDraft(second, words: "y", version: 1, key: edit)
        #expect(try await couple.events("update", "drafts", act: "note write") == 1)
    }

    @Test("sent several times at once with one key makes one draft, and every answer names it")
    func sentTwice() async throws {
        let couple = try await TreatedCouple()
        let session = try await couple.heldSession()
        let key = RequestKey.fresh()
        let answers = try await withThrowingTaskGroup(of: Handle.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    try await couple.therapist.writeNote("words", as: .free, onSession: session, key: key)
                }
            }
            return try await group.reduce(into: Set<Handle>()) { $0.insert($1) }
        }
        let notes = try await couple.therapist.notes(of: couple.handle)
        #expect(notes.map(\.handle) == answers.map(\.description))
        #expect(try await couple.events("update", "drafts", act: "note write") == 0)
    }

    @Test(
        "is for who was seen alone, and never for the other",
        arguments: [
            (SessionFormat.conjoint, Audience?.none, "joint"), (.conjoint, .b, "B"), (.individualA, nil, "A"),
            (.individualA, .joint, "joint"), (.individualA, .b, "invalid audience"), (.individualB, nil, "B"),
            (.individualB, .a, "invalid audience"), (.conjoint, .therapist, "invalid audience"),
        ])
    func audience(format: SessionFormat, asked: Audience?, expected: String) async throws {
        let couple = try await TreatedCouple()
        let session = try await couple.heldSession("2026-06-10 10:00", format)
        let refused = await refusal { () async throws(CaseworkError) in
            try await couple.therapist.writeNote("words", as: .free, for: asked, onSession: session, key: .fresh())
        }
        let written = try await couple.therapist.notes(of: couple.handle).first?.audience.rawValue
        #expect((written ?? refused?.kind) == expected)
    }

    @Test("lies in the table as ciphertext alone, each audience under its own key")
    func sealed() async throws {
        let couple = try await TreatedCouple()
        let session = try await couple.heldSession()
        for audience in [Audience.joint, .a, .b] {
            _ = try await couple.therapist.writeNote(
                "the words of \(audience.rawValue)", as: .free, for: audience, onSession: session, key: .fresh())
        }
        let ciphertexts = try await couple.ciphertexts()
        #expect(ciphertexts.count == 3)
        for bytes in ciphertexts.values {
            #expect(!String(decoding: bytes, as: UTF8.self).contains("words"))
            #expect(bytes.count > 256)
        }
        let leaks = try await couple.practice.superuser().read { transaction in
            try transaction.one(
                """
                select count(*) from private.audit_events e, app.requests r
                where e::text like '%words of%' or r::text like '%words of%'
                """, Int.self)
        }
        #expect(leaks == 0)
        #expect(try await couple.openedUnder(.a) == ["the words of A"])
        #expect(try await couple.openedUnder(.b) == ["the words of B"])
        #expect(try await couple.openedUnder(.joint) == ["the words of joint"])
    }
}
