/// One of the two people of a case. A case has exactly these two; which of them is A is settled when it is opened.
package enum Partner: String, Sendable, CaseIterable, Codable {
    case a = "A"
    case b = "B"

    package var other: Self { self == .a ? .b : .a }
}

/// What part a partner has in the breach.
package enum PartInBreach: String, Sendable, CaseIterable, Codable {
    case hurt
    case involved
    case both
}

/// Who an entry is for: the couple, one partner alone, or its author.
///
/// `a` and `b` were told in confidence by that partner, as far as the secrets policy allows; `therapist` is the
/// psychotherapy note of 45 CFR 164.501, its author's own and kept apart from the record.
package enum Audience: String, Sendable, CaseIterable, Codable {
    case joint
    case a = "A"
    case b = "B"
    case therapist

    /// The audience of what `partner` gave: answers, scores and ratings belong to their giver.
    package init(of partner: Partner) {
        self = partner == .a ? .a : .b
    }
}

/// A way to reach a partner, and whether the other partner knows of it: reminders avoid one that is not known.
package struct ContactChannel: Sendable, Hashable, Codable {
    package enum Kind: String, Sendable, CaseIterable, Codable { case phone, email, post }

    package var kind: Kind
    package var value: String
    package var isKnownToOther: Bool

    package init(kind: Kind, value: String, isKnownToOther: Bool) {
        (self.kind, self.value, self.isKnownToOther) = (kind, value, isKnownToOther)
    }
}
