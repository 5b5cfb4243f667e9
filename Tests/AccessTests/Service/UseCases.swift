import CaseModel
import Casework
import FoundationEssentials
import Postgres

/// The names by which a person asks for what belongs to one case.
struct Target: RowDecodable, Sendable {
    let caseName: String
    let session: String
    let note: String
    let psychotherapyNote: String
    let draft: String
    let draftedSession: String
    let commitment: String
    let goal: String
    let setback: String

    init(row: inout RowReader) throws(PostgresError) {
        caseName = try row.next()
        session = try row.next()
        note = try row.next()
        psychotherapyNote = try row.next()
        draft = try row.next()
        draftedSession = try row.next()
        commitment = try row.next()
        goal = try row.next()
        setback = try row.next()
    }

    /// Names as they could be, of nothing that is there.
    init(absent: Void) {
        var random = SystemRandomNumberGenerator()
        func name(_ kind: Handle.Kind) -> String { Handle.random(kind, using: &random).description }
        (caseName, session, note) = (name(.caseFile), name(.session), name(.note))
        (psychotherapyNote, draft, draftedSession) = (name(.note), name(.note), name(.session))
        (commitment, goal, setback) = (name(.commitment), name(.goal), name(.record))
    }

    /// Those of the case with this id: what somebody else filed, never what the person of the matrix wrote.
    static func query(_ caseID: UUID) -> SQL {
        """
        select c.handle, s.handle,
            (select handle from app.notes n where n.practice_id = c.practice_id
                and n.case_id = c.case_id and n.session_id = s.session_id
             and n.author_id = c.opened_by),
            (select handle from app.notes n where n.practice_id = c.practice_id
                and n.case_id = c.case_id and n.audience = 'therapist'
             and n.author_id = c.opened_by),
            d.handle, ds.handle,
            (select handle from app.commitments k where k.practice_id = c.practice_id and k.case_id = c.case_id),
            (select handle from app.goals g where g.practice_id = c.practice_id and g.case_id = c.case_id),
            (select handle from app.stage_records r where r.practice_id = c.practice_id and r.case_id = c.case_id
             and r.kind = 'setback' and r.audience = 'joint' and r.author_id = c.opened_by)
        from app.cases c
        join lateral (select * from app.sessions s where s.practice_id = c.practice_id
                          and s.case_id = c.case_id and s.format = 'conjoint'
                      order by starts_at limit 1) s on true
        join lateral (select * from app.drafts d where d.practice_id = c.practice_id
                          and d.case_id = c.case_id and d.author_id = c.opened_by
                      and d.audience = 'joint' and d.session_id <> s.session_id limit 1) d on true
        join app.sessions ds on ds.practice_id = d.practice_id and ds.session_id = d.session_id
        join app.practices p on p.practice_id = c.practice_id and p.name = 'Test Practice'
        where c.case_id = \(caseID)
        """
    }
}

/// Something that the program does with one case.
struct UseCase: Sendable {
    let name: String
    let run: @Sendable (Casework, Target) async throws -> Void

    private init(_ name: String, _ run: @escaping @Sendable (Casework, Target) async throws -> Void) {
        (self.name, self.run) = (name, run)
    }

    private static func handle(_ text: String, _ kind: Handle.Kind) throws -> Handle {
        guard let handle = Handle(text, kind) else { throw Unexpected(message: "no handle: \(text)") }
        return handle
    }

    static let reading: [UseCase] = [
        UseCase("case show") { _ = try await $0.casePage(handle($1.caseName, .caseFile)) },
        UseCase("case list") { casework, target in
            let list = try await casework.caseload(includingClosed: true)
            guard list.contains(where: { $0.handle == target.caseName }) else {
                throw CaseworkError.notFound(.caseFile, target.caseName)
            }
        },
        UseCase("note list") { _ = try await $0.notes(of: $1.caseName) },
        UseCase("note show") { _ = try await $0.openNote($1.note) },
        UseCase("psychotherapy") { _ = try await $0.openNote($1.psychotherapyNote) },
        UseCase("draft show") { _ = try await $0.openNote($1.draft) },
        UseCase("session list") { _ = try await $0.sessions(of: $1.caseName) },
        UseCase("consent list") { _ = try await $0.consents(of: $1.caseName) },
        UseCase("stage show") { _ = try await $0.road(of: handle($1.caseName, .caseFile)) },
        UseCase("commitment list") { _ = try await $0.commitments(of: handle($1.caseName, .caseFile)) },
        UseCase("goal list") { _ = try await $0.goals(of: handle($1.caseName, .caseFile)) },
        UseCase("record list") { _ = try await $0.records(of: handle($1.caseName, .caseFile)) },
        UseCase("measure list") { _ = try await $0.measures(of: handle($1.caseName, .caseFile)) },
        UseCase("safety show") { _ = try await $0.safetyRecord(of: $1.caseName) },
        UseCase("confided list") { _ = try await $0.confidedMatters(of: $1.caseName) },
        UseCase("treatment show") { _ = try await $0.treatment(of: handle($1.caseName, .caseFile)) },
        UseCase("coverage show") { _ = try await $0.coverages(of: handle($1.caseName, .caseFile)) },
        UseCase("report progress") { _ = try await $0.progressRecord(of: $1.caseName) },
        UseCase("report summary") { _ = try await $0.summaryRecord(of: $1.session) },
        UseCase("authorization list") { _ = try await $0.authorizations(of: $1.caseName) },
        UseCase("release list") { _ = try await $0.releases(of: $1.caseName) },
    ]

