import Casework
import Reports
import Synchronization
import TestSupport

@testable import CaseModel

/// The documents that are looked at: what is usual, and what is hard to make look well.
enum Specimen: String, CaseIterable {
    case summary, draft, progress
    case longNote = "long-note"
    case sixtySessions = "sixty-sessions"
    case longNames = "long-names"
    case rightToLeft = "right-to-left"
    case noData = "no-data"
    case onePoint = "one-point"
    case insurer, partner, closing, caseload, supervision, outcomes

    private static let made = Mutex<[Specimen: Task<Document, any Error>]>([:])

    /// The document, made once a test process.
    func document() async throws -> Document {
        let task = Self.made.withLock { made in
            if let task = made[self] { return task }
            let task = Task { try await make() }
            made[self] = task
            return task
        }
        return try await task.value
    }

    private func make() async throws -> Document {
        if self == .partner {
            let couple = try await PartnerSummaryTests.couple()
            let session = try await couple.session(at: CoupleHistory.jointSession)
            return PartnerSummary(try await couple.therapist.partnerRecord(of: session, for: .a)).document
        }
        let couple = try await FiledCouple(history)
        switch self {
        case .supervision:
            let (admin, supervisor) = (couple.practice.admin, couple.practice.otherTherapist)
            try await admin.giveDuty(.supervisor, to: "omar", key: .fresh())
            try await admin.startSupervision(by: "omar", of: "thea", key: .fresh())
            return SupervisionReport(try await supervisor.supervisionRecord()).document
        case .outcomes:
            try await couple.therapist.fileCases(Self.many, key: .fresh())
            return OutcomesReport(try await couple.practice.admin.practiceOutcomes()).document
        case .closing: return try await order(.closing, couple)
        case .caseload:
            var random = RandomSource.counting(from: 11)
            for partner in ["Zoë Ångström", "Αντώνης Παπαδόπουλος", "Анна Петрова", "राधा शर्मा", "王小明"] {
                var other = CoupleHistory.history
                other.b.name = partner
                _ = try await couple.therapist.openCase(other, key: .random(using: &random))
            }
            return try await order(.caseload, couple)
        default: break
        }
        guard let session else {
            return ProgressReport(try await couple.therapist.progressRecord(of: couple.handle)).document
        }
        let handle = try await couple.session(at: session)
        if self == .insurer {
            try await InsurerSummaryTests.treated(couple)
            return InsurerSummary(try await couple.therapist.insurerRecord(of: handle, client: .a)).document
        }
        return SessionSummary(try await couple.therapist.summaryRecord(of: handle)).document
    }

    private func order(_ name: ReportName, _ couple: FiledCouple) async throws -> Document {
        let subject = name.subject == nil ? nil : couple.handle
        return try await ReportOrder(name, of: subject).carriedOut(by: couple.therapist).document
    }

    private var session: String? {
        switch self {
        case .summary, .longNote, .longNames, .insurer: CoupleHistory.jointSession
        case .draft: CoupleHistory.draftSession
        case .partner, .progress, .sixtySessions, .rightToLeft, .noData, .onePoint, .closing, .caseload, .supervision,
            .outcomes:
            nil
        }
    }

    private var history: CaseHistory {
        var history = CoupleHistory.history
        switch self {
        case .summary, .draft, .partner, .progress, .caseload, .supervision, .outcomes: break
        case .closing:
            history.sessions.removeLast()
            history.status = .closed
            history.closing = Closing(on: day("2026-06-12"), howItEnded: .completed, relationship: .apart)
        case .insurer: history.consents.append(.init(partner: .a, kind: .payment, policy: nil, on: day("2026-01-12")))
        case .longNote: history.sessions[3].note = Self.fourPages
        case .sixtySessions: Self.fill(&history)
        case .longNames:
            history.a.name = "Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh, Maria Magdalena Adelheid"
            history.b.name = "Jean-Baptiste Emmanuel de la Rochefoucauld-Montmorency y Fernández de Córdoba"
        case .rightToLeft:
            history.a.name = "سارة بن يوسف"
        case .noData: history = CoupleHistory.bare
        case .onePoint:
            history.stages = Array(history.stages.prefix(1))
            history.measures = Array(history.measures.prefix(1))
        }
        return history
    }

