import CaseModel
import Casework
import TestSupport
import Testing

@Suite("A supervisor")
struct SupervisionTests {
    @Test("reads the supervisee's cases while the supervision runs, and writes nothing in them")
    func reads() async throws {
        let group = try await GroupPractice()
        let question = AuditQuestion(caseName: group.handle.description)
        let early = await refusal { () async throws(CaseworkError) in
            _ = try await group.supervisor.auditTrail(question)
        }
        #expect(early?.kind == "notFound")
        let note = try await group.signedNote("they spoke", by: group.therapist, in: group.handle)
        #expect(await !sees(group.supervisor, group.handle))
        try await group.admin.startSupervision(by: "sue", of: "thea", key: .fresh())
        #expect(await sees(group.supervisor, group.handle))
        #expect(try await group.supervisor.caseload().map(\.handle) == [group.handle.description])
        #expect(try await group.supervisor.openNote(note.note).text == "they spoke")
        #expect(try await group.supervisor.notes(of: group.handle.description).map(\.handle) == [note.note])
        let writes = await refusal { () async throws(CaseworkError) in
            try await group.supervisor.recordConsent(
                NewConsent(partner: .a, kind: .treatment), in: group.handle.description, key: .fresh())
        }
        #expect(writes?.kind == "forbidden")
        try await group.admin.endSupervision(by: "sue", of: "thea", key: .fresh())
        #expect(await !sees(group.supervisor, group.handle))
        #expect(try await group.supervisor.caseload().isEmpty)
    }

    @Test("opens a psychotherapy note only where the trainee opened it to them")
    func psychotherapyNotes() async throws {
        let group = try await GroupPractice()
        try await group.admin.startSupervision(by: "sue", of: "tom", key: .fresh())
        let handle = try await group.trainee.openCase(GroupPractice.couple(), key: .fresh())
        let first = try await group.psychotherapyNote("my own thoughts", by: group.trainee, in: handle)
        let second = try await group.psychotherapyNote("other thoughts", by: group.trainee, in: handle)
        #expect(await noteRefusal(first, by: group.supervisor) == "notFound")
        #expect(try await group.trainee.shareNote(first, with: "sue", key: .fresh()).description == first)
        #expect(try await group.supervisor.openNote(first).text == "my own thoughts")
        #expect(try await group.supervisor.notes(of: handle.description).map(\.handle) == [first])
        #expect(await noteRefusal(second, by: group.supervisor) == "notFound")
        let stranger = await refusal { () async throws(CaseworkError) in
            try await group.trainee.shareNote(second, with: "omar", key: .fresh())
        }
        #expect(stranger?.kind == "conflict")
        try await group.admin.endSupervision(by: "sue", of: "tom", key: .fresh())
        #expect(await noteRefusal(first, by: group.supervisor) == "notFound")
    }

    @Test("is agreed between those who hold the duties, once at a time, and never dated back")
    func agreed() async throws {
        let group = try await GroupPractice()
        let start = { (by: String, of: String, span: AccessSpan) async in
            await refusal { () async throws(CaseworkError) in
                try await group.admin.startSupervision(by: by, of: of, for: span, key: .fresh())
            }?.kind
        }
        #expect(await start("omar", "tom", AccessSpan()) == "conflict")
        #expect(await start("sue", "fay", AccessSpan()) == "conflict")
        #expect(await start("sue", "sue", AccessSpan()) == "invalid supervisee")
        #expect(await start("sue", "nobody", AccessSpan()) == "notFound")
        #expect(await start("sue", "tom", AccessSpan(from: CalendarDate("2020-01-01"))) == "invalid from")
        #expect(await start("sue", "tom", AccessSpan(until: CalendarDate("2020-01-01"))) == "invalid until")
        #expect(await start("sue", "tom", AccessSpan(from: CalendarDate("2999-01-01"))) == nil)
        let entries = try await group.supervisor.supervisions()
        #expect(entries.map(\.supervisee) == ["tom"])
        #expect(entries.map(\.isRunning) == [false])
        #expect(await start("sue", "tom", AccessSpan(until: CalendarDate("2998-12-31"))) == nil)
        #expect(await start("sue", "tom", AccessSpan()) == "conflict")
        #expect(try await group.omar.supervisions().isEmpty)
    }
}
