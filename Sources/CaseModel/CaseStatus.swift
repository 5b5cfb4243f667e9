/// Where a case is in its administrative life. Closed is not final: a case can be reopened.
package enum CaseStatus: String, Sendable, CaseIterable {
    case enquiry, waiting, active, paused, closed
}

/// How the work with a couple ended, and where the relationship stood. Apart by decision is not failure.
package struct Closing: Sendable, Hashable {
    package enum HowItEnded: String, Sendable, CaseIterable {
        case completed, referred
        case oneWithdrew = "one_withdrew"
        case lostContact = "lost_contact"
        case stoppedForSafety = "stopped_for_safety"
        case other
    }

    package enum Relationship: String, Sendable, CaseIterable {
        case together, apart, undecided, unknown
    }

    package var on: CalendarDate
    package var howItEnded: HowItEnded
    package var relationship: Relationship

    package init(on: CalendarDate, howItEnded: HowItEnded, relationship: Relationship) {
        (self.on, self.howItEnded, self.relationship) = (on, howItEnded, relationship)
    }
}
