import Anonymity

/// What the chart page shows: counts that stand in the data itself, nothing that does not.
package struct ReleaseFigures: Sendable {
    package struct Bar: Sendable {
        package let label: String
        /// Nil is withheld.
        package let count: Int?

        package init(label: String, count: Int?) {
            (self.label, self.count) = (label, count)
        }
    }

    /// One column of rows, or one row of a table.
    package struct Chart: Sendable {
        package let title: String
        /// The table that it is a row of: all of one table are drawn to one scale. Nil for a column of rows.
        package let table: String?
        package let bars: [Bar]
    }

    package let charts: [Chart]
}

extension PreparedRelease {
    /// Counts of every column of the file, by its labels.
    package var chartFigures: ReleaseFigures {
        switch content {
        case .rows(let release):
            var charts: [ReleaseFigures.Chart] = []
            for (place, column) in release.known.enumerated() {
                var counts: [String: Int] = [:]
                for part in release.classes { counts[part.labels[place], default: 0] += part.rows.count }
                charts.append(Self.chart(column, counts))
            }
            for outcome in release.outcomes {
                var counts: [String: Int] = [:]
                let codes = release.table.columns[outcome.index].codes
                for part in release.classes {
                    for row in part.rows { counts[outcome.labelOfCode[Int(codes[row: Int(row)])], default: 0] += 1 }
                }
                charts.append(Self.chart(outcome.column, counts))
            }
            return ReleaseFigures(charts: charts)
        case .tables(let tables, let published, _):
            var charts: [ReleaseFigures.Chart] = []
            for (crossing, cells) in zip(tables.crossings, published) {
                let width = crossing.columns.labels.count
                for (index, row) in crossing.rows.labels.enumerated() {
                    let bars = zip(crossing.columns.labels, cells[(index * width)..<((index + 1) * width)]).map {
                        ReleaseFigures.Bar(label: $0, count: $1)
                    }
                    if bars.contains(where: { ($0.count ?? 0) > 0 }) {
                        charts.append(.init(title: row, table: crossing.name, bars: bars))
                    }
                }
            }
            return ReleaseFigures(charts: charts)
        }
    }

    /// The order of the published ladder, wide labels where their first value stands.
    private static func chart(_ column: ProgressColumn, _ counts: [String: Int]) -> ReleaseFigures.Chart {
        var order: [String] = []
        if let hierarchy = try? column.hierarchy {
            for value in hierarchy.labels(atLevel: 0) {
                for level in 0...hierarchy.top {
                    if let label = hierarchy.label(of: value, atLevel: level), counts[label] != nil,
                        !order.contains(label)
                    {
                        order.append(label)
                    }
                }
            }
        }
        // what is not told at all goes last
        if let place = order.firstIndex(of: "*") { order.append(order.remove(at: place)) }
        return .init(title: column.rawValue, table: nil, bars: order.map { .init(label: $0, count: counts[$0]) })
    }

    /// The data dictionary as CSV: a line a column, with the type that R and pandas read it as and its labels in order.
    package var dictionary: [UInt8] {
        let csv = CSVWriter()
        var bytes: [UInt8] = []
        csv.append(["column", "type", "part", "level", "labels", "meaning"], to: &bytes)
        guard case .rows(let release) = content else {
            guard case .tables(let tables, _, _) = content else { return bytes }
            for (column, meaning, labels) in tables.dictionary(withTotals: report.rule == .tenFive) {
                csv.append([column, "category", "table", "", labels.joined(separator: "|"), meaning], to: &bytes)
            }
            csv.append(["count", "integer", "table", "", "", "couples; empty is withheld"], to: &bytes)
            return bytes
        }
        csv.append(
            [
                RowsFile.idColumn, "string", "pseudonym", "", "",
                "20 random letters and digits, made for this file alone",
            ], to: &bytes)
        for column in report.columns {
            guard let known = ProgressColumn(rawValue: column.name), let hierarchy = try? known.hierarchy else {
                continue
            }
            let labels = (column.level.map { [$0] } ?? Array(0...hierarchy.top)).flatMap { level in
                hierarchy.labels(atLevel: level).filter { label in
                    // a band of years is written out for the file's own years only: the list is of 300 years
                    known != .intakeYear || used(label, release)
                }
            }
            var seen: Set<String> = []
            csv.append(
                [
                    column.name, "category", column.part, column.level.map { "\($0)" } ?? "by class",
                    labels.filter { seen.insert($0).inserted }.joined(separator: "|"), known.meaning,
                ], to: &bytes)
        }
        return bytes
    }

    private func used(_ label: String, _ release: ComposedRelease) -> Bool {
        guard let place = release.known.firstIndex(of: .intakeYear) else { return true }
        return release.classes.contains { $0.labels[place] == label }
    }

}

extension PublicTables {
    /// The columns of the file but the last, what they say, and every label that may stand in them.
    fileprivate func dictionary(withTotals: Bool) -> [(column: String, meaning: String, labels: [String])] {
        func once(_ labels: [String]) -> [String] {
            var seen: Set<String> = []
            return labels.filter { seen.insert($0).inserted }
        }
        let total = withTotals ? ["total"] : []
        return [
            ("table", "which of the published tables", crossings.map(\.name)),
            ("row_column", "the column of its rows", once(crossings.map(\.rows.column.rawValue))),
            ("row", "the row's label", once(crossings.flatMap(\.rows.labels)) + total),
            ("column_column", "the column of its columns", once(crossings.map(\.columns.column.rawValue))),
            ("column", "the column's label", once(crossings.flatMap(\.columns.labels)) + total),
        ]
    }
}

extension ProgressColumn {
    /// What the column says, in one line.
    package var meaning: String {
        switch self {
        case .intakeYear: "the year in which the case was opened"
        case .region: "US state or census region"
        case .ageYounger: "age of the younger partner in the year of intake"
        case .ageOlder: "age of the older partner in the year of intake"
        case .yearsTogether: "years together in the year of intake"
        case .children: "number of children"
        case .breachKind: "the kind of breach that the work is mostly about"
        case .stageReached: "the furthest of the six stages that was taken up"
        case .weeksInStage1, .weeksInStage2, .weeksInStage3, .weeksInStage4, .weeksInStage5, .weeksInStage6:
            "weeks in stage \(rawValue.suffix(1)), over all stays"
        case .returns: "returns to an earlier stage"
        case .sessions: "sessions held"
        case .weeksInTreatment: "weeks from opening to closing"
        case .howItEnded: "how the work ended"
        case .relationship: "where the relationship stood at closing"
        case .changeHurt: "reliable change of satisfaction (CSI-16) of the hurt partner"
        case .changeInvolved: "reliable change of satisfaction (CSI-16) of the involved partner"
        case .changeBoth: "reliable change of satisfaction (CSI-16) of partners who are hurt and involved"
        case .changeCouple: "reliable change of satisfaction (CSI-16) of both partners"
        }
    }
}
