package import CaseModel
package import Casework

/// The file copy of a couple's progress report, as figures.
package struct ProgressReport: Sendable {
    /// How long a couple was in one stage, all stays together.
    package struct TimeInStage: Sendable, Hashable {
        package let stage: Stage
        package let days: Int
        package let stays: Int
    }

    /// One measure, both partners side by side. A partner without a score has no series.
    package struct Measure: Sendable {
        package let instrument: Instrument
        package let a: MeasureSeries?
        package let b: MeasureSeries?

        package var series: [MeasureSeries] { [a, b].compactMap(\.self) }

        /// What the two changes come to; nil unless both can be judged.
        package var couple: CoupleChange? {
            guard let a = a?.scores.last?.change, let b = b?.scores.last?.change else { return nil }
            return CoupleChange(a, b)
        }
    }

    /// Of everything that one owner, or both together, committed to: kept as each partner saw it.
    package struct KeptByOwner: Sendable, Hashable {
        package let owner: Owner
        package let commitments: Int
        package let asSeenByA: Share
        package let asSeenByB: Share

        /// Of everything that one partner reported on them, how much was kept.
        package struct Share: Sendable, Hashable {
            package let kept: Int
            package let reported: Int

            init(_ parts: [CommitmentOnRoad.Kept]) {
                kept = parts.reduce(0) { $0 + $1.kept }
                reported = parts.reduce(0) { $0 + $1.reported }
            }

            /// Whole per cent, rounded half up; nil where nothing was reported.
            package var percent: Int? { reported == 0 ? nil : (kept * 200 + reported) / (reported * 2) }
        }
    }

    package let record: ProgressRecord
    package let times: [TimeInStage]
    package let returns: [StageSpan]
    package let measures: [Measure]
    /// The criteria that somebody rated or that are worked out, in the order of the catalogue.
    package let rated: [CriterionStanding]
    package let kept: [KeptByOwner]

    /// The criteria of the stage that is the focus now; they advise, they do not gate.
    package var currentCriteria: [CriterionStanding] {
        record.road.current.map { record.road.criteria(of: $0.stage) } ?? []
    }

    /// Days since the road began, up to the closing or the day of reading.
    package var daysOnRoad: Int? {
        record.road.spans.first.map { record.road.endsOn.days(since: $0.from) }
    }

    package init(_ record: ProgressRecord) {
        self.record = record
        let road = record.road
        times = Stage.allCases.compactMap { stage in
            let spans = road.spans.filter { $0.stage == stage }
            if spans.isEmpty { return nil }
            return TimeInStage(
                stage: stage, days: spans.reduce(0) { $0 + $1.days(until: road.endsOn) }, stays: spans.count)
        }
        returns = road.spans.filter { $0.kind == .goBack }
        measures = Self.measures(road)
        rated = road.criteria.filter {
            !$0.ratings.isEmpty || $0.criterion.rater == .computed && $0.computed?.value != nil
        }
        kept = Owner.allCases.compactMap { owner in
            let own = road.commitments.filter { $0.owner == owner }
            if own.isEmpty { return nil }
            return KeptByOwner(
                owner: owner, commitments: own.count, asSeenByA: .init(own.map { $0.kept(asSeenBy: .a) }),
                asSeenByB: .init(own.map { $0.kept(asSeenBy: .b) }))
        }
    }

    /// Each measure and version once, in the order of their names.
    private static func measures(_ road: RoadRecord) -> [Measure] {
        var instruments: [Instrument] = []
        for series in road.measures where !instruments.contains(series.instrument) {
            instruments.append(series.instrument)
        }
        return instruments.map { instrument in
            func series(_ partner: Partner) -> MeasureSeries? {
                road.measures.first { $0.instrument == instrument && $0.partner == partner }
            }
            return Measure(instrument: instrument, a: series(.a), b: series(.b))
        }
    }
}
