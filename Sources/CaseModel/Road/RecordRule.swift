/// What a criterion counts among the records of a couple, so that nobody has to count and rate what is written down
/// already. A road of a practice's own uses the same rules under its own numbers.
package enum RecordRule: String, Sendable, CaseIterable {
    /// An impact statement of each hurt partner was told and acknowledged by the other.
    case impactReflected = "impact_reflected"
    /// The parts of the involved partner's fullest apology, 0 to 5.
    case apologyParts = "apology_parts"
    /// Areas in which a boundary is in force with both partners' assent, 0 to 4.
    case areasAgreed = "areas_agreed"
    /// Breaches of the last 28 days that are not talked through; at most the threshold meets it.
    case openBreaches = "open_breaches"
    /// Days with an open talk without accusation.
    case openTalks = "open_talks"
    /// Amends that the hurt partner wants: practical ones, two at most, and emotional ones, one at most.
    case amendsWanted = "amends_wanted"
    /// Per cent kept as the hurt partner sees it, of what fell due in the last 28 days, at least 6.
    case keptShare = "kept_share"
    /// The last setback was worked through, or there was none for 8 weeks.
    case setbackPassed = "setback_passed"
    /// Three Dyadic Trust scores of each hurt partner at least 14 days apart, the last not below the first.
    case trustHeld = "trust_held"
    /// Goals of the plan; 2 at most while none is on understanding each other.
    case goalsWhole = "goals_whole"
    /// Per cent of goals that are reached or on track after two reviews.
    case goalsOnTrack = "goals_on_track"
    /// A plan for setbacks with a follow-up date, with both partners' assent.
    case planAgreed = "plan_agreed"

    /// Whether few are wanted: the threshold is then the most, and not the least.
    package var wantsFew: Bool { self == .openBreaches }
}
