import Glibc
import Synchronization

/// How far a long piece of work is: a bar where there is a terminal, else a line on standard error now and then.
final class BatchProgress: Sendable {
    private let bar: ProgressBar
    private let lines: Mutex<ProgressLines>
    private let isTerminal: Bool
    private let start = ContinuousClock.now

    private init(_ label: String, total: Int, bar: ProgressBar, isTerminal: Bool) {
        (self.bar, self.isTerminal) = (bar, isTerminal)
        lines = Mutex(ProgressLines(label: label, total: total))
    }

    static func run<Result>(
        _ label: String, total: Int, _ work: (BatchProgress) async throws -> Result
    ) async throws -> Result {
        let screen = Screen.standardError()
        return try await ProgressBar.run(label, total: total, screen: screen) { bar in
            try await work(BatchProgress(label, total: total, bar: bar, isTerminal: screen.hasCursor))
        }
    }

    func advance(by steps: Int) {
        bar.advance(by: steps)
        let now = ContinuousClock.now - start
        guard !isTerminal, let line = lines.withLock({ $0.line(advancedBy: steps, at: now) }) else { return }
        _ = Descriptor.write(Array((line + "\n").utf8), to: STDERR_FILENO)
    }
}

/// Which lines tell of the progress, and when: a pure state. The first after five seconds, then one in five seconds.
package struct ProgressLines: Sendable {
    package static let pause = Duration.seconds(5)
    private let label: String
    private let total: Int
    private var count = 0
    private var told = Duration.zero

    package init(label: String, total: Int) {
        (self.label, self.total) = (label, total)
    }

    /// Counts, and gives the line that is due.
    package mutating func line(advancedBy steps: Int, at now: Duration) -> String? {
        count += steps
        guard now - told >= Self.pause else { return nil }
        told = now
        let rate = Double(count) / (now / .seconds(1))
        let left = Int((Double(max(0, total - count)) / rate).rounded(.up))
        return "\(label): \(DecimalText.grouped(count)) of \(DecimalText.grouped(total)), "
            + "\(DecimalText(rate, decimals: rate < 10 ? 1 : 0)?.description ?? "-")/s, \(left) s left"
    }
}
