import CaseModel
import Casework
import Postgres
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
                    from: "thea", to: taker, because: .died, note: "the Monday couples know",
                    caseNotes: [second: "an apology is due next"], key: .fresh())
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
        #expect(
            Dictionary(uniqueKeysWithValues: accepted.map { ($0.caseHandle, $0.note) })
                == [group.handle.description: "the Monday couples know", second.description: "an apology is due next"])
        // for who has the case now; neither for who is gone nor for an admin who did not begin it
        #expect(try await group.therapist.transfers().allSatisfy { $0.note == nil })
        #expect(try await group.admin.transfers().allSatisfy { $0.note == nil })
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
        let strange = await refusal { () async throws(CaseworkError) in
            try await group.admin.handOver(
                from: "omar", to: "thea", because: .left, caseNotes: [group.handle: "x"], key: .fresh())
        }
        #expect(strange?.kind == "invalid note for")
        #expect(try await group.admin.handOver(from: "thea", to: "tom", because: .left, key: .fresh()) == 2)
        #expect(
            try await group.trainee.transfers().map(\.note)
                == Array(repeating: "Handed over from thea: left.", count: 2))
    }

    @Test("has a note on every case by the database, and moves nothing without")
    func noteEach() async throws {
        let group = try await GroupPractice()
        let error = await #expect(throws: PostgresError.self) {
            try await group.practice.superuser().write { transaction in
                try transaction.execute(
                    """
                    with gone as (
                        insert into app.hand_overs (practice_id, hand_over_id, from_id, to_id, reason, cases, started_by)
                        select f.practice_id, gen_random_uuid(), f.staff_id, t.staff_id, 'left', 1, t.staff_id
                        from app.staff f, app.staff t where f.login = 'thea' and t.login = 'omar'
                        returning *)
                    insert into app.transfers (practice_id, transfer_id, case_id, from_id, to_id, case_handle, accepted_at,
                        hand_over_id)
                    select g.practice_id, gen_random_uuid(), c.case_id, g.from_id, g.to_id, c.handle, now(), g.hand_over_id
                    from gone g, app.cases c
                    """)
            }
        }
        #expect(error?.constraint == "transfers_hand_over_note")
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
        try await group.admin.startSupervision(by: "sue", of: "tom", key: .fresh())
        let trainees = try await group.trainee.openCase(GroupPractice.couple(), key: .fresh())
        let note = try await group.signedNote("they spoke", by: group.trainee, in: trainees).note
        let queue = try await group.supervisor.supervisionQueue()
        #expect(Set(queue.map(\.kind)) == Set(QueueEntry.Kind.allCases) && queue.count == 5)
        #expect(
            queue.first { $0.kind == .toCosign }.map { [$0.name, $0.person, "\($0.isLate)"] } == [note, "tom", "false"])
        _ = try await group.supervisor.cosignNote(note, key: .fresh())
        #expect(queue.first { $0.kind == .lateNote }?.name == session.description)
        #expect(try await group.supervisor.releases().map(\.reason).compactMap(\.self).count == 2)
        try await group.supervisor.answerRelease(asked, approving: true, key: .fresh())
        try await group.supervisor.reviewRelease(reported, .justified, key: .fresh())
        #expect(Set(try await group.supervisor.supervisionQueue().map(\.kind)) == [.lateNote, .breakGlass])
        #expect(try await group.therapist.disclosures(of: group.handle.description).map(\.what) == ["by phone"])
    }
}
