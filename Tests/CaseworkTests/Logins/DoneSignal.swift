import Dispatch
import Synchronization

/// Lets a thread wait for a task: transactions are synchronous, and a test sometimes has to act in the middle of one.
final class DoneSignal: Sendable {
    private let semaphore = DispatchSemaphore(value: 0)
    private let failure = Mutex<(any Error)?>(nil)

    func signal(_ error: (any Error)?) {
        failure.withLock { $0 = error }
        semaphore.signal()
    }

    func wait() throws {
        semaphore.wait()
        if let error = failure.withLock({ $0 }) { throw error }
    }
}
