extension Hierarchy {
    /// A hierarchy of whole numbers in ever wider intervals: `1983`, `1980-1984`, `1980-1989`, `*`.
    ///
    /// Intervals begin at multiples of their step, whatever the range, so that a label tells nothing of the data's
    /// own lowest and highest. `others` are values that are no number, such as `unknown`; each keeps its own label up
    /// to the `*`. Loss is measured by width.
    package init(
        numbers: ClosedRange<Int>, steps: [Int], others: [String] = []
    ) throws(HierarchyError) {
        guard numbers.lowerBound >= 0, steps.allSatisfy({ $0 >= 2 }) else { throw .intervalsOutOfRange }
        for (step, next) in zip(steps, steps.dropFirst()) where next % step != 0 || next == step {
            throw .intervalsDoNotNest(step: step, next: next)
        }
        var paths: [[String]] = numbers.map { number in
            let labels = steps.map { step in
                let start = number / step * step
                return "\(start)-\(start + step - 1)"
            }
            return [String(number)] + labels + ["*"]
        }
        for other in others {
            paths.append(Array(repeating: other, count: steps.count + 1) + ["*"])
        }
        try self.init(paths: paths, measure: .interval)
    }
}
