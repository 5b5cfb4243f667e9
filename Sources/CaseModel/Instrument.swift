/// A published measure: its items, how they are scored, and the figures that let a change be judged.
///
/// Definitions are data of the practice with a version and a source; scores are never rescaled.
package struct Instrument: Sendable, Hashable {
    package enum Direction: String, Sendable, CaseIterable {
        case higherIsBetter = "higher"
        case lowerIsBetter = "lower"
    }

    package enum Refusal: Error, Hashable, Sendable {
        case wrongNumberOfAnswers(given: Int, wanted: Int)
        case answerOutOfRange(item: Int, least: Int, most: Int)
        case scoreOutOfRange(least: Int, most: Int)
    }

    /// For example `CSI-16`.
    package var name: String
    package var version: Int
    package var direction: Direction
    /// Least and greatest answer of each item, in order.
    package var items: [ClosedRange<Int>]
    /// Numbers of the items, from 1, that count the other way round under this form's anchors.
    package var reversed: Set<Int>
    /// A score on the distressed side of this value is in the clinical range; half points leave no tie.
    package var cutoff: Double?
    /// The least change that is more than error of measurement, where it is published or can be computed.
    package var reliableChange: Double?
    package var source: String

    package init(
        name: String, version: Int, direction: Direction, items: [ClosedRange<Int>], reversed: Set<Int>,
        cutoff: Double?, reliableChange: Double?, source: String
    ) {
        (self.name, self.version, self.direction, self.items) = (name, version, direction, items)
        (self.reversed, self.cutoff, self.reliableChange, self.source) = (reversed, cutoff, reliableChange, source)
    }

    package var range: ClosedRange<Int> {
        items.reduce(0) { $0 + $1.lowerBound }...items.reduce(0) { $0 + $1.upperBound }
    }

    /// The score of a complete set of answers. Incomplete answers are refused: no published rule for CSI prorates.
    package func score(_ answers: [Int]) throws(Refusal) -> Int {
        guard answers.count == items.count else {
            throw .wrongNumberOfAnswers(given: answers.count, wanted: items.count)
        }
        var sum = 0
        for (index, answer) in answers.enumerated() {
            let allowed = items[index]
            guard allowed.contains(answer) else {
                throw .answerOutOfRange(item: index + 1, least: allowed.lowerBound, most: allowed.upperBound)
            }
            sum += reversed.contains(index + 1) ? allowed.lowerBound + allowed.upperBound - answer : answer
        }
        return sum
    }

    /// Checks a score that comes without its answers, as from an earlier record.
    package func check(score: Int) throws(Refusal) {
        guard range.contains(score) else {
            throw .scoreOutOfRange(least: range.lowerBound, most: range.upperBound)
        }
    }

    /// Whether a score is in the clinical range; nil where the measure has no cutoff.
    package func isDistressed(_ score: Int) -> Bool? {
        cutoff.map { direction == .higherIsBetter ? Double(score) < $0 : Double(score) >= $0 }
    }
}

/// What the change between a first and a later score means.
/// Source: N. S. Jacobson and P. Truax, Journal of Consulting and Clinical Psychology 59(1), 1991, 12-19.
package enum ChangeClass: String, Sendable, CaseIterable {
    case recovered, improved, unchanged, deteriorated
}

extension Instrument {
    /// The class of the change from `first` to `last`; nil where no reliable change is known for this measure.
    ///
    /// A change as large as the threshold counts: published thresholds are met or exceeded.
    package func change(from first: Int, to last: Int) -> ChangeClass? {
        guard let reliableChange else { return nil }
        let gain = Double(direction == .higherIsBetter ? last - first : first - last)
        if gain <= -reliableChange { return .deteriorated }
        guard gain >= reliableChange else { return .unchanged }
        return isDistressed(first) == true && isDistressed(last) == false ? .recovered : .improved
    }

    /// The reliable change of a measure from its spread and its reliability: 1.96 times the standard error of a
    /// difference. Example of the source: SD 7.5, r .80 gives 1.96 x 4.7434.
    package static func reliableChange(standardDeviation: Double, reliability: Double) -> Double {
        1.96 * 2.squareRoot() * standardDeviation * (1 - reliability).squareRoot()
    }
}
