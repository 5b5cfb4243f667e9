/// Who owns a commitment or a goal.
package enum Owner: String, Sendable, CaseIterable {
    case a = "A"
    case b = "B"
    case both
}

/// What a commitment is for.
package enum CommitmentKind: String, Sendable, CaseIterable {
    case practical, emotional
}

/// How often a commitment falls due.
package enum Rhythm: String, Sendable, CaseIterable {
    case once, daily, weekly
}

/// Where a goal stood at a review.
package enum GoalStanding: String, Sendable, CaseIterable {
    case reached
    case onTrack = "on_track"
    case behind, dropped
}
