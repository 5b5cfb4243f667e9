package import CaseModel

/// Scores of one measure over time, a line a partner, with the cutoff.
package struct ScoreChart: Sendable {
    package struct Series: Sendable {
        package var partner: Partner
        package var name: RichText
        /// In the order of days.
        package var points: [(on: CalendarDate, value: Double)]
        /// Within it, ends excluded, a score is no reliable change from the first one; nil where that is not known.
        package var unchanged: ClosedRange<Double>?

        package init(
            partner: Partner, name: RichText, points: [(on: CalendarDate, value: Double)],
            unchanged: ClosedRange<Double>? = nil
        ) {
            (self.partner, self.name, self.points, self.unchanged) = (partner, name, points, unchanged)
        }
    }

    package struct Cutoff: Sendable {
        package var value: Double
        /// Which side of it is the clinical range.
        package var isDistressedBelow: Bool

        package init(value: Double, isDistressedBelow: Bool) {
            (self.value, self.isDistressedBelow) = (value, isDistressedBelow)
        }
    }

    package var key: String
    package var title: RichText
    /// The least and the greatest score there can be; scores are never rescaled.
    package var range: ClosedRange<Double>
    package var cutoff: Cutoff?
    package var series: [Series]
    /// What the picture shows, in words: for a reader who does not see it, and for formats without pictures.
    package var alternative: RichText

    package init(
        key: String, title: RichText, range: ClosedRange<Double>, cutoff: Cutoff?, series: [Series],
        alternative: RichText
    ) {
        (self.key, self.title, self.range, self.cutoff) = (key, title, range, cutoff)
        (self.series, self.alternative) = (series, alternative)
    }
}

/// The road over time: which stage was the focus when, and where the couple went back.
package struct RoadChart: Sendable {
    /// One time in one stage. It ends where the next begins.
    package struct Stay: Sendable, Hashable {
        package var stage: Stage
        package var kind: StageMove.Kind
        package var from: CalendarDate
        package var to: CalendarDate
        package var isCurrent: Bool

        package init(stage: Stage, kind: StageMove.Kind, from: CalendarDate, to: CalendarDate, isCurrent: Bool) {
            (self.stage, self.kind, self.from, self.to) = (stage, kind, from, to)
            self.isCurrent = isCurrent
        }
    }

    /// What a stage is called where it is drawn.
    package struct Lane: Sendable, Hashable {
        package var stage: Stage
        package var title: String
        /// For a narrow page.
        package var brief: String
    }

    package var key: String
    package var title: RichText
    package var lanes: [Lane]
    package var stays: [Stay]
    package var alternative: RichText

    package init(key: String, title: RichText, lanes: [Lane], stays: [Stay], alternative: RichText) {
        (self.key, self.title, self.lanes, self.stays) = (key, title, lanes, stays)
        self.alternative = alternative
    }
}
