import CaseModel
import FoundationEssentials
import Postgres

/// Rows of `app.commitments`, and of what the partners said of them.
struct CommitmentRows {
    var reports = CommitmentReportRows()
    private var id: [UUID] = []
    private var caseID: [UUID] = []
    private var handle: [Handle] = []
    private var owner: [Owner] = []
    private var kind: [CommitmentKind] = []
    private var rhythm: [Rhythm] = []
    private var agreedOn: [CalendarDate] = []
    private var dueOn: [CalendarDate?] = []
    private var isWanted: [Bool] = []
    private var text: [[UInt8]] = []

    mutating func add(
        _ commitment: CaseHistory.CommitmentRecord, handle: Handle, keys: inout CaseKeys, random: inout RandomSource
    ) throws {
        let row = ID<Commitment>.random(using: &random).uuid
        id.append(row)
        caseID.append(keys.caseID)
        self.handle.append(handle)
        owner.append(commitment.owner)
        kind.append(commitment.kind)
        rhythm.append(commitment.rhythm)
        agreedOn.append(commitment.agreedOn)
        dueOn.append(commitment.dueOn)
        isWanted.append(commitment.isWanted)
        text.append(
            try keys.seal(commitment.text, for: .joint, row: row, field: RoadField.commitment, using: &random))
        for report in commitment.reports { reports.add(report, of: row, case: keys.caseID) }
    }

    func insert(_ desk: Desk) -> SQL? {
        if id.isEmpty { return nil }
        return """
            insert into app.commitments
                (practice_id, recorded_by, audience, commitment_id, case_id, handle, owner, kind, rhythm, agreed_on,
                 due_on, is_wanted, text_sealed)
            select \(desk.practice)::uuid, \(desk.staff)::uuid, 'joint', r.*
            from unnest(
                \(id)::uuid[], \(caseID)::uuid[], \(handle)::text[], \(owner)::text[], \(kind)::text[],
                \(rhythm)::text[], \(agreedOn)::date[], \(dueOn)::date[], \(isWanted)::boolean[],
                \(text)::bytea[]) r
            """
    }
}

/// Rows of `app.commitment_reports`.
struct CommitmentReportRows {
    private var commitment: [UUID] = []
    private var caseID: [UUID] = []
    private var by: [Partner] = []
    private var on: [CalendarDate] = []
    private var kept: [Bool] = []

    mutating func add(_ report: CaseHistory.CommitmentRecord.Report, of commitment: UUID, case caseID: UUID) {
        self.commitment.append(commitment)
        self.caseID.append(caseID)
        by.append(report.by)
        on.append(report.on)
        kept.append(report.kept)
    }

    func insert(_ desk: Desk) -> SQL? {
        if commitment.isEmpty { return nil }
        return """
            insert into app.commitment_reports
                (practice_id, recorded_by, commitment_id, case_id, reported_by, audience, on_day, kept)
            select \(desk.practice)::uuid, \(desk.staff)::uuid, r.*
            from unnest(
                \(commitment)::uuid[], \(caseID)::uuid[], \(by)::text[], \(by)::text[], \(on)::date[],
                \(kept)::boolean[]) r
            """
    }
}

/// Rows of `app.goals`, and of their reviews.
struct GoalRows {
    var reviews = GoalReviewRows()
    private var id: [UUID] = []
    private var caseID: [UUID] = []
    private var handle: [Handle] = []
    private var owner: [Owner] = []
    private var agreedOn: [CalendarDate] = []
    private var dueOn: [CalendarDate] = []
    private var isMutual: [Bool] = []
    private var words: [[UInt8]] = []

    mutating func add(
        _ goal: CaseHistory.GoalRecord, handle: Handle, keys: inout CaseKeys, random: inout RandomSource
    ) throws {
        let row = ID<Goal>.random(using: &random).uuid
        id.append(row)
        caseID.append(keys.caseID)
        self.handle.append(handle)
        owner.append(goal.owner)
        agreedOn.append(goal.agreedOn)
        dueOn.append(goal.dueOn)
        isMutual.append(goal.isMutual)
        words.append(
            try keys.seal(sealedJSON(goal.words), for: .joint, row: row, field: RoadField.goal, using: &random))
        for review in goal.reviews { reviews.add(review, of: row, case: keys.caseID) }
    }

    func insert(_ desk: Desk) -> SQL? {
        if id.isEmpty { return nil }
        return """
            insert into app.goals
                (practice_id, recorded_by, audience, goal_id, case_id, handle, owner, agreed_on, due_on, is_mutual,
                 words_sealed)
            select \(desk.practice)::uuid, \(desk.staff)::uuid, 'joint', r.*
            from unnest(
                \(id)::uuid[], \(caseID)::uuid[], \(handle)::text[], \(owner)::text[], \(agreedOn)::date[],
                \(dueOn)::date[], \(isMutual)::boolean[], \(words)::bytea[]) r
            """
    }
}

/// Rows of `app.goal_reviews`.
struct GoalReviewRows {
    private var goal: [UUID] = []
    private var caseID: [UUID] = []
    private var on: [CalendarDate] = []
    private var standing: [GoalStanding] = []

    mutating func add(_ review: CaseHistory.GoalRecord.Review, of goal: UUID, case caseID: UUID) {
        self.goal.append(goal)
        self.caseID.append(caseID)
        on.append(review.on)
        standing.append(review.standing)
    }

    func insert(_ desk: Desk) -> SQL? {
        if goal.isEmpty { return nil }
        return """
            insert into app.goal_reviews (practice_id, recorded_by, goal_id, case_id, reviewed_on, standing)
            select \(desk.practice)::uuid, \(desk.staff)::uuid, r.*
            from unnest(\(goal)::uuid[], \(caseID)::uuid[], \(on)::date[], \(standing)::text[]) r
            """
    }
}
