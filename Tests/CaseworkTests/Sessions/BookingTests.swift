import CaseModel
import Casework
import TestSupport
import Testing

@Suite("A session that is booked")
struct BookingTests {
    @Test("stands in the list at its local time")
    func booked() async throws {
        let couple = try await TreatedCouple()
        let session = try await couple.therapist.bookSession(TreatedCouple.plan(), in: couple.handle, key: .fresh())
        let list = try await couple.therapist.sessions(of: couple.handle)
        #expect(list.map(\.handle) == [session.description])
        let entry = try #require(list.first)
        #expect(entry.at.description == "2026-06-20 10:00")
        #expect(entry.minutes == 50 && entry.state == .booked && entry.attendance == nil && entry.version == 1)
        #expect(entry.note == .notDue && entry.isPolicyOnFile && entry.caseHandle == couple.handle)
        #expect(try await couple.events("insert", "sessions", act: "session book") == 1)
    }

    @Test(
        "cannot be at a time that the clocks leap over",
        arguments: [
            ("2026-03-08 02:30", true), ("2026-03-08 01:59", false), ("2026-03-08 03:00", false),
            ("2026-11-01 01:30", false),
        ])
    func clocks(at: String, isRefused: Bool) async throws {
        let couple = try await TreatedCouple()
        let refused = await refusal { () async throws(CaseworkError) in
            try await couple.therapist.bookSession(.at(at), in: couple.handle, key: .fresh())
        }
        #expect((refused?.kind == "invalid at") == isRefused)
        #expect(try await couple.therapist.sessions(of: couple.handle).map(\.at.description) == (isRefused ? [] : [at]))
    }

    @Test("lasts 1 to 1440 minutes", arguments: [(0, false), (-5, false), (1, true), (1440, true), (1441, false)])
    func minutes(minutes: Int, isGood: Bool) async throws {
        let couple = try await TreatedCouple()
        let plan = try TreatedCouple.plan(minutes: minutes)
        let refused = await refusal { () async throws(CaseworkError) in
            try await couple.therapist.bookSession(plan, in: couple.handle, key: .fresh())
        }
        #expect(refused?.kind == (isGood ? nil : "invalid minutes"))
    }

    @Test("is with one partner alone only after both accepted the secrets policy")
    func policy() async throws {
        let couple = try await TreatedCouple()
        func book(_ key: RequestKey = .fresh()) async -> Refusal? {
            await refusal { () async throws(CaseworkError) in
                try await couple.therapist.bookSession(
                    .at("2026-06-20 10:00", .individualA), in: couple.handle, key: key)
            }
        }
        let nobody = await book()
        #expect(nobody?.kind == "conflict")
        #expect(nobody?.words.contains(": A and B. ") == true)
        #expect(nobody?.words.contains("troth consent record \(couple.handle) --partner A") == true)
        try await couple.acceptPolicy(.a)
        let key = RequestKey.fresh()
        let onlyA = await book(key)
        #expect(onlyA?.words.contains(": B. ") == true)
        try await couple.acceptPolicy(.b)
        #expect(await book(key) == nil, "a refused request does not use its key up")
        #expect(try await couple.therapist.sessions(of: couple.handle).map(\.isPolicyOnFile) == [true])
    }

    @Test("is booked once for a key")
    func repeated() async throws {
        let couple = try await TreatedCouple()
        let key = RequestKey.fresh()
        let first = try await couple.therapist.bookSession(TreatedCouple.plan(), in: couple.handle, key: key)
        let second = try await couple.therapist.bookSession(TreatedCouple.plan(), in: couple.handle, key: key)
        #expect(first == second)
        #expect(try await couple.therapist.sessions().count == 1)
        let other = await refusal { () async throws(CaseworkError) in
            try await couple.therapist.bookSession(.at("2026-06-21 10:00"), in: couple.handle, key: key)
        }
        #expect(other?.kind == "key")
    }

    @Test("is cancelled in good time or late, once", arguments: [(false, "cancelled"), (true, "late_cancellation")])
    func cancelled(isLate: Bool, state: String) async throws {
        let couple = try await TreatedCouple()
        let session = try await couple.therapist.bookSession(
            TreatedCouple.plan(), in: couple.handle, key: .fresh()
        ).description
        let key = RequestKey.fresh()
        _ = try await couple.therapist.cancelSession(session, isLate: isLate, key: key)
        _ = try await couple.therapist.cancelSession(session, isLate: isLate, key: key)
        let entry = try #require(try await couple.therapist.sessions(of: couple.handle).first)
        #expect(entry.state.rawValue == state && entry.attendance == .nobody && entry.version == 2)
        #expect(try await couple.events("update", "sessions", act: "session cancel") == 1)
        let again = await refusal { () async throws(CaseworkError) in
            try await couple.therapist.cancelSession(session, key: .fresh())
        }
        #expect(again?.kind == "conflict")
    }

    @Test("is listed among all of the therapist's, by day")
    func listed() async throws {
        let couple = try await TreatedCouple()
        let second = try await couple.therapist.openCase(CaseloadTests.couple(), key: .fresh()).description
        for (at, name) in [
            ("2026-06-20 23:30", couple.handle), ("2026-06-21 00:00", second), ("2026-06-22 09:00", couple.handle),
        ] {
            _ = try await couple.therapist.bookSession(.at(at), in: name, key: .fresh())
        }
        func days(_ since: String?, _ until: String?) async throws -> [String] {
            try await couple.therapist.sessions(
                since: since.flatMap { CalendarDate($0) }, until: until.flatMap { CalendarDate($0) }
            ).map(\.at.description)
        }
        #expect(try await days(nil, nil).count == 3)
        #expect(try await days("2026-06-21", nil) == ["2026-06-21 00:00", "2026-06-22 09:00"])
        #expect(try await days(nil, "2026-06-20") == ["2026-06-20 23:30"])
        #expect(try await days("2026-06-21", "2026-06-21") == ["2026-06-21 00:00"])
        #expect(try await couple.practice.otherTherapist.sessions().isEmpty)
    }
}

extension SessionPlan {
    /// A plan at a time that is known to read.
    static func at(_ text: String, _ format: SessionFormat = .conjoint) throws(CaseworkError) -> SessionPlan {
        guard let time = LocalTime(text) else { throw .invalid(field: "test", text) }
        return SessionPlan(at: time, minutes: 50, format: format, modality: .office)
    }
}
