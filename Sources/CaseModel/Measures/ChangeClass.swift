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
        1.96 * standardErrorOfDifference(standardDeviation: standardDeviation, reliability: reliability)
    }

    /// Sdiff: the square root of 2 times the standard error of measurement, SD x sqrt(1 - r).
    package static func standardErrorOfDifference(standardDeviation: Double, reliability: Double) -> Double {
        2.squareRoot() * standardDeviation * (1 - reliability).squareRoot()
    }

    /// Criterion c of the source: the point between two groups, nearer to the one that varies less.
    package static func cutoff(between clinical: Group, and norm: Group) -> Double {
        (norm.standardDeviation * clinical.mean + clinical.standardDeviation * norm.mean)
            / (norm.standardDeviation + clinical.standardDeviation)
    }
}
