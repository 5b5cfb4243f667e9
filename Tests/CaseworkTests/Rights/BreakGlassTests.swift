import CaseModel
import Casework
import Postgres
import TestSupport
import Testing

@Suite("Break-glass")
struct BreakGlassTests {
    @Test("opens one case to read, tells supervisors and auditors, and ends by itself")
    func opens() async throws {
        let group = try await GroupPractice()
        let other = try await group.therapist.openCase(CaseloadTests.couple(), key: .fresh())
        let note = try await group.signedNote("they spoke", by: group.therapist, in: group.handle)
        let own = try await group.psychotherapyNote("my own thoughts", by: group.therapist, in: group.handle)
        try await group.omar.prove(password: TestPractice.password)
        let opening = try await group.omar.breakGlass(
            group.handle, because: GroupPractice.reason, minutes: 5, key: .fresh())
        #expect(await sees(group.omar, group.handle))
        #expect(await !sees(group.omar, other))
        #expect(try await group.omar.openNote(note.note).text == "they spoke")
        #expect(await noteRefusal(own, by: group.omar) == "notFound")
        let writes = await refusal { () async throws(CaseworkError) in
            try await group.omar.recordConsent(
                NewConsent(partner: .a, kind: .treatment), in: group.handle.description, key: .fresh())
        }
        #expect(writes?.kind == "conflict")
        for (person, reason) in [(group.supervisor, GroupPractice.reason), (group.auditor, nil)] {
            #expect(try await person.unseenNotices() == 1)
            #expect(try await person.accessNotices(key: .fresh()).map(\.openedBy) == ["omar"])
            #expect(try await person.unseenNotices() == 0)
            let openings = try await person.glassOpenings()
            #expect(openings.map(\.id) == [opening])
            #expect(openings.map(\.reason) == [reason])
        }
        #expect(try await group.admin.unseenNotices() == 0)
        #expect(try await group.admin.whoReaches(group.handle).map(\.reason) == [.primary, .breakGlass])
        try await group.behind(
            """
            update app.assignments set starts_at = now() - interval '2 hours', ends_at = now() - interval '1 hour'
            where part = 'break_glass'
            """)
        #expect(await !sees(group.omar, group.handle))
    }

    @Test("needs a reason, an hour at most, the password afresh, and a duty that reads cases")
    func refused() async throws {
        let group = try await GroupPractice()
        func tried(
            _ person: Casework, _ handle: Handle, _ reason: String = GroupPractice.reason, _ minutes: Int = 60
        ) async -> String? {
            await refusal { () async throws(CaseworkError) in
                try await person.breakGlass(handle, because: reason, minutes: minutes, key: .fresh())
            }?.kind
        }
        try await group.omar.prove(password: TestPractice.password)
        #expect(await tried(group.omar, group.handle, "too short a reason.") == "invalid reason")
        #expect(await tried(group.omar, group.handle, GroupPractice.reason, 61) == "invalid minutes")
        #expect(await tried(group.omar, group.handle, GroupPractice.reason, 0) == "invalid minutes")
        #expect(await tried(group.omar, Handle("C0000000", .caseFile) ?? group.handle) == "notFound")
        #expect(await tried(group.therapist, group.handle) == "conflict")
        for person in [group.admin, group.frontDesk, group.auditor, group.researcher, group.trainee] {
            #expect(await tried(person, group.handle) == "forbidden")
        }
        try await group.behind("update private.login_sessions set proved_at = now() - interval '6 minutes'")
        let stale = await refusal { () async throws(CaseworkError) in
            try await group.omar.breakGlass(group.handle, because: GroupPractice.reason, key: .fresh())
        }
        guard case .proofNeeded? = stale?.error else {
            Issue.record("opened without the password")
            return
        }
        #expect(await !sees(group.omar, group.handle))
    }

    @Test("is reviewed by somebody else, once")
    func reviewed() async throws {
        let group = try await GroupPractice()
        try await group.supervisor.prove(password: TestPractice.password)
        let opening = try await group.supervisor.breakGlass(
            group.handle, because: GroupPractice.reason, key: .fresh())
        #expect(await sees(group.supervisor, group.handle))
        let own = await refusal { () async throws(CaseworkError) in
            try await group.supervisor.reviewGlass(opening, .justified, key: .fresh())
        }
        #expect(own?.kind == "notFound")
        let auditor = await refusal { () async throws(CaseworkError) in
            try await group.auditor.reviewGlass(opening, .justified, key: .fresh())
        }
        #expect(auditor?.kind == "forbidden")
        try await group.admin.reviewGlass(opening, .notJustified, comment: "it could wait", key: .fresh())
        #expect(try await group.admin.glassOpenings().isEmpty)
        let reviewed = try await group.admin.glassOpenings(all: true)
        #expect(reviewed.map(\.comment) == ["it could wait"])
        #expect(reviewed.map(\.finding) == [.notJustified])
        let twice = await refusal { () async throws(CaseworkError) in
            try await group.admin.reviewGlass(opening, .justified, key: .fresh())
        }
        #expect(twice?.kind == "notFound")
    }

    @Test("that nobody reviewed is told anew each day, to the admins too, and blocks nothing")
    func escalates() async throws {
        let group = try await GroupPractice()
        try await group.omar.prove(password: TestPractice.password)
        _ = try await group.omar.breakGlass(group.handle, because: GroupPractice.reason, key: .fresh())
        #expect(try await group.admin.unseenNotices() == 0)
        try await group.behind("update app.glass_openings set review_due_at = now() - interval '49 hours'")
        #expect(try await group.admin.unseenNotices() == 3)
        #expect(try await group.admin.unseenNotices() == 3)
        #expect(try await group.admin.accessNotices(key: .fresh()).map(\.daysLate) == [3, 2, 1])
        #expect(try await group.auditor.unseenNotices() == 4)
        #expect(try await group.omar.unseenNotices() == 0)
        #expect(try await group.supervisor.glassOpenings().map(\.isLate) == [true])
        let other = try await group.therapist.openCase(CaseloadTests.couple(), key: .fresh())
        _ = try await group.omar.breakGlass(other, because: GroupPractice.reason, key: .fresh())
        #expect(await sees(group.omar, other))
    }
}
