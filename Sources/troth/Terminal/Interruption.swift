import Dispatch
import Glibc
import Synchronization

/// Turns Ctrl-C (SIGINT) and SIGTERM into the cancellation of a task, so that a transaction is rolled back and a file is
/// given up in the ordinary way. A second signal ends the process at once.
package enum Interruption {
    /// Runs `operation`; throws `Interrupted` when a signal came and `operation` failed because of it.
    ///
    /// An operation that ends well in spite of a signal has done its work: its result counts.
    package static func run<Result: Sendable>(
        _ operation: sending @escaping @isolated(any) () async throws -> Result
    ) async throws -> Result {
        let listener = try Listener()
        let task = Task(operation: operation)
        listener.start { task.cancel() }
        defer { listener.stop() }
        do {
            return try await task.value
        } catch {
            guard let signal = listener.signal else { throw error }
            throw Interrupted(signal: signal, advice: (error as? UnfinishedRun)?.advice)
        }
    }

    /// Waits for signals on a thread of its own: the cooperative pool may be busy, and must stay interruptible.
    private final class Listener: Sendable {
        private let pipe: SignalPipe
        private let queue = DispatchQueue(label: "troth.interruption")
        private let received = Atomic<Int32>(0)

        init() throws {
            pipe = try SignalPipe([SIGINT, SIGTERM])
        }

        /// The first signal that came.
        var signal: Int32? {
            let number = received.load(ordering: .sequentiallyConsistent)
            return number == 0 ? nil : number
        }

        func start(_ cancel: @escaping @Sendable () -> Void) {
            queue.async { [self] in
                while true {
                    pipe.wait()
                    guard let number = pipe.next() else { continue }
                    if number == SignalPipe.wakeUp { return }
                    let first = received.compareExchange(
                        expected: 0, desired: number, ordering: .sequentiallyConsistent)
                    guard first.exchanged else {
                        EchoOff.restoreSaved()
                        _exit(Interrupted(signal: number).exitCode)
                    }
                    cancel()
                }
            }
        }

        func stop() {
            pipe.wake()
            queue.sync {}
            pipe.close()
        }
    }
}
