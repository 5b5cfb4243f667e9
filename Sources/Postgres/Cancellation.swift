import CLibPQ
import Dispatch
import Synchronization

/// Cancels the statement that a connection is running, from any thread.
///
/// libpq 15 cancels over a second connection and says nothing of the result, so a cancel that is sent late could hit
/// the next statement. Hence: it is sent only while a statement runs, the connection's thread waits until it has gone
/// out, and whoever uses the connection keeps it only if the server answered 57014.
@safe
final class Cancellation: Sendable {
    private struct State {
        var isRequested = false
        var isRunning = false
        var isSent = false
    }

    private nonisolated(unsafe) let handle: OpaquePointer
    private let state = Mutex(State())
    private let sending = DispatchGroup()
    private let queue = DispatchQueue(label: "postgres.cancel")

    init?(of link: OpaquePointer) {
        guard let handle = unsafe PQgetCancel(link) else { return nil }
        unsafe self.handle = handle
    }

    deinit {
        unsafe PQfreeCancel(handle)
    }

    /// Whether the task that uses the connection was cancelled.
    var isRequested: Bool { state.withLock(\.isRequested) }

    /// Forgets the past; called before a task gets the connection, never while it has it.
    func reset() {
        state.withLock { $0 = State() }
    }

    /// Asks for the end of whatever the connection does now; returns at once.
    func request() {
        let mustSend = state.withLock { state in
            state.isRequested = true
            guard state.isRunning, !state.isSent else { return false }
            state.isSent = true
            sending.enter()
            return true
        }
        guard mustSend else { return }
        queue.async {
            self.send()
            self.sending.leave()
        }
    }

    /// Cancels from the connection's own thread and waits until the request has gone out.
    func cancelNow() {
        let mustSend = state.withLock { state in
            defer { state.isSent = true }
            return !state.isSent
        }
        if mustSend { send() }
    }

    /// Called before a statement is sent; refuses it if the task is already cancelled.
    func willRun() throws(PostgresError) {
        let refused = state.withLock { state in
            if !state.isRequested { state.isRunning = true }
            return state.isRequested
        }
        if refused { throw PostgresError(.cancelled, "the task was cancelled before the statement was sent") }
    }

    /// Called when a statement has ended; true if a cancel was sent while it ran, which has then gone out.
    func didRun() -> Bool {
        let wasSent = state.withLock { state in
            state.isRunning = false
            return state.isSent
        }
        if wasSent { sending.wait() }
        return wasSent
    }

    private func send() {
        var message = [CChar](repeating: 0, count: 256)
        _ = unsafe message.withUnsafeMutableBufferPointer { unsafe PQcancel(handle, $0.baseAddress, Int32($0.count)) }
    }
}
