import CaseModel
import Casework
import TestSupport
import Testing

@Suite("A transfer")
struct TransferTests {
    private static func answer(
        _ person: Casework, _ handle: Handle, _ answer: TransferAnswer
    ) async -> Refusal? {
        await refusal { () async throws(CaseworkError) in
            try await person.answerTransfer(of: handle, answer, key: .fresh())
        }
    }

    @Test("moves the case when it is accepted, and psychotherapy notes stay behind")
    func accepted() async throws {
        let group = try await GroupPractice()
        let note = try await group.signedNote("they spoke", by: group.therapist, in: group.handle)
        let own = try await group.psychotherapyNote("my own thoughts", by: group.therapist, in: group.handle)
        try await group.therapist.offerTransfer(of: group.handle, to: "omar", key: .fresh())
        #expect(await !sees(group.omar, group.handle))
        #expect(try await group.omar.transfers().map(\.standing) == [.offered])
        #expect(await Self.answer(group.trainee, group.handle, .accept)?.kind == "notFound")
        #expect(await Self.answer(group.therapist, group.handle, .accept)?.kind == "notFound")
        #expect(await Self.answer(group.omar, group.handle, .withdraw)?.kind == "notFound")
        #expect(await Self.answer(group.omar, group.handle, .accept) == nil)
        #expect(await sees(group.omar, group.handle))
        #expect(await !sees(group.therapist, group.handle))
        #expect(try await group.omar.openNote(note.note).text == "they spoke")
        #expect(try await group.omar.notes(of: group.handle.description).map(\.handle) == [note.note])
        #expect(await noteRefusal(own, by: group.omar) == "notFound")
        #expect(try await group.admin.transfers().map(\.standing) == [.accepted])
        #expect(await Self.answer(group.omar, group.handle, .accept)?.kind == "notFound")
        #expect(try await group.admin.whoReaches(group.handle).map(\.login) == ["omar"])
    }

    @Test("leaves psychotherapy notes with their author, who still opens them, and nobody else does")
    func keptNotes() async throws {
        let group = try await GroupPractice()
        let own = try await group.psychotherapyNote("my own thoughts", by: group.therapist, in: group.handle)
        let handle = try #require(Handle(own, .note))
        try await group.therapist.offerTransfer(of: group.handle, to: "omar", key: .fresh())
        #expect(await Self.answer(group.omar, group.handle, .accept) == nil)
        #expect(await noteRefusal(own, by: group.therapist) == "notFound")
        let kept = try await group.therapist.keptNotes()
        #expect(kept.map(\.handle) == [own] && kept.map(\.caseHandle) == [group.handle.description])
        #expect(try await group.therapist.openKeptNote(handle) == "my own thoughts")
        for other in [group.omar, group.trainee] {
            #expect(try await other.keptNotes().isEmpty)
            let refused = await refusal { () async throws(CaseworkError) in _ = try await other.openKeptNote(handle) }
            #expect(refused?.kind == "notFound")
        }
        for other in [group.supervisor, group.admin] {
            let refused = await refusal { () async throws(CaseworkError) in _ = try await other.openKeptNote(handle) }
            #expect(refused?.kind == "forbidden")
        }
        // a note of the record is nobody's own
        let note = try await group.signedNote("they spoke", by: group.omar, in: group.handle)
        let record = try #require(Handle(note.note, .note))
        let refused = await refusal { () async throws(CaseworkError) in _ = try await group.omar.openKeptNote(record) }
        #expect(refused?.kind == "notFound")
        // and a bar closes what was kept
        try await group.admin.bar("thea", from: group.handle, because: "a friend", key: .fresh())
        let barred = await refusal { () async throws(CaseworkError) in
            _ = try await group.therapist.openKeptNote(handle)
        }
        #expect(barred?.kind == "notFound")
    }

    @Test("leaves everything as it was when it is declined or withdrawn, and one is open at a time")
    func declined() async throws {
        let group = try await GroupPractice()
        let offer = {
            await refusal { () async throws(CaseworkError) in
                try await group.therapist.offerTransfer(of: group.handle, to: "omar", key: .fresh())
            }
        }
        #expect(await offer() == nil)
        #expect(await offer()?.words.hasPrefix("This case is offered to somebody already.") == true)
        #expect(await Self.answer(group.omar, group.handle, .decline) == nil)
        #expect(await offer() == nil)
        #expect(await Self.answer(group.therapist, group.handle, .withdraw) == nil)
        #expect(await Self.answer(group.omar, group.handle, .accept)?.kind == "notFound")
        #expect(await sees(group.therapist, group.handle))
        #expect(await !sees(group.omar, group.handle))
    }

    @Test("needs a case that is the giver's, and a taker who is not barred")
    func refused() async throws {
        let group = try await GroupPractice()
        let others = await refusal { () async throws(CaseworkError) in
            try await group.omar.offerTransfer(of: group.handle, to: "tom", key: .fresh())
        }
        #expect(others?.kind == "notFound")
        try await group.admin.assignCase(group.handle, to: "omar", as: .coTherapist, key: .fresh())
        let second = await refusal { () async throws(CaseworkError) in
            try await group.omar.offerTransfer(of: group.handle, to: "tom", key: .fresh())
        }
        #expect(second?.kind == "conflict")
        try await group.admin.bar("tom", from: group.handle, because: "a friend", key: .fresh())
        try await group.therapist.offerTransfer(of: group.handle, to: "tom", key: .fresh())
        #expect(await Self.answer(group.trainee, group.handle, .accept)?.kind == "notFound")
        #expect(await sees(group.therapist, group.handle))
        try await group.therapist.answerTransfer(of: group.handle, .withdraw, key: .fresh())
        try await group.therapist.offerTransfer(of: group.handle, to: "omar", key: .fresh())
        try await group.admin.assignCase(group.handle, to: "thea", as: .coTherapist, key: .fresh())
        #expect(await Self.answer(group.omar, group.handle, .accept)?.kind == "conflict")
    }
}
