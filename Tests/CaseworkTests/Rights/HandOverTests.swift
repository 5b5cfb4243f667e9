import CaseModel
import Casework
import TestSupport
import Testing

@Suite("A caseload that is handed over")
struct HandOverTests {
    @Test("moves every case in one step, with an entry each, and ends what the leaver had")
    func moves() async throws {
        let group = try await GroupPractice()
        let second = try await group.therapist.openCase(GroupPractice.couple(), key: .fresh())
        let shared = try await group.omar.openCase(GroupPractice.couple(), key: .fresh())
        try await group.admin.assignCase(shared, to: "thea", as: .coTherapist, key: .fresh())
        try await group.admin.assignCase(second, to: "omar", as: .coTherapist, key: .fresh())
        let own = try await group.psychotherapyNote("my own thoughts", by: group.therapist, in: second)
        try await group.therapist.offerTransfer(of: group.handle, to: "tom", key: .fresh())
        func attempt(_ person: Casework, to taker: String = "omar") async -> Refusal? {
            await refusal { () async throws(CaseworkError) in
                try await person.handOver(
                    from: "thea", to: taker, because: .died, note: "the Monday couples know", key: .fresh())
            }
        }
        #expect(await attempt(group.supervisor)?.kind == "conflict")
        try await group.admin.startSupervision(by: "sue", of: "thea", key: .fresh())
        #expect(await attempt(group.omar)?.kind == "forbidden")
        for taker in ["sue", "thea"] { #expect(await attempt(group.supervisor, to: taker)?.kind == "conflict") }
        #expect(await sees(group.therapist, group.handle))
        #expect(await attempt(group.supervisor) == nil)
        for handle in [group.handle, second, shared] {
            #expect(await sees(group.omar, handle))
            #expect(await !sees(group.therapist, handle))
        }
        #expect(await noteRefusal(own, by: group.omar) == "notFound")
        let accepted = try await group.omar.transfers().filter { $0.standing == .accepted }
        #expect(Set(accepted.map(\.caseHandle)) == [group.handle.description, second.description])
        #expect(try await group.trainee.transfers().map(\.standing) == [.withdrawn])
        for person in [group.omar, group.admin, group.supervisor] {
            let list = try await person.handOvers()
            #expect(list.map(\.cases) == [2] && list.map(\.reason) == [.died] && list.map(\.startedBy) == ["sue"])
            #expect(list.map(\.note) == ["the Monday couples know"])
        }
        #expect(try await group.trainee.handOvers().isEmpty)
    }

    @Test("moves nothing where one case may not go to the other")
    func barred() async throws {
        let group = try await GroupPractice()
        let second = try await group.therapist.openCase(GroupPractice.couple(), key: .fresh())
        try await group.admin.bar("omar", from: second, because: "a cousin", key: .fresh())
        let barred = await refusal { () async throws(CaseworkError) in
            try await group.admin.handOver(from: "thea", to: "omar", because: .left, key: .fresh())
        }
        #expect(barred?.words.hasPrefix("This person is barred from this case.") == true)
        #expect(await sees(group.therapist, group.handle))
        #expect(await !sees(group.omar, group.handle))
        #expect(try await group.admin.handOvers().isEmpty)
    }

    @Test("stands beside what else waits for a supervisor, who sees only what is theirs to see to")
    func queue() async throws {
        let group = try await GroupPractice()
        #expect(try await group.supervisor.supervisionQueue().isEmpty)
        let session = try await group.therapist.recordSession(
            TreatedCouple.plan("2026-06-01 10:00"), SessionOutcome(state: .held, attendance: .both),
            in: group.handle.description, key: .fresh())
        #expect(try await group.supervisor.supervisionQueue().isEmpty)
        try await group.admin.startSupervision(by: "sue", of: "thea", key: .fresh())
        try await group.omar.prove(password: TestPractice.password)
        _ = try await group.omar.breakGlass(group.handle, because: GroupPractice.reason, minutes: 5, key: .fresh())
        let asked = try await group.therapist.askRelease(
            ReleaseByLaw(
                caseName: group.handle.description, recipient: .person("County Court"), basis: .courtOrder,
                reason: "Order of 4 May 2026, by 1 June"), covering: [.joint], key: .fresh())
        let reported = try await group.therapist.recordReport(
            ReleaseByLaw(
                caseName: group.handle.description, recipient: .person("Child Protective Services"),
                basis: .mandatedReport, reason: "Reasonable cause to suspect neglect"), what: "by phone", key: .fresh())
        let queue = try await group.supervisor.supervisionQueue()
        #expect(Set(queue.map(\.kind)) == Set(QueueEntry.Kind.allCases) && queue.count == 4)
        #expect(queue.first { $0.kind == .lateNote }?.name == session.description)
        #expect(try await group.supervisor.releases().map(\.reason).compactMap(\.self).count == 2)
        try await group.supervisor.answerRelease(asked, approving: true, key: .fresh())
        try await group.supervisor.reviewRelease(reported, .justified, key: .fresh())
        #expect(Set(try await group.supervisor.supervisionQueue().map(\.kind)) == [.lateNote, .breakGlass])
        #expect(try await group.therapist.disclosures(of: group.handle.description).map(\.what) == ["by phone"])
    }
}
