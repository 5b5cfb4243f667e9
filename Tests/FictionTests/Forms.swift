import CaseModel

/// The instruments that fictional partners fill in, as their publishers score them.
enum Forms {
    static let instruments: [String: Instrument] = [
        "CSI-16": make("CSI-16", .higherIsBetter, [0...6] + repeated(0...5, 15)),
        "DTS": make("DTS", .higherIsBetter, repeated(1...7, 8), reversed: [1, 2, 6]),
        "PHQ-9": make("PHQ-9", .lowerIsBetter, repeated(0...3, 9)),
        "GAD-7": make("GAD-7", .lowerIsBetter, repeated(0...3, 7)),
    ]

    private static func repeated(_ range: ClosedRange<Int>, _ count: Int) -> [ClosedRange<Int>] {
        [ClosedRange<Int>](repeating: range, count: count)
    }

    private static func make(
        _ name: String, _ direction: Instrument.Direction, _ items: [ClosedRange<Int>], reversed: Set<Int> = []
    ) -> Instrument {
        Instrument(
            name: name, version: 1, direction: direction, items: items, reversed: reversed, cutoff: nil,
            reliableChange: nil, source: "records")
    }
}
