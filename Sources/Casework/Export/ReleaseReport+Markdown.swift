import Anonymity

extension ReleaseReport {
    /// The report for people, as Markdown.
    package var markdown: String {
        """
        # Export of progress

        **Unit.** \(unit.capitalizedFirst).

        **Against whom.** \(adversary)

        ## Classes

        A class is all couples that share every known column. k asked: \(figures.k); k reached: \
        \(figures.smallestClass).

        | | |
        | --- | --- |
        | couples that might be exported | \(figures.originalRows) |
        | couples in the file | \(figures.releasedRows) |
        | left out, since they stood out | \(figures.suppressedRows) (\(Self.percent(figures.suppressedShare))) |
        | classes | \(figures.classes) |
        | couples a class: smallest, middle, largest | \(figures.smallestClass), \(Self.short(figures.medianClass)), \
        \(figures.largestClass) |

        \(classSizes)

        ## Risk

        | | |
        | --- | --- |
        | somebody looks for one couple (prosecutor) | \(Self.short(figures.prosecutorRisk)) at most |
        | somebody links all couples (marketer) | \(Self.short(figures.marketerRisk)) of them right by chance |

        ## Columns

        Level 0 is the narrowest label; at the top level only `*` is left. Loss is from 0 (nothing) to 1 (everything); \
        over all known columns it is \(Self.short(figures.loss)).

        \(columnTable)

        ## Notes

        \(notes.map { "- \($0)" }.joined(separator: "\n"))

        ## Not promised

        \(notPromised.map { "- \($0)" }.joined(separator: "\n"))

        """
    }

    private var classSizes: String {
        let rows = figures.histogram.map { "| \($0.smallest) to \($0.largest) | \($0.classes) | \($0.rows) |" }
        return (["| couples a class | classes | couples |", "| --- | --- | --- |"] + rows).joined(separator: "\n")
    }

    private var columnTable: String {
        let rows = columns.map { column in
            guard let level = column.level, let top = column.top, let loss = column.loss else {
                return "| \(column.name) | an outcome, as it is | |"
            }
            return "| \(column.name) | known, level \(level) of \(top) | \(Self.short(loss)) |"
        }
        return (["| column | | loss |", "| --- | --- | --- |"] + rows).joined(separator: "\n")
    }

    /// Four decimals at most.
    private static func short(_ number: Double) -> String {
        let rounded = (number * 10_000).rounded() / 10_000
        return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
    }

    private static func percent(_ share: Double) -> String {
        "\(short((share * 10_000).rounded() / 100)) %"
    }
}

extension String {
    fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
