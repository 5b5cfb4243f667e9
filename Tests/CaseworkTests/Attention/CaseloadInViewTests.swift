import FoundationEssentials
import Postgres
import TestSupport
import Testing

@testable import CaseModel
@testable import Casework

@Suite("A caseload in view")
struct CaseloadInViewTests {
    private let today = TestPractice.today

    private func couple(_ number: Int, opened: Int = 100) -> CaseHistory {
        CaseHistory(
            a: .init(name: "Name\(number)", part: .hurt, birthYear: 1980),
            b: .init(name: "B", part: .involved, birthYear: 1981),
            breach: Breach(kind: .online, cameToLight: .told), region: nil, togetherSince: nil, children: nil,
            openedOn: today.adding(days: -opened), status: .active)
    }

    private func held(_ days: Int, signed: Int? = 1) -> CaseHistory.SessionRecord {
        .init(
            at: LocalTime(day: today.adding(days: -days), minute: 600), minutes: 50, format: .conjoint,
            modality: .office,
            state: .held, attendance: .both, stage: nil, note: NoteBody(format: .free, parts: [.init(.text, "x")]),
            noteAudience: .joint, noteSignedAfterDays: signed)
    }

    private func measured(_ history: inout CaseHistory, _ partner: Partner, _ scores: [Int]) {
        for (index, score) in scores.enumerated() {
            history.measures.append(
                .init(
                    partner: partner, instrument: "CSI-16", score: score, answers: nil,
                    on: today.adding(days: index - 40)))
        }
    }

    private func inView(_ histories: [CaseHistory]) async throws -> [String: [Attention]] {
        let practice = try await TestPractice()
        try await practice.therapist.fileCases(histories, key: .fresh())
        let view = try await practice.therapist.caseloadInView()
        #expect(view.count == histories.filter { $0.status != .closed }.count)
        // the most urgent stands first
        let firsts = view.map { $0.reasons.first?.kind.rawValue ?? .max }
        #expect(firsts == firsts.sorted())
        return Dictionary(
            uniqueKeysWithValues: view.map { (String($0.entry.names.prefix { $0 != " " }), $0.reasons) })
    }

    @Test("says of each couple why it needs a look, and nothing of one that does not")
    func reasons() async throws {
        var opposed = couple(1)
        opposed.sessions = [held(3)]
        measured(&opposed, .a, [40, 30, 55])
        measured(&opposed, .b, [40, 30])
        var worse = couple(2)
        worse.sessions = [held(3)]
        measured(&worse, .b, [40, 33])
        var unseen = couple(3)
        unseen.sessions = [held(28)]
        var late = couple(4)
        late.sessions = [held(10, signed: nil)]
        var due = couple(5)
        due.sessions = [held(3)]
        due.goals = [
            .init(
                owner: .both, words: GoalWords(goal: "g", measure: "m", target: "t"), agreedOn: today.adding(days: -90),
                dueOn: today.adding(days: -1), reviews: [.init(on: today.adding(days: -30), standing: .onTrack)])
        ]
        var slipping = couple(6)
        slipping.sessions = [held(3)]
        slipping.commitments = [
            .init(
                owner: .b, kind: .practical, rhythm: .daily, text: "t", agreedOn: today.adding(days: -50), dueOn: nil,
                reports: (1...6).map { .init(on: today.adding(days: -$0), by: .a, kept: $0 > 4) })
        ]
        var calm = couple(7)
        calm.sessions = [held(27)]
        measured(&calm, .a, [40, 34])
        var reached = couple(8)
        reached.sessions = [held(3)]
        reached.goals = due.goals
        reached.goals[0].reviews.append(.init(on: today.adding(days: -1), standing: .reached))
        reached.commitments = slipping.commitments
        reached.commitments[0].reports.removeLast()
        var closed = couple(9)
        closed.status = .closed
        closed.closing = Closing(on: today.adding(days: -9), howItEnded: .completed, relationship: .apart)
        let found = try await inView([calm, slipping, due, late, unseen, worse, opposed, reached, closed])
        #expect(found["Name1"]?.map(\.kind) == [.opposed])
        #expect(found["Name1"]?.first?.why.hasPrefix("CSI-16: A 40 to 55, B 40 to 30") == true)
        #expect(found["Name2"]?.map(\.kind) == [.deteriorated])
        #expect(found["Name3"]?.map(\.kind) == [.notSeen])
        #expect(found["Name3"]?.first?.why.contains("4 weeks ago") == true)
        #expect(found["Name4"]?.map(\.kind) == [.noteOverdue])
        #expect(found["Name4"]?.first?.why == "1 session has no signed note; the oldest was 9 days ago")
        #expect(found["Name5"]?.map(\.kind) == [.reviewDue])
        #expect(found["Name6"]?.first?.why == "2 of 6 kept in 4 weeks, as partner A saw it")
        #expect(found["Name7"] == [] && found["Name8"] == [])
        #expect(found["Name9"] == nil)
    }

