/// Who a session is meant for.
package enum SessionFormat: String, Sendable, CaseIterable {
    case conjoint
    case individualA = "individual_A"
    case individualB = "individual_B"

    /// The partner who is seen alone, if one is.
    package var alone: Partner? {
        switch self {
        case .conjoint: nil
        case .individualA: .a
        case .individualB: .b
        }
    }
}

/// Where a session takes place.
package enum Modality: String, Sendable, CaseIterable {
    case office, telehealth, phone
}

/// What became of a session.
package enum SessionState: String, Sendable, CaseIterable {
    case booked, held
    case noShow = "no_show"
    case lateCancellation = "late_cancellation"
    case cancelled
    case phoneContact = "phone_contact"

    /// Whether somebody was spoken with, so that a note is due.
    package var wantsNote: Bool { self == .held || self == .phoneContact }
}

/// Which of the partners came.
package enum Attendance: String, Sendable, CaseIterable {
    case both
    case aOnly = "A"
    case bOnly = "B"
    case nobody = "none"
}
