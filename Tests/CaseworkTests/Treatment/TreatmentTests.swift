import CaseModel
import FoundationEssentials
import Postgres
import TestSupport
import Testing

@testable import Casework

@Suite("The treatment of a couple")
struct TreatmentTests {
    private let today = TestPractice.today
    private let words = CoverageWords(
        payer: "Harbor Mutual", memberID: "HM-77123", diagnoses: ["f43.23"], services: ["90847"])

    private func couple() async throws -> (TreatedCouple, Handle) {
        var history = CaseloadTests.couple()
        history.openedOn = today.adding(days: -90)
        let couple = try await TreatedCouple(history)
        return (couple, try #require(Handle(couple.handle, .caseFile)))
    }

    private func plan(_ problem: String, _ days: Int, review: Int, weeks: Int = 1) -> NewTreatmentPlan {
        NewTreatmentPlan(
            problem: problem, frequency: .weeks(weeks), reviewOn: today.adding(days: review),
            on: today.adding(days: days))
    }

    @Test("a plan holds until the next, is asked to be reviewed when its day is over, and stays")
    func plans() async throws {
        let (couple, handle) = try await couple()
        #expect(try await couple.therapist.casePage(handle).treatment == nil)
        let first = plan("Distress after a breach of trust", -60, review: -1)
        let key = RequestKey.fresh()
        #expect(try await couple.therapist.setTreatmentPlan(first, of: handle, key: key) == 1)
        #expect(try await couple.therapist.setTreatmentPlan(first, of: handle, key: key) == 1)
        let due = try await couple.therapist.caseloadInView()
        #expect(due.first?.reasons.map(\.kind).contains(.reviewDue) == true)
        #expect(
            due.first?.reasons.map(\.why).contains { $0.hasPrefix("the treatment plan was to be reviewed") } == true)
        #expect(try await couple.therapist.casePage(handle).isTreatmentReviewDue)

        let second = plan("Less distress", 0, review: 60, weeks: 3)
        #expect(try await couple.therapist.setTreatmentPlan(second, of: handle, key: .fresh()) == 2)
        let page = try await couple.therapist.casePage(handle)
        #expect(page.treatment?.problem == "Less distress" && page.treatment?.frequency == .weeks(3))
        #expect(!page.isTreatmentReviewDue)
        #expect(try await couple.therapist.caseloadInView().first?.reasons.map(\.kind).contains(.reviewDue) == false)
        let all = try await couple.therapist.treatment(of: handle).plans
        #expect(all.map(\.number) == [2, 1] && all.last?.problem == "Distress after a breach of trust")
        let sealed = try await couple.practice.superuser().read {
            try $0.all("select words_sealed from app.treatment_plans", [UInt8].self)
        }
        #expect(sealed.count == 2)
        #expect(sealed.allSatisfy { !String(decoding: $0, as: UTF8.self).contains("istress") })
    }

    @Test("a plan is refused whose days cannot be, and one that is older than what holds")
    func refusedPlans() async throws {
        let (couple, handle) = try await couple()
        for (wrong, kind) in [
            (plan("x", 1, review: 9), "invalid on"), (plan("x", -91, review: 9), "invalid on"),
            (plan("x", 0, review: 0), "invalid review"), (plan("  ", 0, review: 9), "invalid problem"),
            (plan("a\u{0}b", 0, review: 9), "invalid problem"),
        ] {
            let refused = await refusal { () async throws(CaseworkError) in
                try await couple.therapist.setTreatmentPlan(wrong, of: handle, key: .fresh())
            }
            #expect(refused?.kind == kind)
        }
        _ = try await couple.therapist.setTreatmentPlan(plan("x", -2, review: 9), of: handle, key: .fresh())
        let older = await refusal { () async throws(CaseworkError) in
            try await couple.therapist.setTreatmentPlan(plan("x", -3, review: 9), of: handle, key: .fresh())
        }
        #expect(older?.kind == "conflict")
    }

