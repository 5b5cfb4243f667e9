/// The breach of trust that brought a couple to the practice: what kind, how it came to light, whether it has ended.
package struct Breach: Sendable, Hashable {
    package enum Kind: String, Sendable, CaseIterable {
        case sexual, emotional, online, financial, substance
        case otherDeception = "other_deception"
    }

    package enum CameToLight: String, Sendable, CaseIterable {
        case told, found, suspected, unknown
    }

    package enum State: String, Sendable, CaseIterable {
        case ongoing, ended, unknown
    }

    /// The kind that the work is mostly about.
    package var kind: Kind
    package var cameToLight: CameToLight
    /// The first day of the month in which it came to light, where it is known.
    package var month: CalendarDate?
    package var state: State

    package init(kind: Kind, cameToLight: CameToLight = .unknown, month: CalendarDate? = nil, state: State = .unknown) {
        (self.kind, self.cameToLight, self.state) = (kind, cameToLight, state)
        self.month = month.flatMap { CalendarDate(year: $0.year, month: $0.month, day: 1) }
    }
}
