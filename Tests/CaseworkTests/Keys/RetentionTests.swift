import CaseModel
import Casework
import Postgres
import TestSupport
import Testing

@Suite("A record that is kept")
struct RetentionTests {
    private func erasure(_ practice: TestPractice, _ handle: Handle, _ reason: ErasureReason) async -> Refusal? {
        await refusal { () async throws(CaseworkError) in
            try await practice.admin.eraseCase(handle, because: reason, key: .fresh())
        }
    }

    @Test("is not erased for its age before the practice's time is over, and then it is")
    func time() async throws {
        let couple = try await TreatedCouple()
        let practice = couple.practice
        let handle = try #require(Handle(couple.handle, .caseFile))
        #expect(try await practice.admin.retentionYears() == 7)
        #expect(await erasure(practice, handle, .retentionEnded)?.words.contains("is not over") == true)
        try await practice.superuser().write {
            try $0.execute(
                """
                update app.cases set opened_on = '2015-01-10', status = 'closed', closed_on = '2018-03-01',
                    how_it_ended = 'completed', relationship = 'apart'
                """)
        }
        #expect(try await practice.admin.retentionDue().map(\.caseHandle) == [handle.description])
        try await practice.admin.setRetention(years: 20, key: .fresh())
        #expect(try await practice.admin.retentionDue().isEmpty)
        #expect(await erasure(practice, handle, .retentionEnded)?.kind == "conflict")
        try await practice.admin.setRetention(years: 7, key: .fresh())
        #expect(await erasure(practice, handle, .retentionEnded) == nil)
        #expect(try await practice.admin.retentionDue().isEmpty)
    }

    @Test("is not erased for any reason while it is under a hold")
    func hold() async throws {
        let couple = try await TreatedCouple()
        let admin = couple.practice.admin
        let handle = try #require(Handle(couple.handle, .caseFile))
        try await admin.placeHold(on: handle, because: "a complaint to the board", key: .fresh())
        #expect(
            await erasure(couple.practice, handle, .courtOrder)?.words.hasPrefix("The case is under a legal hold.")
                == true)
        let twice = await refusal { () async throws(CaseworkError) in
            try await admin.placeHold(on: handle, because: "again", key: .fresh())
        }
        #expect(twice?.words.hasPrefix("The case is under a legal hold already.") == true)
        let due = try await admin.retentionDue()
        #expect(due.map(\.reason) == ["a complaint to the board"] && due.map(\.mayBeErased) == [false])
        let therapist = await refusal { () async throws(CaseworkError) in
            try await couple.therapist.liftHold(on: handle, key: .fresh())
        }
        #expect(therapist?.kind == "forbidden")
        try await admin.liftHold(on: handle, key: .fresh())
        #expect(await erasure(couple.practice, handle, .courtOrder) == nil)
        let none = await refusal { () async throws(CaseworkError) in try await admin.liftHold(on: handle, key: .fresh())
        }
        #expect(none?.kind == "conflict")
    }
}
