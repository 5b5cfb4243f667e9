import CaseModel
import FoundationEssentials
import Postgres
import TestSupport
import Testing

@testable import Casework

@Suite("A session that is recorded")
struct RecordingTests {
    @Test(
        "says who came",
        arguments: [
            (SessionState.held, Attendance?.some(.both), "held"), (.held, .aOnly, "held"), (.noShow, nil, "no_show"),
            (.lateCancellation, nil, "late_cancellation"), (.phoneContact, .bOnly, "phone_contact"),
        ])
    func recorded(state: SessionState, attendance: Attendance?, written: String) async throws {
        let couple = try await TreatedCouple()
        let session = try await couple.therapist.bookSession(.at("2026-06-14 10:00"), in: couple.handle, key: .fresh())
        _ = try await couple.therapist.recordSession(
            session.description, SessionOutcome(state: state, attendance: attendance),
            correcting: SessionCorrection(startsAt: .init("2026-06-14 10:10"), minutes: 45, modality: .telehealth),
            key: .fresh())
        let entry = try #require(try await couple.therapist.sessions(of: couple.handle).first)
        #expect(entry.state.rawValue == written && entry.attendance == attendance ?? .nobody)
        #expect(entry.at.description == "2026-06-14 10:10" && entry.minutes == 45 && entry.modality == .telehealth)
        #expect(entry.note == (state.wantsNote ? .due : .notDue) && entry.version == 2)
    }

    @Test(
        "holds no contradiction",
        arguments: [
            SessionOutcome(state: .held), SessionOutcome(state: .held, attendance: .nobody),
            SessionOutcome(state: .noShow, attendance: .both), SessionOutcome(state: .noShow, stage: .acknowledge),
            SessionOutcome(state: .booked), SessionOutcome(state: .cancelled),
            SessionOutcome(state: .held, attendance: .both, others: "   "),
            SessionOutcome(state: .held, attendance: .both, others: "a\u{0}b"),
        ])
    func contradictions(outcome: SessionOutcome) async throws {
        let couple = try await TreatedCouple()
        let session = try await couple.therapist.bookSession(.at("2026-06-14 10:00"), in: couple.handle, key: .fresh())
        let onBooked = await refusal { () async throws(CaseworkError) in
            try await couple.therapist.recordSession(session.description, outcome, key: .fresh())
        }
        let onNew = await refusal { () async throws(CaseworkError) in
            try await couple.therapist.recordSession(.at("2026-06-13 10:00"), outcome, in: couple.handle, key: .fresh())
        }
        #expect(onBooked?.kind.hasPrefix("invalid") == true && onNew?.kind.hasPrefix("invalid") == true)
        #expect(try await couple.therapist.sessions().map(\.state) == [.booked])
    }

    @Test("is possible without the policy that booking needs, and marked so")
    func withoutPolicy() async throws {
        let couple = try await TreatedCouple()
        try await couple.acceptPolicy(.a)
        let early = try await couple.heldSession("2026-06-09 10:00", .individualB)
        try await couple.acceptPolicy(.b, on: "2026-06-10")
        _ = try await couple.heldSession("2026-06-10 10:00", .individualB)
        let list = try await couple.therapist.sessions(of: couple.handle)
        #expect(list.map(\.handle).first == early)
        #expect(list.map(\.isPolicyOnFile) == [false, true])
        #expect(list.map(\.attendance) == [.bOnly, .bOnly])
    }

    @Test("is corrected only by who has seen it as it stands")
    func corrected() async throws {
        let couple = try await TreatedCouple()
        let session = try await couple.heldSession()
        func correct(_ version: Int?) async -> Refusal? {
            await refusal { () async throws(CaseworkError) in
                try await couple.therapist.recordSession(
                    session, SessionOutcome(state: .noShow), version: version, key: .fresh())
            }
        }
        let blind = await correct(nil)
        #expect(blind?.kind == "conflict" && blind?.words.contains("--version 1") == true)
        #expect(await correct(2)?.kind == "stale")
        #expect(await correct(1) == nil)
        #expect(await correct(1)?.kind == "stale")
        #expect(try await couple.therapist.sessions().map(\.state) == [.noShow])
        #expect(try await couple.events("update", "sessions", act: "session record") == 1)
    }

    @Test("by two people at once is recorded by one")
    func atOnce() async throws {
        let couple = try await TreatedCouple()
        let session = try await couple.therapist.bookSession(.at("2026-06-14 10:00"), in: couple.handle, key: .fresh())
        let refused = await withTaskGroup(of: String?.self) { group in
            for state in [SessionState.noShow, .lateCancellation] {
                group.addTask {
                    await refusal { () async throws(CaseworkError) in
                        try await couple.therapist.recordSession(
                            session.description, SessionOutcome(state: state), key: .fresh())
                    }?.kind
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(refused.compactMap(\.self) == ["conflict"])
        #expect(try await couple.therapist.sessions().map(\.version) == [2])
    }

    @Test("is recorded once for a key")
    func repeated() async throws {
        let couple = try await TreatedCouple()
        let key = RequestKey.fresh()
        let outcome = SessionOutcome(state: .held, attendance: .both, stage: .apologize, others: "Her sister אסתר")
        let first = try await couple.therapist.recordSession(
            .at("2026-06-12 10:00"), outcome, in: couple.handle, key: key)
        let second = try await couple.therapist.recordSession(
            .at("2026-06-12 10:00"), outcome, in: couple.handle, key: key)
        #expect(first == second)
        #expect(try await couple.therapist.sessions().map { $0.stage?.stage } == [.apologize])
    }

    @Test(
        "seals who else was there, of an individual session under that partner's key",
        arguments: [(SessionFormat.conjoint, Audience.joint), (.individualA, .a), (.individualB, .b)])
    func others(format: SessionFormat, audience: Audience) async throws {
        let couple = try await TreatedCouple()
        let others = "the quiet neighbour, אסתר"
        _ = try await couple.therapist.recordSession(
            .at("2026-06-12 10:00", format), SessionOutcome(state: .held, attendance: .both, others: others),
            in: couple.handle, key: .fresh())
        let row = try await couple.practice.superuser().read { transaction in
            let row = try transaction.one(
                "select session_id, case_id, others_sealed from app.sessions", UUID.self, UUID.self, [UInt8].self)
            return SealedOthers(session: row.0, caseID: row.1, bytes: row.2)
        }
        #expect(!String(decoding: row.bytes, as: UTF8.self).contains("neighbour"))
        let words = try await couple.therapist.open("test", by: .treating) { desk in
            try desk.words(of: [row.caseID], [.sessions])
        }
        #expect(try words.opened()[row.session, SessionField.others] == others)
    }

    private struct SealedOthers: Sendable {
        let session: UUID
        let caseID: UUID
        let bytes: [UInt8]
    }
}
