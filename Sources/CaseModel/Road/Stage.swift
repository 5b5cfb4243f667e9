/// One of the six stages of the road back to trust. A stage is a focus, not a lock: any record can be made in any stage.
package enum Stage: Int16, Sendable, CaseIterable, Comparable {
    case acknowledge = 1
    case apologize, boundaries, amends, patience, plan

    /// The stage's name in the roadmap.
    package var name: String {
        switch self {
        case .acknowledge: "Acknowledge the Hurt"
        case .apologize: "Apologize and Take Responsibility"
        case .boundaries: "Establish Boundaries and Open Communication"
        case .amends: "Make Amends and Take Action"
        case .patience: "Be Patient and Accept a Slow Process"
        case .plan: "Create a Plan for Rebuilding Trust"
        }
    }

    /// One word, for a narrow column.
    package var shortName: String {
        switch self {
        case .acknowledge: "Acknowledge"
        case .apologize: "Apologize"
        case .boundaries: "Boundaries"
        case .amends: "Amends"
        case .patience: "Patience"
        case .plan: "Plan"
        }
    }

    package var next: Stage? { Stage(rawValue: rawValue + 1) }

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// One step on the road: a couple took up a stage on a day. A stage ends where the next begins, so a road has neither
/// gaps nor overlaps.
package struct StageMove: Sendable, Hashable {
    package enum Kind: String, Sendable, CaseIterable {
        /// The road begins.
        case start
        /// To the next stage.
        case advance
        /// Past at least one stage, for a stated reason.
        case skip
        /// Back to an earlier stage: a setback, with its reason.
        case goBack = "return"
    }

    package enum Refusal: Error, Hashable, Sendable {
        case alreadyThere
        case skipsWithoutReason(from: Stage, to: Stage)
        case returnsWithoutSetback
        case unmetCriteriaWithoutReason([String])
        case beforeTheLastMove(CalendarDate)
    }

    package var to: Stage
    package var kind: Kind
    /// The numbers of the criteria that were not met when the couple moved on all the same.
    package var unmet: [String] = []

    package init(to: Stage, kind: Kind, unmet: [String] = []) {
        (self.to, self.kind, self.unmet) = (to, kind, unmet)
    }

    /// What a move from `current` to `target` is, or why it cannot be made. The database holds the same rules as
    /// constraints; this gives the words. `hasReason` is, of a return, that it names its setback.
    package static func move(
        from current: Stage?, since: CalendarDate?, to target: Stage, on day: CalendarDate,
        unmet: [String] = [], hasReason: Bool
    ) throws(Refusal) -> StageMove {
        if let since, day < since { throw .beforeTheLastMove(since) }
        guard let current else {
            if target != .acknowledge, !hasReason { throw .skipsWithoutReason(from: .acknowledge, to: target) }
            return StageMove(to: target, kind: .start)
        }
        if target == current { throw .alreadyThere }
        if target < current {
            guard hasReason else { throw .returnsWithoutSetback }
            return StageMove(to: target, kind: .goBack)
        }
        if target != current.next {
            guard hasReason else { throw .skipsWithoutReason(from: current, to: target) }
            return StageMove(to: target, kind: .skip)
        }
        if !unmet.isEmpty, !hasReason { throw .unmetCriteriaWithoutReason(unmet) }
        return StageMove(to: target, kind: .advance, unmet: unmet)
    }
}
