import CaseModel
import Casework

extension ProgressReport {
    /// Each measure as a chart with its cutoff and what the change comes to; every score belongs to its giver.
    var measureSection: Section {
        if measures.isEmpty {
            return Section("measures", "Measures", [.paragraph(Paragraph("No score is recorded yet."))])
        }
        return Section("measures", "Measures", measures.map { .section(section($0)) })
    }

    private func section(_ measure: Measure) -> Section {
        let instrument = measure.instrument
        let range = Double(instrument.range.lowerBound)...Double(instrument.range.upperBound)
        let chart = ScoreChart(
            key: "chart", title: RichText(instrument.scaleWords), range: range,
            cutoff: instrument.cutoff.map {
                ScoreChart.Cutoff(value: $0, isDistressedBelow: instrument.direction == .higherIsBetter)
            },
            series: measure.series.map { series in
                ScoreChart.Series(
                    partner: series.partner, name: record.road.name(series.partner),
                    points: series.scores.map { ($0.on, Double($0.score)) }, unchanged: unchanged(series))
            }, alternative: words(measure))
        return Section(
            key(measure), RichText(instrument.name),
            [.scores(chart), .table(changes(measure)), .table(scores(measure))])
    }

    /// The scores that are no reliable change from the first one; nil for one score alone: nothing has changed yet.
    private func unchanged(_ series: MeasureSeries) -> ClosedRange<Double>? {
        guard let change = series.instrument.reliableChange, let first = series.scores.first, series.scores.count > 1
        else { return nil }
        return Double(first.score) - change...Double(first.score) + change
    }

    private func key(_ measure: Measure) -> String {
        let name = measure.instrument.name.lowercased()
        return measures.count { $0.instrument.name == measure.instrument.name } == 1
            ? name : "\(name)-v\(measure.instrument.version)"
    }

    private func changes(_ measure: Measure) -> Table {
        Table(
            "changes", caption: reliableWords(measure.instrument),
            columns: [
                .init("partner", "Partner"), .init("first", "First", isNumber: true),
                .init("last", "Last", isNumber: true),
                .init("difference", "Difference", isNumber: true), .init("change", "Change"), .init("band", "Band now"),
                .init("audience", "Audience"),
            ],
            rows: measure.series.compactMap { series in
                guard let first = series.scores.first, let last = series.scores.last else { return nil }
                let isOne = series.scores.count == 1
                let change: RichText? =
                    isOne
                    ? "one score only"
                    : changeWords(last.change, wasNotDistressedAtStart: series.wasNotDistressedAtStart)
                return Table.Row([
                    .text(record.road.name(series.partner)), .number(Double(first.score)), .number(Double(last.score)),
                    isOne ? .none : .signed(Double(last.score - first.score)), Table.Cell(change ?? "not judged"),
                    Table.Cell(bandWords(isDistressed: last.isDistressed)), .text(Audience(of: series.partner).cell),
                ])
            })
    }

    private func reliableWords(_ instrument: Instrument) -> RichText {
        guard let change = instrument.reliableChange else {
            return "Change since the first score. No reliable change is published, so it is not judged."
        }
        return "Change since the first score; a difference of \(tenths(change)) or more is reliable"
    }

    private func tenths(_ value: Double) -> String { NumberText.of((value * 10).rounded() / 10) }

    private func scores(_ measure: Measure) -> Table {
        let days = Set(measure.series.flatMap { $0.scores.map(\.on) }).sorted()
        return Table(
            "scores", caption: "All scores of \(measure.instrument.name)",
            columns: [Table.Column("on", "Day")]
                + measure.series.map {
                    Table.Column($0.partner.rawValue.lowercased(), record.road.name($0.partner), isNumber: true)
                },
            rows: days.map { day in
                Table.Row(
                    [.day(day)]
                        + measure.series.map { series in
                            series.scores.first { $0.on == day }.map { .number(Double($0.score)) } ?? .none
                        })
            }, isDetail: true)
    }

    /// The chart in words.
    private func words(_ measure: Measure) -> RichText {
        var words = RichText("")
        for series in measure.series {
            guard let first = series.scores.first, let last = series.scores.last else { continue }
            let name = record.road.name(series.partner)
            if series.scores.count == 1 {
                words = "\(words)\(name): \(first.score) on \(first.on). "
            } else {
                let ends: RichText = "\(first.score) on \(first.on), \(last.score) on \(last.on)"
                words = "\(words)\(name): \(ends), \(series.scores.count) scores. "
            }
        }
        if let range = measure.instrument.clinicalRange { words = "\(words)Clinical range: \(range). " }
        for series in measure.series {
            guard let range = unchanged(series) else { continue }
            let name = record.road.name(series.partner)
            words =
                "\(words)Dotted, \(name): from \(tenths(range.lowerBound)) to \(tenths(range.upperBound)) is no "
                + "reliable change from the first score. "
        }
        return words
    }
}
