package import Casework

/// The charts of a release: a bar for every label of every column, and the sizes of the classes. One page that needs
/// nothing else; every count in it stands in the data.
package struct ReleaseCharts {
    private let report: ReleaseReport
    private let figures: ReleaseFigures

    package init(_ report: ReleaseReport, _ figures: ReleaseFigures) {
        (self.report, self.figures) = (report, figures)
    }

    package var html: String {
        var sections: [(heading: String?, charts: [String])] = []
        if let classes = report.classes {
            let sizes = classes.histogram.map {
                ReleaseFigures.Bar(label: "\($0.smallest) to \($0.largest)", count: $0.classes)
            }
            sections.append((nil, [chart("couples a class", sizes, unit: "classes", within: nil, most: nil)]))
        }
        let within = report.tables.first?.within
        for figure in figures.charts {
            let most = figure.table.map { table in
                figures.charts.filter { $0.table == table }.flatMap(\.bars).compactMap(\.count).max() ?? 0
            }
            let text = chart(
                figure.title.replacing("_", with: " "), figure.bars, unit: figure.table == nil ? "couples" : nil,
                within: within, most: most)
            let heading = figure.table?.replacing("_", with: " ")
            if sections.isEmpty || sections[sections.count - 1].heading != heading { sections.append((heading, [])) }
            sections[sections.count - 1].charts.append(text)
        }
        var intro = "Release \(report.handle), profile \(report.profile.rawValue). "
        if let classes = report.classes {
            intro += "\(classes.couples) couples in \(classes.classes) classes of at least \(classes.kReached). "
        }
        if let within {
            intro +=
                "Counts of couples carry noise: the thin line shows within what 95 % of them are right, ± \(within). "
        } else if !report.tables.isEmpty {
            intro += "Counts of couples are rounded to 5; under 10 they are withheld. "
        }
        if !report.tables.isEmpty { intro += "All charts of a table have one scale. " }
        if report.classes != nil {
            intro += "Where a column is told at several widths, a wide label stands beside the narrow ones it covers."
        }
        let body = sections.map { section in
            let heading = section.heading.map { "<h2>\(ReleaseMarkup.escaped($0))</h2>\n" } ?? ""
            return heading + "<div class=\"charts\">\n\(section.charts.joined(separator: "\n"))\n</div>"
        }
        return ReleaseMarkup.page(
            "Charts of a release", "<p>\(ReleaseMarkup.escaped(intro))</p>\n\(body.joined(separator: "\n"))")
    }

    private static let width = 420
    private static let labelWidth = 150
    private static let rowHeight = 22

    /// `most` is the highest count of all charts of the same scale; nil where the chart has one of its own.
    private func chart(
        _ title: String, _ bars: [ReleaseFigures.Bar], unit: String?, within: Int?, most: Int?
    ) -> String {
        let most = max(most ?? bars.compactMap(\.count).max() ?? 0, 1)
        let scale = Double(Self.width - Self.labelWidth - 60) / Double(most + (within ?? 0))
        var rows: [String] = []
        for (index, bar) in bars.enumerated() {
            let y = index * Self.rowHeight
            let label = bar.label == "*" ? "not told" : bar.label.replacing("_", with: " ")
            rows.append(
                "<text x=\"\(Self.labelWidth - 8)\" y=\"\(y + 15)\" text-anchor=\"end\" fill=\"#3e4c59\">"
                    + "\(ReleaseMarkup.escaped(label))</text>")
            let length = Double(bar.count ?? 0) * scale
            rows.append(
                "<rect x=\"\(Self.labelWidth)\" y=\"\(y + 4)\" width=\"\(Self.tenth(length))\" height=\"14\" rx=\"2\" "
                    + "fill=\"\(bar.label == "*" ? "#cbd2d9" : "#3a6ea5")\"/>")
            var end = Double(Self.labelWidth) + length
            if let within, bar.count != nil {
                let reach = Double(within) * scale
                let from = max(end - reach, Double(Self.labelWidth))
                rows.append(
                    "<path d=\"M\(Self.tenth(from)) \(y + 11)H\(Self.tenth(end + reach))\" stroke=\"#1f2933\" "
                        + "stroke-width=\"1\"/>")
                end += reach
            }
            rows.append(
                "<text x=\"\(Self.tenth(end + 6))\" y=\"\(y + 15)\" fill=\"#52606d\">"
                    + "\(bar.count.map { "\($0)" } ?? "withheld")</text>")
        }
        let height = max(bars.count, 1) * Self.rowHeight
        let spoken = bars.map { "\($0.label) \($0.count.map { "\($0)" } ?? "withheld")" }.joined(separator: ", ")
        return """
            <figure><figcaption>\(ReleaseMarkup.escaped(title + (unit.map { " (\($0))" } ?? "")))</figcaption>
            <svg viewBox="0 0 \(Self.width) \(height)" font-size="12" font-family="system-ui, Noto Sans, sans-serif" \
            role="img" aria-label="\(ReleaseMarkup.escaped(title + ": " + spoken))">
            <path d="M\(Self.labelWidth) 0V\(height)" stroke="#cbd2d9"/>
            \(rows.joined(separator: "\n"))
            </svg></figure>
            """
    }

    private static func tenth(_ number: Double) -> String {
        "\((number * 10).rounded() / 10)"
    }
}
