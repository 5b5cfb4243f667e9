import Testing

@testable import troth

@Suite("Charts are drawn with characters")
struct LineChartTests {
    private func picture(_ lines: [StyledText]) -> String {
        lines.map { $0.rendered(colour: false) }.joined(separator: "\n")
    }

    private func series(_ name: String, _ values: [Double?]) -> LineChart.Series {
        LineChart.Series(name, values.enumerated().map { .init(x: Double($0) * 30, y: $1) })
    }

    private var scores: LineChart {
        LineChart(
            "Satisfaction (CSI-16)", domain: 0...81, first: series("Mia", [38, 35, 41, nil, 40, 52, 63]),
            second: series("Ben", [49, 47, 41, 50, 46, 55, 60]), reference: .init("cutoff", at: 51.5), unit: "days")
    }

    private func trust(_ values: [Double?]) -> LineChart {
        LineChart("Trust", domain: 8...56, first: series("Mia", values), unit: "days")
    }

    @Test func twoSeriesInBraille() {
        #expect(
            picture(scores.lines(width: 60, height: 10, unicode: true)) == """
                Satisfaction (CSI-16)
                  81 ┤
                     │
                     │                                                 ⢀⣀⡤⠤◉
                51.5 ┤○┄⣀┄⣀┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄⣀○┄⡀┄┄┄┄┄┄┄┄┄⢀⡀⠠⢄⣐◉⠖⠚⠋⠉⠁┄┄┄┄
                     │      ⠉ ⠉○ ⠒ ⠒ ⠤ ⣀◉ ⠤ ⠒ ⠉    ⠈ ⠉ ⠑ ○⢂⣈⠥⠔⠒⠉⠁
                  40 ┤●⠒⠒⠒⠒⠤⠤⠤⠤●⠤⠒⠒⠒⠉⠉⠉                  ●⠁
                     │
                  20 ┤
                     │
                   0 ┤
                     └┬──────────────┬─────────────┬──────────────┬─────────
                      0             50            100            150
                      ● Mia   ○ Ben   ◉ both   ┄ cutoff                 days
                """)
    }

    @Test func twoSeriesInASCII() {
        let lines = scores.lines(width: 48, height: 8, unicode: false)
        #expect(
            picture(lines) == """
                Satisfaction (CSI-16)
                  81 +
                     |
                     |                               .. o.  ...@
                51.5 +o.--..-o.--...@.--..-o.--..o.--...*...----
                     |*......*...                *...
                     |
                     |
                   0 +
                     ++----------+-----------+----------+-------
                      0         50          100        150
                      * Mia   o Ben   @ both   - cutoff     days
                """)
        #expect(lines.allSatisfy { $0.rendered(colour: false).utf8.allSatisfy { $0 < 0x80 } })
    }

    @Test func oneValueAndNone() {
        #expect(
            picture(trust([30]).lines(width: 30, height: 4, unicode: true)) == """
                Trust
                56 ┤
                   │
                   │            ●
                 8 ┤
                   └────────────┬─────────────
                                0
                    ● Mia                 days
                """)
        #expect(
            picture(trust([]).lines(width: 30, height: 4, unicode: true)) == """
                Trust
                56 ┤
                   │
                   │
                 8 ┤
                   └────────────┬─────────────
                                0
                    no values yet
                """)
    }

    @Test func datesGapsAndValuesOutsideTheScale() {
        let ticks = [("2026-01-05", 0.0), ("2026-02", 30), ("2026-04-05", 90)].map { LineChart.Tick($0, at: $1) }
        let chart = LineChart(
            "Trust", domain: 8...56, first: series("נועה", [30, 60, nil, -4, .nan]), ticks: ticks, unit: "")
        #expect(
            picture(chart.lines(width: 40, height: 6, unicode: true)) == """
                Trust
                60 ┤        ⢀⡠⠔⠊●
                   │    ⣀⠤⠔⠊⠁
                   │●⠤⠒⠉
                   │
                   │
                -4 ┤                                   ●
                   └┬──────────────────────────────────┬
                    2026-01-05                2026-04-05
                    ● \u{2068}נועה\u{2069}
                """)
    }

    @Test func smallMultiples() {
        let charts = SmallMultiples([trust([30]), trust([]), trust([30])])
        #expect(
            picture(charts.lines(width: 76, height: 3, unicode: true)) == """
                Trust                                  Trust
                56 ┤                                   56 ┤
                   │               ●                      │
                 8 ┤                                    8 ┤
                   └───────────────┬────────────────      └───────────────┬────────────────
                                   0                                      0
                    ● Mia                       days       no values yet

                Trust
                56 ┤
                   │               ●
                 8 ┤
                   └───────────────┬────────────────
                                   0
                    ● Mia                       days
                """)
        #expect(charts.lines(width: 120, height: 3, unicode: true).count == 7)
        #expect(SmallMultiples([]).lines(width: 76, unicode: true).isEmpty)
    }

    @Test func seriesDifferInColourToo() {
        let styles = Set(scores.lines(width: 60, unicode: true).flatMap(\.spans).compactMap(\.style))
        #expect(styles == [.heading, .accent, .contrast, .dim, .warning])
    }

    @Test func neverWiderThanAsked() {
        for width in 24...120 {
            for height in [3, 5, 12] {
                for unicode in [true, false] {
                    let lines = scores.lines(width: width, height: height, unicode: unicode)
                    #expect(lines.count == height + 4)
                    #expect(lines.allSatisfy { $0.width <= width })
                }
            }
        }
    }
}

@Suite("Round numbers label an axis")
struct ChartAxisTests {
    @Test(
        arguments: [
            (0...81, 5, [0, 20, 40, 60, 80]), (8...56, 3, [20, 40]), (0...4, 5, [0, 1, 2, 3, 4]),
            (0...0.3, 4, [0, 0.1, 0.2, 0.3]),
            (7...7, 5, [7]), (0...365, 4, [0, 100, 200, 300]), (-10...10, 3, [-10, 0, 10]),
        ] as [(ClosedRange<Double>, Int, [Double])])
    func ticks(domain: ClosedRange<Double>, limit: Int, expected: [Double]) {
        let ticks = ChartAxis(domain: domain, values: []).ticks(limit: limit)
        #expect(ticks.map(ChartAxis.label) == expected.map(ChartAxis.label))
    }
}

@Suite("Ratings and shares are drawn as bars")
struct BarTests {
    @Test(arguments: [
        (0, "○○○○ 0", "oooo 0"), (3, "●●●○ 3", "###o 3"), (4, "●●●● 4", "#### 4"), (9, "●●●● 4", "#### 4"),
        (nil, "···· –", ".... -"),
    ])
    func meter(rating: Int?, picture: String, ascii: String) {
        #expect(Meter(rating: rating).text(unicode: true).rendered(colour: false) == picture)
        #expect(Meter(rating: rating).text(unicode: false).rendered(colour: false) == ascii)
    }

    @Test(
        arguments: [
            (0, "····", "[....]"), (0.5, "██··", "[##..]"), (0.28, "█▏··", "[#...]"), (1, "████", "[####]"),
            (7, "████", "[####]"), (-1, "····", "[....]"),
            (.nan, "····", "[....]"),
        ] as [(Double, String, String)])
    func bar(share: Double, picture: String, ascii: String) {
        #expect(Bar(share: share).text(width: 4, unicode: true).rendered(colour: false) == picture)
        #expect(Bar(share: share).text(width: 4, unicode: false).rendered(colour: false) == ascii)
    }
}