    /// Eighty couples on their way, some of whom have ended the work.
    private static var many: [CaseHistory] {
        (0..<80).map { index in
            var history = CoupleHistory.bare
            let reached = Stage.allCases.prefix(1 + index % 6)
            history.stages = reached.enumerated().map { place, stage in
                .init(
                    move: StageMove(to: stage, kind: place == 0 ? .start : .advance),
                    on: day("2026-01-12").adding(days: place * (14 + index % 9)))
            }
            history.measures = Partner.allCases.flatMap { partner in
                [0, 1].map { turn in
                    .init(
                        partner: partner, instrument: "CSI-16", score: 30 + turn * (index % 3) * 14, answers: nil,
                        on: day("2026-01-12").adding(days: turn * 90))
                }
            }
            if index % 3 == 0 {
                history.status = .closed
                history.closing = Closing(
                    on: day("2026-06-01"), howItEnded: index % 2 == 0 ? .completed : .referred, relationship: .together)
            }
            return history
        }
    }

    private static var fourPages: NoteBody {
        let talk = """
            They came back to the evening of the second statement. Each told it from the start, the other repeated it \
            before answering. What had been an argument about a card became a talk about being alone with a worry.
            """
        let long = (0..<5).map { _ in talk }.joined(separator: " ")
        var note = CoupleHistory.note
        note.parts = note.parts.map { part in
            switch part.section {
            case .subjective, .objective, .assessment, .responseOfA, .responseOfB, .plan, .intervention:
                NoteBody.Part(part.section, "\(long)\n\n\(long)")
            default: part
            }
        }
        return note
    }

    private static func fill(_ history: inout CaseHistory) {
        let first = day("2023-01-09")
        history.breach.month = nil
        history.openedOn = first
        history.consents = Partner.allCases.map {
            .init(partner: $0, kind: .secretsPolicy, policy: .noSecrets, on: first)
        }
        history.sessions = (0..<60).map { week in
            .init(
                at: LocalTime(day: first.adding(days: week * 14), minute: 840), minutes: 50, format: .conjoint,
                modality: .office, state: .held, attendance: .both, stage: .boundaries,
                note: CoupleHistory.soap("Ordinary week."), noteSignedAfterDays: 0)
        }
        let road: [(Stage, StageMove.Kind)] = [
            (.acknowledge, .start), (.apologize, .advance), (.boundaries, .advance), (.apologize, .goBack),
            (.boundaries, .advance), (.amends, .advance), (.acknowledge, .goBack), (.apologize, .advance),
            (.boundaries, .advance), (.amends, .advance), (.patience, .advance), (.plan, .advance),
        ]
        history.stages = road.enumerated().map { index, move in
            .init(
                move: StageMove(to: move.0, kind: move.1), on: first.adding(days: index * 70),
                reason: move.1 == .goBack ? "A message came to light that had not been told." : nil)
        }
        history.measures = (0..<40).flatMap { index in
            Partner.allCases.map { partner in
                let wave = [0, 3, -2, 5, 1, -4][index % 6] + (partner == .a ? 0 : 6)
                return CaseHistory.MeasureRecord(
                    partner: partner, instrument: "CSI-16", score: 24 + index / 2 * 2 + wave, answers: nil,
                    on: first.adding(days: index * 20))
            }
        }
        history.ratings = []
        history.commitments = (0..<24).map { index in
            .init(
                owner: Owner.allCases[index % 3], kind: index % 2 == 0 ? .practical : .emotional, rhythm: .weekly,
                text:
                    "Tell the other on the same day about any contact, any payment and any message, number \(index + 1)",
                agreedOn: first.adding(days: index * 30), dueOn: nil, reports: [])
        }
    }
}
