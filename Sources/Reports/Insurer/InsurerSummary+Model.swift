package import CaseModel
package import Casework

/// The insurer's copy of one session's summary: one client, codes, symptoms, terms of fixed lists, progress, what comes next.
///
/// Holds nothing of the other partner but that they were present; no breach, no stage, no words of a note.
package struct InsurerSummary: Sendable {
    package struct Score: Sendable, Hashable {
        package let instrument: Instrument
        package let on: CalendarDate
        package let score: Int
        package let first: Int
        package let isDistressed: Bool?
        package let change: ChangeClass?
    }

    /// How many goals of the plan stand how.
    package struct Goals: Sendable, Hashable {
        package let agreed: Int
        package let reached: Int
        package let onTrack: Int
        package let notReviewed: Int
    }

    package let record: InsurerRecord
    package let scores: [Score]
    package let goals: Goals

    package init(_ record: InsurerRecord) {
        self.record = record
        let day = record.session.startsAt.day
        scores = record.measures.compactMap { series in
            let known = series.scores.filter { $0.on <= day }
            guard let last = known.last, let first = known.first else { return nil }
            return Score(
                instrument: series.instrument, on: last.on, score: last.score, first: first.score,
                isDistressed: last.isDistressed, change: known.count > 1 ? last.change : nil)
        }
        goals = Goals(
            agreed: record.goals.count, reached: record.goals.count { $0 == .reached },
            onTrack: record.goals.count { $0 == .onTrack }, notReviewed: record.goals.count { $0 == nil })
    }
}
