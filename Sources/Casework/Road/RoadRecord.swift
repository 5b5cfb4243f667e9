package import CaseModel

/// One couple's whole road as figures and words: what a screen shows and a report is made from.
///
/// Everything of one case that its therapist may read, each entry with whoever gave it; a document for somebody else
/// leaves out what is not for that reader. Lists are in the order of their days.
package struct RoadRecord: Sendable {
    /// One of the two, as the road knows them. `name` is the letter where no name is known.
    package struct Person: Sendable, Hashable {
        package let partner: Partner
        package let name: String
        package let part: PartInBreach
    }

    package let handle: Handle
    package let status: CaseStatus
    package let openedOn: CalendarDate
    package let closedOn: CalendarDate?
    /// The practice's day on which this was read: what lasts, lasts until then.
    package let readOn: CalendarDate
    package let roadmapVersion: Int
    /// The stages of the case's road, in their order.
    package let stages: [RoadStage]
    package let a: Person
    package let b: Person
    package let spans: [StageSpan]
    /// The criteria of all six stages, in the order of their numbers.
    package let criteria: [CriterionStanding]
    /// One a partner and instrument, by instrument and then by partner.
    package let measures: [MeasureSeries]
    package let commitments: [CommitmentOnRoad]
    package let goals: [GoalOnRoad]
    /// Impact statements, apologies, boundaries and their breaches, talks, setbacks, plans: each has its audience, and a
    /// document for somebody else leaves out what is not for that reader.
    package let records: [StageRecord]

    /// The stage that the couple is in, or was in when the case was closed; nil before the road begins.
    package var current: StageSpan? { spans.last }

    /// The last day that this record speaks of: the closing, or the day of reading.
    package var endsOn: CalendarDate { closedOn ?? readOn }

    /// What the case's road calls a stage.
    package func name(of stage: Stage) -> String { stages.first { $0.stage == stage }?.name ?? stage.name }

    package func shortName(of stage: Stage) -> String {
        stages.first { $0.stage == stage }?.shortName ?? stage.shortName
    }

    package func person(_ partner: Partner) -> Person { partner == .a ? a : b }

    package var parts: [Partner: PartInBreach] { [.a: a.part, .b: b.part] }

    /// The criteria of one stage.
    package func criteria(of stage: Stage) -> [CriterionStanding] {
        criteria.filter { $0.criterion.stage == stage }
    }

    /// What a partner scored on an instrument, such as `DTS`; nil where there is nothing.
    package func series(_ instrument: String, of partner: Partner) -> MeasureSeries? {
        measures.last { $0.instrument.name == instrument && $0.partner == partner }
    }
}

/// The days that a couple spent in one stage without a break.
package struct StageSpan: Sendable, Hashable {
    package let stage: Stage
    package let from: CalendarDate
    /// The day on which the next stage began or the case was closed; nil while it lasts.
    package let to: CalendarDate?
    package let kind: StageMove.Kind
    /// Why, where the move needed a reason; of a return the words of its setback.
    package let reason: String?
    /// The handle of a return's setback.
    package let setback: String?
    /// The numbers of the criteria that were not met when the couple moved here all the same.
    package let unmet: [String]

    /// Whole days in this stage, up to `day` while it lasts.
    package func days(until day: CalendarDate) -> Int {
        max(0, (to ?? day).days(since: from))
    }
}
