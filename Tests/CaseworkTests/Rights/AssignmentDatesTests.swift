import CaseModel
import Casework
import Postgres
import TestSupport
import Testing

@Suite("Assignments and duties with dates")
struct AssignmentDatesTests {
    @Test("begin and end when they say, and not before")
    func dates() async throws {
        let group = try await GroupPractice()
        let later = AccessSpan(from: CalendarDate("2999-01-01"))
        try await group.admin.assignCase(group.handle, to: "omar", as: .primary, for: later, key: .fresh())
        #expect(await sees(group.therapist, group.handle))
        #expect(await !sees(group.omar, group.handle))
        #expect(try await group.admin.allCases(limit: 10).map(\.assignedTo) == [["thea"]])
        let until = AccessSpan(until: CalendarDate("2998-12-31"))
        try await group.admin.assignCase(group.handle, to: "omar", as: .coTherapist, for: until, key: .fresh())
        #expect(await sees(group.omar, group.handle))
        try await group.admin.unassignCase(group.handle, from: "omar", key: .fresh())
        #expect(await !sees(group.omar, group.handle))
        let primary = await refusal { () async throws(CaseworkError) in
            try await group.admin.assignCase(group.handle, to: "tom", as: .primary, for: until, key: .fresh())
        }
        #expect(primary?.kind == "invalid until")
        let desk = await refusal { () async throws(CaseworkError) in
            try await group.admin.assignCase(group.handle, to: "fay", as: .coTherapist, key: .fresh())
        }
        #expect(desk?.kind == "conflict")
    }

    @Test("give a duty with the password afresh, and take it away at once")
    func duties() async throws {
        let group = try await GroupPractice()
        let refused = await refusal { () async throws(CaseworkError) in try await group.omar.accessReview() }
        #expect(refused?.kind == "forbidden")
        try await group.admin.giveDuty(.practiceAdmin, to: "omar", key: .fresh())
        #expect(try await group.omar.accessReview().contains { $0.login == "omar" && $0.duty == .practiceAdmin })
        let twice = await refusal { () async throws(CaseworkError) in
            try await group.admin.giveDuty(.practiceAdmin, to: "omar", key: .fresh())
        }
        #expect(twice?.kind == "conflict")
        try await group.admin.endDuty(.practiceAdmin, of: "omar", key: .fresh())
        let ended = await refusal { () async throws(CaseworkError) in try await group.omar.accessReview() }
        #expect(ended?.kind == "forbidden")
        try await group.admin.endDuty(.therapist, of: "thea", key: .fresh())
        #expect(await !sees(group.therapist, group.handle))
        try await group.behind("update private.login_sessions set proved_at = now() - interval '6 minutes'")
        let stale = await refusal { () async throws(CaseworkError) in
            try await group.admin.giveDuty(.supervisor, to: "omar", key: .fresh())
        }
        guard case .proofNeeded? = stale?.error else {
            Issue.record("gave a duty without the password")
            return
        }
    }

    @Test("are reviewed: what each person reaches, and when they last used it")
    func review() async throws {
        let group = try await GroupPractice()
        try await group.admin.startSupervision(by: "sue", of: "thea", key: .fresh())
        _ = try await group.supervisor.casePage(group.handle)
        try await group.admin.bar("omar", from: group.handle, because: "a friend", key: .fresh())
        let review = try await group.admin.accessReview()
        let rows = Dictionary(uniqueKeysWithValues: review.map { ($0.login, $0) })
        #expect(rows["thea"]?.cases == 1)
        #expect(rows["sue"]?.cases == 1)
        #expect(rows["sue"]?.lastOpenedOn != nil)
        #expect(rows["omar"]?.cases == 0 && rows["omar"]?.bars == 1)
        #expect(rows["tom"]?.lastOpenedOn == nil && rows["tom"]?.lastLoginOn != nil)
        #expect(rows["fay"]?.cases == 1)
        #expect(rows.count == review.count)
        let cases = try await group.admin.reachedCases()
        #expect(
            cases.map(\.login) == ["sue", "thea"] && cases.allSatisfy { $0.caseHandle == group.handle.description })
        #expect(cases.map(\.reason) == [.supervision, .primary] && cases.map(\.through) == ["thea", nil])
        #expect(cases.first?.lastOpenedOn != nil)
        #expect(try await group.admin.reachedCases(by: "thea").map(\.login) == ["thea"])
        #expect(try await group.admin.reachedCases(by: "omar").isEmpty)
        let nobody = await refusal { () async throws(CaseworkError) in
            _ = try await group.admin.reachedCases(by: "berta")
        }
        #expect(nobody?.kind == "notFound")
        let who = try await group.admin.whoReaches(group.handle)
        #expect(who.map(\.login) == ["thea", "sue", "omar"])
        #expect(who.map(\.reason) == [.primary, .supervision, .barred])
        #expect(who.map(\.through) == [nil, "thea", nil])
        #expect(try await group.therapist.whoReaches(group.handle).map(\.reason) == [.primary, .supervision])
        let barred = await refusal { () async throws(CaseworkError) in try await group.omar.whoReaches(group.handle) }
        #expect(barred?.kind == "notFound")
    }
}
