/// For whom a copy of a record is: one of the two, both together, or a person outside.
package enum CopyReader: Sendable, Hashable {
    case partner(Partner)
    case couple
    /// By name, as it stands on the authorization.
    case person(String)

    /// `A`, `B`, `couple` or `person`.
    package var code: String {
        switch self {
        case .partner(let partner): partner.rawValue
        case .couple: "couple"
        case .person: "person"
        }
    }

    /// Reads `A`, `B`, `couple`, or a name; nil where it is empty.
    package init?(_ text: String) {
        let trimmed = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard !trimmed.isEmpty else { return nil }
        if let partner = Partner(rawValue: trimmed.uppercased()) {
            self = .partner(partner)
        } else if trimmed.lowercased() == "couple" {
            self = .couple
        } else {
            self = .person(trimmed)
        }
    }

    /// What a copy for this reader may hold at the very most, whatever anybody allows: never one partner's part for the
    /// other, and the psychotherapy notes' audience for nobody.
    package var widest: Set<Audience> {
        switch self {
        case .partner(let partner): [.joint, Audience(of: partner)]
        case .couple: [.joint]
        case .person: [.joint, .a, .b]
        }
    }
}

/// By which law a copy goes out without the couple's leave.
package enum ReleaseBasis: String, Sendable, CaseIterable {
    case courtOrder = "court_order"
    case subpoena
    case seriousHarm = "serious_harm"
    case mandatedReport = "mandated_report"
    case oversight, emergency
    case otherLaw = "other_law"

    /// Whether it is never held: recorded at once, reviewed after.
    package var isNeverHeld: Bool { self == .mandatedReport || self == .seriousHarm }
}

/// Where a copy of a record stands on its way out, and what can become of it there.
///
/// A plain model of the rules, without a clock and without rows: the database holds the same as constraints and in
/// `sql/functions/9_releases.sql`, and both are tried against each other.
package enum ReleaseState: String, Sendable, CaseIterable {
    /// Asked for against the couple's leave; nothing has left.
    case asked
    case approved, refused, withdrawn
    /// Given, and in the accounting.
    case released
    /// A report that was given at once and is still to be reviewed.
    case toReview = "to_review"
    case reviewed

    /// What somebody does.
    package enum Act: Hashable, Sendable, CaseIterable {
        case approveByOther, approveBySelf, refuseByOther, refuseBySelf
        case withdrawByAsker, withdrawByOther
        case give
        case reviewByOther, reviewBySelf
    }

    /// What holds around it: a practice of one, and whether its 24 hours are over.
    package struct Circumstances: Sendable, Hashable {
        package var isAlone: Bool
        package var dayIsOver: Bool

        package init(isAlone: Bool, dayIsOver: Bool) {
            (self.isAlone, self.dayIsOver) = (isAlone, dayIsOver)
        }
    }

    /// The state after the act; nil where it is refused and nothing changes.
    package func after(_ act: Act, in around: Circumstances) -> Self? {
        switch (self, act) {
        case (.asked, .approveByOther): .approved
        case (.asked, .refuseByOther): .refused
        case (.asked, .withdrawByAsker), (.approved, .withdrawByAsker): .withdrawn
        case (.approved, .give): .released
        case (.asked, .give): around.isAlone && around.dayIsOver ? .released : nil
        case (.toReview, .reviewByOther): .reviewed
        case (.toReview, .reviewBySelf): around.isAlone && around.dayIsOver ? .reviewed : nil
        default: nil
        }
    }
}