    /// What the database keeps for the day is what Kaplan and Meier say, by the tested code.
    @Test("calls a time in a stage long beyond the day by which three quarters of 20 couples or more had left it")
    func norms() async throws {
        var generator = SystemRandomNumberGenerator()
        var times: [Stage: EventTimes<Bool>] = [:]
        var histories: [CaseHistory] = []
        for number in 0..<30 {
            var history = couple(number, opened: 700)
            history.sessions = [held(3)]
            var day = 0
            for stage in Stage.allCases.prefix(number % 6 + 1) {
                // few different days, so that there are ties
                let stay = [7, 14, 14, 21, 28, 90].randomElement(using: &generator) ?? 7
                let kind: StageMove.Kind = stage == .acknowledge ? .start : .advance
                history.stages.append(
                    .init(move: StageMove(to: stage, kind: kind), on: today.adding(days: day - 700)))
                let isLast = stage.rawValue == number % 6 + 1
                times[stage, default: EventTimes()].add(isLast ? 700 - day : stay, endedBy: isLast ? nil : true)
                day += stay
            }
            histories.append(history)
        }
        let found = try await inView(histories)
        for (number, history) in histories.enumerated() {
            guard let last = history.stages.last, let own = times[last.move.to] else { continue }
            let usual = KaplanMeier(own).day(reachedBy: 0.75)
            let days = today.days(since: last.on)
            let isLong = own.couples >= 20 && last.move.to != .patience && usual.map { days > $0 } ?? false
            let reason = found["Name\(number)"]?.first { $0.kind == .longerThanUsual }
            #expect((reason != nil) == isLong, "\(last.move.to) \(days) \(usual ?? -1)")
            if let reason, let usual {
                #expect(reason.why.contains("of \(own.couples) couples had left it within \(usual)"))
            }
        }
    }

    @Test("says first what is open of safety, and keeps a closed case in view while a flag of it is open")
    func safety() async throws {
        let couple = try await TreatedCouple()
        let (therapist, handle) = (couple.therapist, couple.handle)
        func found() async throws -> [Attention] { try await therapist.caseloadInView().flatMap(\.reasons) }
        func screen(_ partner: Partner, _ result: ScreenResult) async throws {
            try await therapist.recordScreen(NewScreen(partner: partner, result: result), in: handle, key: .fresh())
        }
        #expect(try await found() == [])
        try await screen(.a, .negative)
        #expect(try await found().map(\.why) == ["one partner was screened on \(today), and the other not yet"])
        try await screen(.b, .declined)
        #expect(try await found().map(\.why).first?.hasPrefix("1 screen is not negative") == true)
        try await therapist.decideSafety(.separateOnly, reason: "for now", in: handle, key: .fresh())
        #expect(try await found() == [])
        _ = try await therapist.recordMeasure(
            "PHQ-9", of: couple.caseHandle, partner: .b, .answers([1, 1, 1, 1, 1, 1, 1, 1, 1]), key: .fresh())
        #expect(try await found().map(\.kind) == [.safety])
        try await therapist.closeCase(
            couple.caseHandle, Closing(on: today, howItEnded: .referred, relationship: .unknown), version: nil,
            key: .fresh())
        #expect(try await found().first?.why.hasPrefix("1 flag is open; ") == true)
        try await therapist.reviewFlag(
            1, in: handle, FlagReview(assessment: "no plan", action: "a call tomorrow"), key: .fresh())
        #expect(try await therapist.caseloadInView().isEmpty)
    }

    @Test("counts a session as late whose note was returned and not corrected")
    func returned() async throws {
        let group = try await GroupPractice()
        try await group.admin.startSupervision(by: "sue", of: "tom", key: .fresh())
        let handle = try await group.trainee.openCase(GroupPractice.couple(), key: .fresh())
        let session = try await group.trainee.recordSession(
            TreatedCouple.plan("2026-06-01 10:00"), SessionOutcome(state: .held, attendance: .both),
            in: handle.description, key: .fresh())
        let note = try await group.trainee.writeNote("cold", as: .free, onSession: session.description, key: .fresh())
        _ = try await group.trainee.signNote(note.description, lateReason: "ill", key: .fresh())
        #expect(try await group.trainee.caseload().map(\.notesOverdue) == [0])
        _ = try await group.supervisor.returnNote(note.description, comment: "say what he did", key: .fresh())
        #expect(try await group.trainee.caseload().map(\.notesOverdue) == [1])
        let reasons = try await group.trainee.caseloadInView().flatMap(\.reasons)
        #expect(reasons.map(\.kind) == [.noteOverdue] && reasons[0].why.contains("returned"))
    }

    @Test("says when a confided matter, a boundary or a plan was to be looked at")
    func reviewsDue() async throws {
        var history = couple(1)
        history.sessions = [held(3)]
        let answers = Partner.allCases.map {
            CaseHistory.RecordEntry.Answer(.assented(by: $0), on: today.adding(days: -50))
        }
        let review = CaseHistory.RecordEntry.Answer(
            .reviewed(next: today.adding(days: 9)), on: today.adding(days: -2))
        func boundary(_ answers: [CaseHistory.RecordEntry.Answer]) -> CaseHistory.RecordEntry {
            .init(
                .boundary(.honesty, reviewOn: today.adding(days: -5)), text: "t", on: today.adding(days: -50),
                answers: answers)
        }
        history.records = [
            boundary(answers), boundary(answers + [review]),
            boundary(answers + [.init(.ended, on: today.adding(days: -1))]),
        ]
        let found = try await inView([history])
        #expect(
            found["Name1"]?.map(\.why)
                == ["1 boundary or plan was to be looked at, the first on \(today.adding(days: -5))"])
    }

    @Test("shows nothing of somebody else's couples, and takes the practice's weeks")
    func others() async throws {
        let practice = try await TestPractice()
        var history = couple(1)
        history.sessions = [held(15)]
        try await practice.therapist.fileCases([history], key: .fresh())
        #expect(try await practice.otherTherapist.caseloadInView().isEmpty)
        #expect(try await practice.therapist.caseloadInView().first?.reasons == [])
        try await practice.admin.setUnseen(weeks: 2, key: .fresh())
        #expect(try await practice.therapist.caseloadInView().first?.reasons.map(\.kind) == [.notSeen])
        let wrong = await refusal { () async throws(CaseworkError) in
            try await practice.therapist.setUnseen(weeks: 3, key: .fresh())
        }
        #expect(wrong?.kind == "forbidden")
    }
}
