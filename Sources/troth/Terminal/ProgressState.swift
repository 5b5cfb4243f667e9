/// What a progress line says and when it is due: a pure state, so that it is tested with a made-up clock.
///
/// Times are durations since any one moment. Nothing is due in the first second, and then at most 10 times a second.
package struct ProgressState: Sendable {
    /// Work shorter than this shows no bar at all.
    package static let patience = Duration.seconds(1)
    /// The least time between two drawings.
    package static let pause = Duration.milliseconds(100)

    private let label: String
    private let total: Int?
    private let started: Duration
    private var drawn: Duration?
    private var isFinished = false
    package private(set) var count = 0

    /// `total` nil: how much there is to do is not known.
    package init(label: String, total: Int?, startedAt: Duration) {
        self.label = label
        self.total = total
        started = startedAt
    }

    /// Counts `steps` more as done.
    package mutating func advance(by steps: Int) {
        count += steps
    }

    /// The line to draw over the last one, or nil when none is due.
    package mutating func line(at now: Duration, columns: Int, unicode: Bool) -> StyledText? {
        guard !isFinished, now - started >= Self.patience else { return nil }
        if let drawn, now - drawn < Self.pause { return nil }
        drawn = now
        return describe(elapsed: now - started, columns: columns, unicode: unicode)
    }

    /// Ends it: nothing is due any more. True when a line stands on the terminal and must be cleared.
    package mutating func finish() -> Bool {
        defer { isFinished = true }
        return drawn != nil && !isFinished
    }

    private func describe(elapsed: Duration, columns: Int, unicode: Bool) -> StyledText {
        let seconds = elapsed / .seconds(1)
        let rate = Double(count) / seconds
        var figures = DecimalText.grouped(count)
        if let total { figures += " / " + DecimalText.grouped(total) }
        if count > 0, let text = DecimalText(rate, decimals: rate < 10 ? 1 : 0) { figures += "  \(text)/s" }
        if let total, count > 0, count < total {
            figures += "  " + Self.clock(Double(total - count) / rate) + " left"
        } else {
            figures += "  " + Self.clock(seconds)
        }
        var line = StyledText(label, .heading)
        let room = columns - 1 - line.width - DisplayWidth.of(figures) - 4
        if let total, total > 0, room >= 8 {
            let share = min(1, Double(count) / Double(total))
            line.append("  ")
            line.append(Bar(share: share).text(width: min(room, 40), unicode: unicode))
        }
        line.append("  " + figures)
        // A line that wraps could not be drawn over: the last cell stays free as well.
        return TextFit.truncate(line, to: columns - 1, unicode: unicode)
    }

    /// `1:05`, `2:03:09`: whole seconds, rounded up so that "0:00 left" is never said too early.
    private static func clock(_ seconds: Double) -> String {
        let whole = Int(min(seconds.rounded(.up), 359_999))
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let (hours, minutes) = (whole / 3600, whole / 60 % 60)
        return hours > 0
            ? "\(hours):\(two(minutes)):\(two(whole % 60))" : "\(minutes):\(two(whole % 60))"
    }
}