    @Test("a coverage holds from its day on, for one client at a time, and ends")
    func coverages() async throws {
        let (couple, handle) = try await couple()
        func set(_ client: Partner, _ from: Int, until: Int? = nil) async throws -> Int {
            try await couple.therapist.setCoverage(
                NewCoverage(
                    client: client, words: words, fromOn: today.adding(days: from),
                    untilOn: until.map { today.adding(days: $0) }), of: handle, key: .fresh())
        }
        func client() async throws -> Partner? { try await couple.therapist.casePage(handle).insuredClient }
        #expect(try await set(.a, -50) == 1)
        #expect(try await client() == .a)
        #expect(try await set(.b, -10) == 2)
        #expect(try await client() == .b)
        let early = await refusal { () async throws(CaseworkError) in
            try await couple.therapist.endCoverage(of: .a, in: handle, key: .fresh())
        }
        #expect(early?.kind == "conflict")
        _ = try await couple.therapist.endCoverage(of: .b, in: handle, on: today.adding(days: -1), key: .fresh())
        #expect(try await client() == nil)
        #expect(try await set(.a, 30) == 4)
        #expect(try await client() == nil)
        #expect(try await set(.a, -5, until: -1) == 5)
        #expect(try await client() == nil)
        // an end does not take away what begins after it
        let rows = try await couple.therapist.read("test", by: .treating) { desk in
            try desk.coverageRows(of: try desk.roadCase(handle).id)
        }
        #expect(
            [-51, -50, -11, -10, -6, -5, -1, 0, 29, 30].map { rows.holding(on: today.adding(days: $0))?.client } == [
                nil, .a, .a, .b, .b, .a, .a, nil, nil, .a,
            ])
        let list = try await couple.therapist.coverages(of: handle)
        #expect(list.map(\.number) == [4, 3, 5, 2, 1] && list.allSatisfy { !$0.holds })
        #expect(list[1].words == nil && list[4].words?.diagnoses == ["F43.23"])
    }

    @Test("a coverage is refused whose codes have another shape, or whose days cannot be")
    func refusedCoverages() async throws {
        let (couple, handle) = try await couple()
        func refused(_ change: (inout NewCoverage) -> Void) async -> String? {
            var coverage = NewCoverage(client: .a, words: words)
            change(&coverage)
            let asked = coverage
            return await refusal { () async throws(CaseworkError) in
                try await couple.therapist.setCoverage(asked, of: handle, key: .fresh())
            }?.kind
        }
        #expect(await refused { $0.words.diagnoses = ["adjustment"] } == "invalid diagnosis")
        #expect(await refused { $0.words.diagnoses = [] } == "invalid diagnosis")
        #expect(await refused { $0.words.services = ["9084"] } == "invalid service")
        #expect(await refused { $0.words.memberID = "\u{0}" } == "invalid member id")
        #expect(await refused { $0.words.payer = "" } == "invalid payer")
        #expect(await refused { $0.untilOn = today.adding(days: -1) } == "invalid until")
        #expect(await refused { $0.fromOn = today.adding(days: 4_000) } == "invalid on")
        #expect(try await couple.therapist.coverages(of: handle).isEmpty)
    }

    @Test("what was seen in a session is of those who came, and the last of it counts")
    func observations() async throws {
        let (couple, _) = try await couple()
        var outcome = SessionOutcome(state: .held, attendance: .both)
        outcome.interventions = Intervention.allCases
        outcome.responses = [.a: .good, .b: .little]
        outcome.risks = [.b: .moderate]
        let session = try await couple.therapist.recordSession(
            TreatedCouple.plan("2026-06-13 10:00"), outcome, in: couple.handle, key: .fresh()
        ).description
        _ = try await couple.draft("words", on: session)
        outcome.responses = [.b: .some]
        outcome.risks = [:]
        outcome.interventions = []
        _ = try await couple.therapist.recordSession(session, outcome, version: 1, key: .fresh())
        let record = try await couple.therapist.summaryRecord(of: session)
        #expect(record.session.interventions == Intervention.allCases)
        #expect(record.observations.map(\.partner) == [.a, .b])
        #expect(record.observations.map(\.response) == [.good, .some])
        #expect(record.observations.map(\.risk) == [nil, .moderate])
        let audiences = try await couple.practice.superuser().read {
            try $0.all("select distinct kind || ' ' || audience from app.session_observations order by 1", String.self)
        }
        #expect(audiences == ["response A", "response B", "risk therapist"])

        var alone = SessionOutcome(state: .held)
        alone.responses = [.b: .good]
        let asked = alone
        let refused = await refusal { () async throws(CaseworkError) in
            try await couple.therapist.recordSession(
                SessionPlan(
                    at: LocalTime(day: today, minute: 60), minutes: 50, format: .individualA, modality: .office), asked,
                in: couple.handle, key: .fresh())
        }
        #expect(refused?.kind == "invalid response")
        var missed = SessionOutcome(state: .noShow)
        missed.interventions = [.problemSolving]
        let nobody = missed
        let none = await refusal { () async throws(CaseworkError) in
            try await couple.therapist.recordSession(session, nobody, version: 2, key: .fresh())
        }
        #expect(none?.kind == "invalid attended")
        _ = try await couple.therapist.recordSession(session, SessionOutcome(state: .noShow), version: 2, key: .fresh())
    }
}
