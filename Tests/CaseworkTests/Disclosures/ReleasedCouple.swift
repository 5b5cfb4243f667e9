import FoundationEssentials
import Postgres
import TestSupport
import Testing

@testable import CaseModel
@testable import Casework

/// A couple with a canary word in every field of every audience, and what tests about copies do with it.
struct ReleasedCouple: Sendable {
    let therapist: Casework
    let handle: String

    static func canary(_ audience: Audience, _ field: String, _ number: Int) -> String {
        "zq\(audience.rawValue.lowercased())\(field)canary\(number)"
    }

    /// A sentence long enough to be a passage, of canaries alone.
    static func sentence(_ audience: Audience, _ field: String, _ number: Int) -> String {
        (0..<11).map { "\(canary(audience, field, number))x\($0)" }.joined(separator: " ")
    }

    /// A history in which each word of an audience names it.
    static func history(_ number: Int) -> CaseHistory {
        func word(_ audience: Audience, _ field: String) -> String { canary(audience, field, number) }
        func person(_ partner: Partner) -> CaseHistory.PartnerRecord {
            let own = Audience(of: partner)
            var record = CaseHistory.PartnerRecord(
                name: "Name\(partner.rawValue)\(number)", part: partner == .a ? .hurt : .involved, birthYear: 1980)
            record.profile.background = word(own, "profile")
            record.profile.channels = [
                ContactChannel(
                    kind: .phone, value: "+1 555 \(1_000_000 + number * 2 + (partner == .a ? 0 : 1))",
                    isKnownToOther: false),
                ContactChannel(kind: .email, value: "\(word(own, "mail"))@example.org", isKnownToOther: true),
            ]
            return record
        }
        let day = TestPractice.today
        var history = CaseHistory(
            a: person(.a), b: person(.b), breach: Breach(kind: .emotional, cameToLight: .told), region: "OR",
            togetherSince: 2009, children: 1, openedOn: day.adding(days: -120), status: .active)
        history.stages = [
            .init(move: StageMove(to: .acknowledge, kind: .start), on: day.adding(days: -120)),
            .init(
                move: StageMove(to: .boundaries, kind: .skip), on: day.adding(days: -60), reason: word(.joint, "reason")
            ),
        ]
        let responses = [
            NoteBody.Part(.responseOfA, word(.a, "response")), NoteBody.Part(.responseOfB, word(.b, "response")),
        ]
        for (index, audience) in [Audience.joint, .a, .b].enumerated() {
            let format: SessionFormat = audience == .joint ? .conjoint : audience == .a ? .individualA : .individualB
            history.sessions.append(
                .init(
                    at: LocalTime(day: day.adding(days: -50 + index), minute: 600), minutes: 50, format: format,
                    modality: .office, state: .held,
                    attendance: audience == .joint ? .both : audience == .a ? .aOnly : .bOnly,
                    stage: .boundaries,
                    note: NoteBody(
                        format: .soap,
                        parts: [
                            .init(.subjective, sentence(audience, "subjective", number)),
                            .init(.objective, sentence(audience, "objective", number)),
                            .init(.assessment, sentence(audience, "assessment", number)),
                            .init(.plan, sentence(audience, "plan", number)),
                            .init(.risk, sentence(.therapist, "risk", number)),
                        ] + (audience == .joint ? responses : [])), noteAudience: audience, noteSignedAfterDays: 1))
        }
        history.ratings = [
            .init(number: "3.2", by: .partner(.a), value: 2, on: day.adding(days: -40)),
            .init(number: "3.2", by: .partner(.b), value: 3, on: day.adding(days: -40)),
        ]
        history.measures = Partner.allCases.map {
            .init(partner: $0, instrument: "CSI-16", score: $0 == .a ? 31 : 44, answers: nil, on: day.adding(days: -30))
        }
        history.commitments = [
            .init(
                owner: .b, kind: .practical, rhythm: .weekly, text: word(.joint, "commitment"),
                agreedOn: day.adding(days: -50), dueOn: nil,
                reports: Partner.allCases.map { .init(on: day.adding(days: -43), by: $0, kept: $0 == .a) })
        ]
        history.goals = [
            .init(
                owner: .both,
                words: GoalWords(
                    goal: word(.joint, "goal"), measure: word(.joint, "measure"), target: word(.joint, "target")),
                agreedOn: day.adding(days: -20), dueOn: day.adding(days: 60),
                reviews: [.init(on: day.adding(days: -5), standing: .onTrack)])
        ]
        func entry(
            _ details: RecordDetails<Int>, _ audience: Audience, _ field: String,
            _ answers: [CaseHistory.RecordEntry.Answer] = []
        ) -> CaseHistory.RecordEntry {
            .init(
                details, text: sentence(audience, field, number), audience: audience, on: day.adding(days: -45),
                answers: answers)
        }
        func answer(_ answer: RecordAnswer) -> CaseHistory.RecordEntry.Answer {
            .init(answer, on: day.adding(days: -44))
        }
        let assents = Partner.allCases.map { answer(.assented(by: $0)) }
        history.records = [
            entry(.boundary(.honesty, reviewOn: day), .joint, "boundary", assents),
            entry(.impact(by: .a), .joint, "impact", [answer(.acknowledged(by: .b))]),
            entry(.apology(by: .b, parts: [.regret]), .joint, "apology", [answer(.received(by: .a, .notYet))]),
            entry(.talk(withoutAccusation: true), .joint, "talk"),
            entry(.plan(followUpOn: day), .joint, "setbackplan", assents),
            entry(.impact(by: .a), .a, "impact"), entry(.apology(by: .b, parts: [.harm]), .b, "apology"),
            entry(.breach(of: 0), .a, "breach"), entry(.breach(of: 0), .b, "breach"), entry(.setback, .b, "setback"),
        ]
        history.consents = Partner.allCases.map {
            .init(partner: $0, kind: .secretsPolicy, policy: .limitedSecrets, on: day.adding(days: -120))
        }
        return history
    }

