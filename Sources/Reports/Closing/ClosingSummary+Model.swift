package import CaseModel
package import Casework

/// The summary of a case that is closed, for the file: how the work ended, and how far the couple came.
///
/// Nothing in it judges. Parting by decision is an end like any other.
package struct ClosingSummary: Sendable {
    /// From a partner's first score to the last, of a measure that was answered on two days at least.
    package struct Change: Sendable {
        package let measure: ProgressReport.Measure
        package let series: MeasureSeries
        package let first: Int
        package let last: Int
        package let change: ChangeClass?
    }

    package let progress: ProgressReport
    package let closing: Closing
    /// From the opening to the closing.
    package let days: Int
    /// How many goals ended how; one that was never reviewed is in none.
    package let goals: [GoalStanding: Int]
    package let goalsNotReviewed: Int
    package let changes: [Change]

    package var record: ProgressRecord { progress.record }

    /// Nil for a case that is not closed.
    package init?(_ record: ProgressRecord) {
        guard let closing = record.closing else { return nil }
        self.closing = closing
        progress = ProgressReport(record)
        days = max(0, closing.on.days(since: record.road.openedOn))
        var goals: [GoalStanding: Int] = [:]
        for goal in record.road.goals {
            if let latest = goal.latest { goals[latest.standing, default: 0] += 1 }
        }
        self.goals = goals
        goalsNotReviewed = record.road.goals.count { $0.latest == nil }
        changes = progress.measures.flatMap { measure in
            measure.series.compactMap { series in
                guard series.scores.count > 1, let first = series.scores.first, let last = series.scores.last else {
                    return nil
                }
                return Change(
                    measure: measure, series: series, first: first.score, last: last.score, change: last.change)
            }
        }
    }
}
