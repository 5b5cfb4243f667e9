import Synchronization

/// The way to a connection's `Cancellation` from outside its actor, empty until it is connected.
final class CancellationSlot: Sendable {
    private let cancellation = Mutex<Cancellation?>(nil)

    func set(_ cancellation: Cancellation) {
        self.cancellation.withLock { $0 = cancellation }
    }

    func reset() {
        cancellation.withLock { $0 }?.reset()
    }

    func request() {
        cancellation.withLock { $0 }?.request()
    }
}