    /// A signed psychotherapy note, a draft and a record for the therapist alone: nobody's to have; and how A took B's
    /// apology, in A's words.
    func addHidden(_ number: Int) async throws {
        let note = try await therapist.writePsychotherapyNote(
            Self.sentence(.therapist, "psychotherapy", number), in: handle, key: .fresh())
        _ = try await therapist.signNote(note.description, key: .fresh())
        _ = try await therapist.writePsychotherapyNote(
            Self.sentence(.therapist, "draft", number), in: handle, key: .fresh())
        let name = try #require(Handle(handle, .caseFile))
        _ = try await therapist.addRecord(
            NewRecord(.setback, text: Self.sentence(.therapist, "record", number), audience: .therapist), to: name,
            key: .fresh())
        let apology = try await therapist.records(of: name, [.apology]).first { $0.audience == .joint }
        try await therapist.answerRecord(
            try #require(apology.flatMap { Handle($0.handle, .record) }), .receive(.notYet),
            text: Self.sentence(.a, "reception", number), key: .fresh())
    }

    /// A name of an insurer, of canaries alone: long enough to be a passage.
    private static func payer(_ audience: Audience, _ number: Int) -> String {
        sentence(audience, "payer", number).split(separator: " ").prefix(4).joined(separator: " ")
    }

    /// A plan, a coverage of each in turn, and a session in which each was seen: what no copy for the other holds.
    func addTreatment(_ number: Int) async throws {
        let name = try #require(Handle(handle, .caseFile))
        _ = try await therapist.setTreatmentPlan(
            NewTreatmentPlan(
                problem: Self.sentence(.joint, "treatment", number), frequency: .monthly,
                reviewOn: TestPractice.today.adding(days: 30)), of: name, key: .fresh())
        for (partner, diagnosis) in [(Partner.a, "F43.23"), (.b, "F32.1")] {
            let own = Audience(of: partner)
            _ = try await therapist.setCoverage(
                NewCoverage(
                    client: partner,
                    words: CoverageWords(
                        payer: Self.payer(own, number), memberID: Self.canary(own, "member", number),
                        diagnoses: [diagnosis], services: ["90847"])), of: name, key: .fresh())
        }
        var outcome = SessionOutcome(state: .held, attendance: .both)
        outcome.interventions = [.deEscalation]
        outcome.responses = [.a: .good, .b: .little]
        outcome.risks = [.a: .low, .b: .high]
        _ = try await therapist.recordSession(
            TreatedCouple.plan("2026-06-12 10:00"), outcome, in: handle, key: .fresh())
    }

    @discardableResult
    func authorize(_ partner: Partner, _ reader: CopyReader, own: Bool = false) async throws -> String {
        try await therapist.authorize(
            NewAuthorization(partner: partner, recipient: reader, coversOwn: own, purpose: "asked for it"), in: handle,
            key: .fresh())
    }

    /// What the copy for a reader says, file by file; `given` records it as well.
    func package(
        for reader: CopyReader, giving: Bool = true, leavingOut: Set<String> = [], release: String? = nil
    ) async throws(CaseworkError) -> String {
        let prepared = try await therapist.prepareCopy(
            CopyRequest(
                caseName: handle, reader: reader, purpose: "asked for it", leavingOut: leavingOut, release: release))
        return try await package(prepared, giving: giving)
    }

    func package(_ prepared: PreparedCopy, giving: Bool) async throws(CaseworkError) -> String {
        let files: [(name: String, content: [UInt8])]
        do { files = try prepared.files() } catch { throw .internal("files") }
        let checked = try await therapist.checkCopy(prepared, files: files)
        if giving { _ = try await therapist.giveCopy(checked, key: .fresh()) }
        return files.map { String(decoding: $0.content, as: UTF8.self) }.joined()
            + String(decoding: checked.manifest, as: UTF8.self)
    }

    /// The canaries of a text, by the audience they belong to.
    static func canaries(in text: String) -> [String: Int] {
        var counts: [String: Int] = [:]
        for token in text.split(whereSeparator: { !$0.isLetter && !$0.isNumber })
        where token.hasPrefix("zq") && token.contains("canary") {
            for audience in Audience.allCases where token.hasPrefix("zq" + audience.rawValue.lowercased()) {
                counts[audience.rawValue, default: 0] += 1
            }
        }
        return counts
    }
}
