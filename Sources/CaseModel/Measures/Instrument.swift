/// A published measure: its items, how they are scored, and the figures that let a change be judged.
///
/// Definitions are data of the practice with a version and a source; scores are never rescaled.
package struct Instrument: Sendable, Hashable {
    package enum Direction: String, Sendable, CaseIterable, Codable {
        case higherIsBetter = "higher"
        case lowerIsBetter = "lower"
    }

    package enum Refusal: Error, Hashable, Sendable {
        case wrongNumberOfAnswers(given: Int, wanted: Int)
        case answerOutOfRange(item: Int, least: Int, most: Int)
        case tooFewAnswers(missing: Int, allowed: Int)
        case scoreOutOfRange(least: Int, most: Int)
    }

    /// Mean and standard deviation of a group that the measure was given to.
    package struct Group: Sendable, Hashable {
        package var mean: Double
        package var standardDeviation: Double

        package init(mean: Double, standardDeviation: Double) {
            (self.mean, self.standardDeviation) = (mean, standardDeviation)
        }
    }

    /// Items that are also summed on their own, such as the consensus of the RDAS.
    package struct Subscale: Sendable, Hashable {
        package var name: String
        /// Numbers of the items, from 1.
        package var items: [Int]

        package init(name: String, items: [Int]) {
            (self.name, self.items) = (name, items)
        }
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
    /// How many items may be left open; each then counts as the mean of the answered ones. 0: complete forms only.
    package var mayLack = 0
    package var subscales: [Subscale] = []

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

    /// The score of a set of answers, nil where an item was left open.
    ///
    /// Where the instrument lets items be left open, the sum of the answered ones is raised to all items and rounded to
    /// the nearest whole number, halves up.
    package func score(_ answers: [Int?]) throws(Refusal) -> Int {
        let counted = try counted(answers)
        return Self.sum(counted[...], of: counted.count)
    }

    /// The sum of each subscale, under the same rule; nil where none of its items was answered.
    package func subscores(_ answers: [Int?]) throws(Refusal) -> [(name: String, score: Int?)] {
        let counted = try counted(answers)
        return subscales.map { subscale in
            let own = subscale.items.map { counted[$0 - 1] }
            return (subscale.name, own.allSatisfy { $0 == nil } ? nil : Self.sum(own[...], of: own.count))
        }
    }

    /// The answers as they count, each on its item's scale and the reversed ones turned round.
    private func counted(_ answers: [Int?]) throws(Refusal) -> [Int?] {
        guard answers.count == items.count else {
            throw .wrongNumberOfAnswers(given: answers.count, wanted: items.count)
        }
        let missing = answers.count { $0 == nil }
        guard missing <= mayLack, missing < items.count else {
            throw .tooFewAnswers(missing: missing, allowed: mayLack)
        }
        var counted = answers
        for (index, answer) in answers.enumerated() {
            guard let answer else { continue }
            let allowed = items[index]
            guard allowed.contains(answer) else {
                throw .answerOutOfRange(item: index + 1, least: allowed.lowerBound, most: allowed.upperBound)
            }
            if reversed.contains(index + 1) { counted[index] = allowed.lowerBound + allowed.upperBound - answer }
        }
        return counted
    }

    /// In whole numbers: `sum * items / answered`, rounded half up.
    private static func sum(_ counted: ArraySlice<Int?>, of items: Int) -> Int {
        let answered = counted.compactMap(\.self)
        let doubled = 2 * answered.reduce(0, +) * items + answered.count
        return Int((Double(doubled) / Double(2 * answered.count)).rounded(.down))
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