    static let writing: [UseCase] = [
        UseCase("note write") {
            _ = try await $0.writeNote("words", as: .free, onSession: $1.draftedSession, key: TwoPractices.key())
        },
        UseCase("psychotherapy write") {
            _ = try await $0.writePsychotherapyNote("words", in: $1.caseName, key: TwoPractices.key())
        },
        UseCase("draft edit") {
            _ = try await $0.editDraft($1.draft, words: "words", version: 1, key: TwoPractices.key())
        },
        UseCase("draft sign") { _ = try await $0.signNote($1.draft, key: TwoPractices.key()) },
        UseCase("safety screen") {
            try await $0.recordScreen(
                NewScreen(partner: .a, result: .negative), in: $1.caseName, key: TwoPractices.key())
        },
        UseCase("confided record") {
            _ = try await $0.recordMatter(
                NewMatter(partner: .a, words: "words"), in: $1.caseName, key: TwoPractices.key())
        },
        UseCase("treatment set") {
            _ = try await $0.setTreatmentPlan(
                NewTreatmentPlan(
                    problem: "words", frequency: .monthly, reviewOn: CalendarDate(dayNumber: 30_000)),
                of: handle($1.caseName, .caseFile), key: TwoPractices.key())
        },
        UseCase("coverage set") {
            _ = try await $0.setCoverage(
                NewCoverage(
                    client: .a,
                    words: CoverageWords(payer: "words", memberID: "1", diagnoses: ["F43.23"], services: ["90847"])),
                of: handle($1.caseName, .caseFile), key: TwoPractices.key())
        },
        UseCase("session book") {
            _ = try await $0.bookSession(
                SessionPlan(
                    at: LocalTime(day: CalendarDate(dayNumber: 20_700), minute: 600), minutes: 50, format: .conjoint,
                    modality: .office), in: $1.caseName, key: TwoPractices.key())
        },
        UseCase("session cancel") { _ = try await $0.cancelSession($1.session, key: TwoPractices.key()) },
        UseCase("session record") {
            _ = try await $0.recordSession(
                $1.session, SessionOutcome(state: .held, attendance: .both), version: 1, key: TwoPractices.key())
        },
        UseCase("consent record") {
            _ = try await $0.recordConsent(
                NewConsent(partner: .a, kind: .treatment), in: $1.caseName, key: TwoPractices.key())
        },
        UseCase("stage return") {
            _ = try await $0.returnStage(
                of: handle($1.caseName, .caseFile), to: .acknowledge, reason: "a setback", key: TwoPractices.key())
        },
        UseCase("stage rate") {
            _ = try await $0.rateCriterion(
                "3.2", of: handle($1.caseName, .caseFile), by: .partner(.a), value: 2, key: TwoPractices.key())
        },
        UseCase("measure record") {
            _ = try await $0.recordMeasure(
                "PHQ-9", of: handle($1.caseName, .caseFile), partner: .a, .score(9), key: TwoPractices.key())
        },
        UseCase("commitment add") {
            _ = try await $0.addCommitment(
                to: handle($1.caseName, .caseFile), owner: .a, kind: .practical, rhythm: .weekly, text: "words",
                key: TwoPractices.key())
        },
        UseCase("commitment keep") {
            try await $0.reportCommitments(
                [handle($1.commitment, .commitment)], kept: true, asSeenBy: .a, key: TwoPractices.key())
        },
        UseCase("goal add") {
            _ = try await $0.addGoal(
                to: handle($1.caseName, .caseFile), owner: .a,
                words: GoalWords(goal: "words", measure: "words", target: "words"),
                dueOn: CalendarDate(dayNumber: 20_700), key: TwoPractices.key())
        },
        UseCase("goal review") {
            try await $0.reviewGoal(handle($1.goal, .goal), standing: .onTrack, key: TwoPractices.key())
        },
        UseCase("stage correct") {
            try await $0.correctRoad(
                of: handle($1.caseName, .caseFile), .redate(move: 2, on: CalendarDate(dayNumber: 20_500)),
                reason: "words",
                key: TwoPractices.key())
        },
        UseCase("record add") {
            _ = try await $0.addRecord(
                NewRecord(.talk(withoutAccusation: true), text: "words"), to: handle($1.caseName, .caseFile),
                key: TwoPractices.key())
        },
        UseCase("record answer") {
            try await $0.answerRecord(handle($1.setback, .record), .workThrough, key: TwoPractices.key())
        },
        UseCase("authorization add") {
            _ = try await $0.authorize(
                NewAuthorization(partner: .a, recipient: .couple, purpose: "words"), in: $1.caseName,
                key: TwoPractices.key())
        },
        UseCase("release ask") {
            _ = try await $0.askRelease(
                ReleaseByLaw(
                    caseName: $1.caseName, recipient: .couple, basis: .courtOrder, reason: "an order of the court"),
                covering: [.joint], key: TwoPractices.key())
        },
        UseCase("case assign") {
            try await $0.assignCase(
                handle($1.caseName, .caseFile), to: "omar", as: .coTherapist, key: TwoPractices.key())
        },
        UseCase("case close") {
            try await $0.closeCase(
                handle($1.caseName, .caseFile),
                Closing(on: CalendarDate(dayNumber: 20_619), howItEnded: .completed, relationship: .together),
                version: nil, key: TwoPractices.key())
        },
    ]
}
