/// Why a couple needs a look, the most urgent kind first.
package enum AttentionKind: Int, Sendable, CaseIterable, Comparable {
    /// A screen, a hold, a flag or an answer about self-harm that nobody has settled.
    case safety
    /// One partner is reliably better and the other reliably worse.
    case opposed
    /// A partner is reliably worse than at the first score.
    case deteriorated
    case noteOverdue
    /// A goal's day is over without a last review, or a plan's or an agreement's review.
    case reviewDue
    /// Fewer than half of the commitments of four weeks were kept, as the other partner saw it.
    case slipping
    /// In treatment, and nobody was seen for weeks.
    case notSeen
    /// In the stage for longer than three quarters of couples were.
    case longerThanUsual

    /// In a few words, for a list.
    package var words: String {
        switch self {
        case .safety: "safety open"
        case .opposed: "opposed changes"
        case .deteriorated: "getting worse"
        case .noteOverdue: "note overdue"
        case .reviewDue: "review due"
        case .slipping: "commitments slipping"
        case .notSeen: "not seen"
        case .longerThanUsual: "longer than usual"
        }
    }

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// One reason to look at a couple, with what it rests on.
package struct Attention: Sendable, Hashable {
    package let kind: AttentionKind
    /// The figures behind it, in a sentence. For the therapist; no document for a couple shows one.
    package let why: String

    package init(_ kind: AttentionKind, _ why: String) {
        (self.kind, self.why) = (kind, why)
    }
}
