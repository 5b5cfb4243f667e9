package import CaseModel

/// How much was kept in one week, as those who owe it saw it and as those whom it is owed saw it, apart.
///
/// It is for the therapist: a document for a couple never shows it.
package struct WeekOfAmends: Sendable, Hashable {
    /// The Monday that the week begins with.
    package let monday: CalendarDate
    /// What owners reported of their own commitments; of shared ones, what either reported.
    package let seenByOwner: CommitmentOnRoad.Kept
    /// What was reported of the other partner's commitments.
    package let seenByOther: CommitmentOnRoad.Kept
}

extension [CommitmentOnRoad] {
    /// The weeks with a report, oldest first.
    package func weeks() -> [WeekOfAmends] {
        var counts: [CalendarDate: [Bool: (kept: Int, reported: Int)]] = [:]
        for commitment in self {
            for report in commitment.reports {
                let isOwner = commitment.owner == .both || commitment.owner.rawValue == report.by.rawValue
                counts[report.on.monday, default: [:]][isOwner, default: (0, 0)].reported += 1
                if report.kept { counts[report.on.monday, default: [:]][isOwner, default: (0, 0)].kept += 1 }
            }
        }
        return counts.keys.sorted().map { monday in
            func kept(_ isOwner: Bool) -> CommitmentOnRoad.Kept {
                let count = counts[monday]?[isOwner] ?? (0, 0)
                return .init(kept: count.kept, reported: count.reported)
            }
            return WeekOfAmends(monday: monday, seenByOwner: kept(true), seenByOther: kept(false))
        }
    }
}

extension CalendarDate {
    /// The Monday of its week (ISO 8601); day 0 was a Thursday.
    fileprivate var monday: CalendarDate {
        let place = (dayNumber + 3) % 7
        return adding(days: -(place < 0 ? place + 7 : place))
    }
}
