/// What a partner's screening, alone, gave.
package enum ScreenResult: String, Sendable, CaseIterable {
    case negative, positive, incomplete, declined
}

/// What is asked in a screening; each is said, denied, or was not asked.
package struct ScreenFindings: Sendable, Hashable {
    package var fear: Bool?
    package var injury: Bool?
    package var coerciveControl: Bool?
    package var weapons: Bool?
    package var children: Bool?

    package init(
        fear: Bool? = nil, injury: Bool? = nil, coerciveControl: Bool? = nil, weapons: Bool? = nil,
        children: Bool? = nil
    ) {
        (self.fear, self.injury, self.coerciveControl) = (fear, injury, coerciveControl)
        (self.weapons, self.children) = (weapons, children)
    }

    /// In the order of the form.
    package var all: [Bool?] { [fear, injury, coerciveControl, weapons, children] }

    /// As a person says them, those that were said.
    package var said: [String] {
        zip(["fear", "injury", "coercive control", "weapons", "children"], all).filter { $0.1 == true }.map(\.0)
    }
}

/// What a clinician decides about the couple's work while something stands against it.
package enum SafetyDecision: String, Sendable, CaseIterable {
    /// The couple is seen together: the hold ends.
    case conjoint
    case separateOnly = "separate_only"
    case refer
    case stop
}

/// What a flag is about.
package enum FlagKind: String, Sendable, CaseIterable {
    /// An answer above 0 to item 9 of the PHQ-9; raised by those answers and by nothing else.
    case itemNine = "item_9"
    case selfHarm = "self_harm"
    case violence, child, other
}

/// What became of a matter that was told in confidence under `no secrets`.
package enum MatterOutcome: String, Sendable, CaseIterable {
    case sharedByPartner = "shared_by_partner"
    case sharedByTherapist = "shared_by_therapist"
    case workEnded = "work_ended"
}
