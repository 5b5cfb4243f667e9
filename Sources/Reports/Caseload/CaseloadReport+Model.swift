package import CaseModel
package import Casework

/// A therapist's open cases at one moment, as figures: where the couples stand, and what waits to be done.
package struct CaseloadReport: Sendable {
    package let record: CaseloadRecord
    /// Open cases by status, none left out.
    package let byStatus: [CaseStatus: Int]
    /// Active cases by the stage they are in; nil is a road that has not begun.
    package let byStage: [Stage?: Int]
    package let notesOverdue: Int
    /// Active cases without a session to come.
    package let withoutNextDate: [CaseloadEntry]

    package init(_ record: CaseloadRecord) {
        self.record = record
        let active = record.entries.filter { $0.status == .active }
        byStatus = Dictionary(grouping: record.entries, by: \.status).mapValues(\.count)
        byStage = Dictionary(grouping: active, by: { $0.stage?.stage }).mapValues(\.count)
        notesOverdue = record.entries.reduce(0) { $0 + $1.notesOverdue }
        withoutNextDate = active.filter { $0.nextAt == nil }
    }

    /// Whole days in the stage, up to the day of reading; nil where the road has not begun.
    package func daysInStage(_ entry: CaseloadEntry) -> Int? {
        entry.stageSince.map { max(0, record.readAt.day.days(since: $0)) }
    }

    /// Days since the last session that was held; nil where none was.
    package func daysSinceSession(_ entry: CaseloadEntry) -> Int? {
        entry.lastHeldOn.map { max(0, record.readAt.day.days(since: $0)) }
    }
}
