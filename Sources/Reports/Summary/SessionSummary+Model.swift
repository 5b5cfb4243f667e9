package import CaseModel
package import Casework

/// The file copy of one session's summary, as figures and words: nothing in it that the records do not say.
///
/// "Since" is since the day of the session before it that was held; for the first session, since the beginning. What
/// was recorded after the session's own day is left out, so a summary made late says what one made at once would.
package struct SessionSummary: Sendable {
    /// A criterion that somebody rated since the last session, with that person's rating before.
    package struct RatingChange: Sendable, Hashable {
        package let criterion: Criterion
        package let by: RatedBy
        package let on: CalendarDate
        package let value: Int
        package let before: Int?
    }

    /// Where a partner's score on one measure stands.
    package struct Score: Sendable, Hashable {
        package let partner: Partner
        package let instrument: Instrument
        package let on: CalendarDate
        package let score: Int
        /// The partner's score before this one.
        package let before: Int?
        package let isSinceLastSession: Bool
        package let isDistressed: Bool?
        package let change: ChangeClass?
        package let wasNotDistressedAtStart: Bool
    }

    /// A commitment that was due at the session, with what each partner saw since the last one.
    package struct DueCommitment: Sendable {
        package let commitment: CommitmentOnRoad
        package let keptAsSeenByA: CommitmentOnRoad.Kept
        package let keptAsSeenByB: CommitmentOnRoad.Kept
        package let isNew: Bool
    }

    package struct GoalStanding: Sendable {
        package let goal: GoalOnRoad
        package let latest: GoalOnRoad.Review?
    }

    package let record: SummaryRecord
    package let stage: Stage?
    package let moves: [StageSpan]
    package let ratings: [RatingChange]
    package let scores: [Score]
    package let commitments: [DueCommitment]
    package let goals: [GoalStanding]

    /// Any note that is not signed makes the whole document a draft.
    package var isDraft: Bool { !record.notes.allSatisfy(\.isSigned) }

    package init(_ record: SummaryRecord) {
        self.record = record
        let road = record.road
        let day = record.session.startsAt.day
        let since = record.previousHeldOn
        func isNew(_ on: CalendarDate) -> Bool { on <= day && since.map { on > $0 } ?? true }
        stage = record.session.stage ?? road.spans.last { $0.from <= day }?.stage
        moves = road.spans.filter { isNew($0.from) }
        ratings = road.criteria.flatMap { standing in
            [RatedBy.partner(.a), .partner(.b), .therapist].compactMap { rater in
                let own = standing.ratings.filter { $0.by == rater && $0.on <= day }
                guard let last = own.last, isNew(last.on) else { return nil }
                return RatingChange(
                    criterion: standing.criterion, by: rater, on: last.on, value: last.value,
                    before: own.last { !isNew($0.on) }?.value)
            }
        }
        scores = road.measures.compactMap { series in
            let known = series.scores.filter { $0.on <= day }
            guard let last = known.last else { return nil }
            return Score(
                partner: series.partner, instrument: series.instrument, on: last.on, score: last.score,
                before: known.dropLast().last?.score, isSinceLastSession: isNew(last.on),
                isDistressed: last.isDistressed, change: last.change,
                wasNotDistressedAtStart: series.wasNotDistressedAtStart)
        }
        commitments = road.commitments.filter { $0.isDue(on: day, since: since) }.map { commitment in
            let first = since?.adding(days: 1)
            return DueCommitment(
                commitment: commitment,
                keptAsSeenByA: commitment.kept(asSeenBy: .a, from: first, through: day),
                keptAsSeenByB: commitment.kept(asSeenBy: .b, from: first, through: day),
                isNew: isNew(commitment.agreedOn))
        }
        goals = road.goals.filter { $0.agreedOn <= day }.compactMap { goal in
            let latest = goal.reviews.last { $0.on <= day }
            let isSettled = latest?.standing == .reached || latest?.standing == .dropped
            if isSettled, let latest, !isNew(latest.on) { return nil }
            return GoalStanding(goal: goal, latest: latest)
        }
    }
}

extension CommitmentOnRoad {
    /// Whether it was agreed by that day and not over before the session `since`: one with a rhythm is over after its
    /// last day, one without when it was reported on.
    fileprivate func isDue(on day: CalendarDate, since: CalendarDate?) -> Bool {
        guard agreedOn <= day else { return false }
        guard let since else { return true }
        switch rhythm {
        case .once: return !reports.contains { $0.on <= since }
        case .daily, .weekly: return dueOn.map { $0 > since } ?? true
        }
    }
}
