import Glibc
import Synchronization

/// A progress line on standard error, for people who wait: only on a terminal, only after a second, cleared at the end.
///
/// Any thread may call `advance`; when standard error is no terminal every call does nothing.
package final class ProgressBar: Sendable {
    private let state: Mutex<ProgressState>
    private let screen: Screen
    private let descriptor: Int32
    private let start: ContinuousClock.Instant

    private init(_ label: String, total: Int?, screen: Screen, descriptor: Int32) {
        start = ContinuousClock.now
        state = Mutex(ProgressState(label: label, total: total, startedAt: .zero))
        self.screen = screen
        self.descriptor = descriptor
    }

    /// Runs `work` with a bar, redrawn as time passes even while no step ends, and clears it however `work` ends.
    package static func run<Result>(
        _ label: String, total: Int?, screen: Screen = .standardError(), descriptor: Int32 = STDERR_FILENO,
        _ work: (ProgressBar) async throws -> Result
    ) async rethrows -> Result {
        let bar = ProgressBar(label, total: total, screen: screen, descriptor: descriptor)
        guard screen.hasCursor else { return try await work(bar) }
        let ticker = Task {
            while !Task.isCancelled {
                bar.drawIfDue()
                try? await Task.sleep(for: ProgressState.pause)
            }
        }
        defer {
            ticker.cancel()
            bar.clear()
        }
        return try await work(bar)
    }

    /// Counts `steps` more as done.
    package func advance(by steps: Int = 1) {
        state.withLock { $0.advance(by: steps) }
        drawIfDue()
    }

    private func drawIfDue() {
        guard screen.hasCursor else { return }
        let now = ContinuousClock.now - start
        state.withLock { state in
            let columns = screen.columns ?? Screen.defaultColumns
            guard let line = state.line(at: now, columns: columns, unicode: screen.isUnicode) else { return }
            put("\r" + line.rendered(colour: screen.hasColour) + "\u{1B}[K")
        }
    }

    private func clear() {
        state.withLock { state in
            if state.finish() { put("\r\u{1B}[K") }
        }
    }

    /// A progress line that cannot be written is no reason to fail the work.
    private func put(_ text: String) {
        let bytes = Array(text.utf8)
        _ = Glibc.write(descriptor, bytes, bytes.count)
    }
}
