import CaseModel
import Casework
import TestSupport
import Testing

@Suite("The front desk")
struct FrontDeskTests {
    @Test("sees names, channels and times, and books and cancels")
    func desk() async throws {
        let group = try await GroupPractice()
        let couples = try await group.frontDesk.deskCouples(of: group.handle.description)
        #expect(couples.map(\.nameA) == ["Ana O'Neill"])
        #expect(couples.first?.channelsA.map(\.value) == ["555 0100"])
        #expect(couples.first?.channelsA.map(\.isKnownToOther) == [false])
        let session = try await group.frontDesk.bookSession(
            TreatedCouple.plan("2026-06-20 10:00"), in: group.handle.description, key: .fresh())
        let entries = try await group.frontDesk.calendar(since: day("2026-06-20"), until: day("2026-06-20"))
        #expect(entries.map(\.handle) == [session.description] && entries.map(\.isConfirmed) == [false])
        #expect(entries.map(\.names) == ["Ana O'Neill & דן כהן"])
        #expect(try await group.therapist.sessions().map(\.handle) == [session.description])
        _ = try await group.frontDesk.cancelSession(session.description, key: .fresh())
        #expect(try await group.therapist.sessions().map(\.state) == [.cancelled])
        let clinical: [(String, () async throws(CaseworkError) -> Void)] = [
            ("page", { () async throws(CaseworkError) in _ = try await group.frontDesk.casePage(group.handle) }),
            (
                "notes",
                { () async throws(CaseworkError) in
                    _ = try await group.frontDesk.notes(of: group.handle.description)
                }
            ),
            ("caseload", { () async throws(CaseworkError) in _ = try await group.frontDesk.caseload() }),
        ]
        for (name, work) in clinical { #expect(await refusal(work)?.kind == "forbidden", "\(name)") }
    }

    @Test("books in every case alike, for the therapist to confirm, and is never told why one waits")
    func confirm() async throws {
        let group = try await GroupPractice()
        let plan = try TreatedCouple.plan("2026-06-20 10:00", .individualA)
        let session = try await group.frontDesk.bookSession(plan, in: group.handle.description, key: .fresh())
            .description
        #expect(try await !group.frontDesk.isConfirmed(session))
        let booked = day("2026-06-20")
        #expect(try await group.frontDesk.calendar(since: booked, until: booked).map(\.isConfirmed) == [false])
        #expect(try await group.frontDesk.reminders(on: booked).map(\.way) == [.unconfirmed])
        let early = await refusal { () async throws(CaseworkError) in
            try await group.therapist.confirmSession(session, key: .fresh())
        }
        #expect(early?.kind == "conflict" && early?.words.contains("secrets policy") == true)
        for partner in Partner.allCases {
            _ = try await group.therapist.recordConsent(
                NewConsent(partner: partner, kind: .secretsPolicy, policy: .noSecrets, on: day("2026-06-01")),
                in: group.handle.description, key: .fresh())
        }
        _ = try await group.therapist.confirmSession(session, key: .fresh())
        #expect(try await group.frontDesk.isConfirmed(session))
        // A's only channel is one that B does not know of
        #expect(try await group.frontDesk.reminders(on: booked).map(\.way) == [.noChannel])
    }

    @Test("does not see a closed case")
    func closed() async throws {
        let group = try await GroupPractice()
        try await group.therapist.closeCase(
            group.handle, Closing(on: TestPractice.today, howItEnded: .completed, relationship: .together),
            version: nil, key: .fresh())
        #expect(try await group.frontDesk.deskCouples().isEmpty)
        let plan = try TreatedCouple.plan("2026-06-20 10:00")
        let booked = await refusal { () async throws(CaseworkError) in
            try await group.frontDesk.bookSession(plan, in: group.handle.description, key: .fresh())
        }
        #expect(booked?.kind == "notFound")
    }
}
