package import CaseModel
package import FoundationEssentials

/// What one partner scored on one instrument, oldest first. It belongs to its giver.
package struct MeasureSeries: Sendable {
    package struct Score: Sendable, Hashable {
        package let id: UUID
        package let on: CalendarDate
        package let score: Int
        /// Whether the score is in the clinical range; nil where the instrument has no cutoff.
        package let isDistressed: Bool?
        /// The class of the change since the first score; nil for the first, and where no reliable change is known.
        package let change: ChangeClass?
    }

    package let partner: Partner
    /// The definition that the answers were scored by, with its version.
    package let instrument: Instrument
    package let scores: [Score]

    /// `responses` oldest first.
    init(partner: Partner, instrument: Instrument, responses: [MeasureResponseRow]) {
        (self.partner, self.instrument) = (partner, instrument)
        let first = responses.first?.score
        scores = responses.enumerated().map { index, response in
            Score(
                id: response.id, on: response.on, score: response.score,
                isDistressed: instrument.isDistressed(response.score),
                change: index == 0 ? nil : first.flatMap { instrument.change(from: $0, to: response.score) })
        }
    }

    /// Whether the partner was on the well side of the cutoff at the start, so that there was nothing to recover from.
    package var wasNotDistressedAtStart: Bool { scores.first?.isDistressed == false }
}
