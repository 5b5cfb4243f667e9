package import CaseModel

/// One commitment with what each partner saw of it, apart.
package struct CommitmentOnRoad: Sendable {
    /// Of the days that were reported, how many were kept.
    package struct Kept: Sendable, Hashable {
        package let kept: Int
        package let reported: Int

        /// Whole per cent, rounded half up; nil where nothing was reported.
        package var percent: Int? {
            reported == 0 ? nil : (kept * 200 + reported) / (reported * 2)
        }
    }

    /// One partner's view of one day.
    package struct Report: Sendable, Hashable {
        package let by: Partner
        package let on: CalendarDate
        package let kept: Bool
    }

    package let handle: String
    package let owner: Owner
    package let kind: CommitmentKind
    package let rhythm: Rhythm
    package let agreedOn: CalendarDate
    package let dueOn: CalendarDate?
    package let endedOn: CalendarDate?
    /// The hurt partner said that they want it.
    package let isWanted: Bool
    package let text: String
    package let reports: [Report]

    /// Kept as one partner saw it, of what that partner reported, from the first to the last day given.
    package func kept(
        asSeenBy viewer: Partner, from first: CalendarDate? = nil, through last: CalendarDate? = nil
    ) -> Kept {
        reports.kept(asSeenBy: viewer, from: first, through: last)
    }
}

extension [CommitmentOnRoad.Report] {
    func kept(
        asSeenBy viewer: Partner, from first: CalendarDate?, through last: CalendarDate?
    ) -> CommitmentOnRoad.Kept {
        let own = filter { report in
            report.by == viewer && first.map { report.on >= $0 } ?? true && last.map { report.on <= $0 } ?? true
        }
        return CommitmentOnRoad.Kept(kept: own.count { $0.kept }, reported: own.count)
    }
}

/// One goal of the plan with its reviews, oldest first.
package struct GoalOnRoad: Sendable {
    package struct Review: Sendable, Hashable {
        package let on: CalendarDate
        package let standing: GoalStanding
    }

    package let handle: String
    package let owner: Owner
    package let agreedOn: CalendarDate
    package let dueOn: CalendarDate
    /// A goal on understanding each other.
    package let isMutual: Bool
    package let words: GoalWords
    package let reviews: [Review]

    package var latest: Review? { reviews.last }
}
