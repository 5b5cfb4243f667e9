import Synchronization

/// Carries out what `PoolState` decides: opens and closes connections, wakes callers, watches deadlines.
final class Pool: Sendable {
    /// A connection that is lent out.
    struct Lease: Sendable {
        let slot: Int
        let connection: Connection
    }

    private struct Contents {
        var state: PoolState
        var connections: [Int: Connection] = [:]
        var callers: [Int: CheckedContinuation<Lease, any Error>] = [:]
        var timers: [Int: Task<Void, Never>] = [:]
        var callersMade = 0
    }

    private let connectionSettings: ConnectionSettings
    private let settings: PoolSettings
    private let contents: Mutex<Contents>

    init(_ connectionSettings: ConnectionSettings, _ settings: PoolSettings) {
        self.connectionSettings = connectionSettings
        self.settings = settings
        contents = Mutex(Contents(state: PoolState(settings)))
    }

    /// Lends a connection: at once if one is idle, else in turn, or throws.
    func lease() async throws -> Lease {
        let caller = contents.withLock { contents in
            contents.callersMade += 1
            return contents.callersMade
        }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                if Task.isCancelled {
                    return continuation.resume(throwing: refusal(.cancelled, nil))
                }
                update { contents in
                    contents.callers[caller] = continuation
                    let now = ContinuousClock.now
                    let actions = contents.state.request(caller, now: now)
                    if !actions.contains(where: { $0.answers(caller) }) {
                        contents.timers[caller] = timer(until: now.advanced(by: settings.waitLimit))
                    }
                    return actions
                }
                if Task.isCancelled { update { $0.state.withdraw(caller) } }
            }
        } onCancel: {
            update { $0.state.withdraw(caller) }
        }
    }

    /// Takes a connection back.
    func giveBack(_ lease: Lease, isReusable: Bool) {
        update { $0.state.returned(lease.slot, isReusable: isReusable, now: .now) }
    }

    /// Refuses callers from now on and closes the connections.
    func close() {
        update { $0.state.shutDown() }
    }

    /// Watches one caller's deadline; a sleep may end a little early, so it looks at the clock again.
    private func timer(until deadline: ContinuousClock.Instant) -> Task<Void, Never> {
        Task { [self] in
            while !Task.isCancelled, ContinuousClock.now < deadline {
                try? await Task.sleep(until: deadline, clock: .continuous)
            }
            if !Task.isCancelled { update { $0.state.expire(now: .now) } }
        }
    }

    /// Lets the rules decide under the lock, and carries out the decision after it.
    private func update(because error: PostgresError? = nil, _ decide: (inout Contents) -> [PoolState.Action]) {
        let effects = contents.withLock { contents in
            decide(&contents).compactMap { effect(of: $0, &contents, error) }
        }
        for effect in effects { effect() }
    }

    private func effect(
        of action: PoolState.Action, _ contents: inout Contents, _ error: PostgresError?
    ) -> (@Sendable () -> Void)? {
        switch action {
        case .hand(let slot, let caller):
            contents.timers.removeValue(forKey: caller)?.cancel()
            guard let connection = contents.connections[slot],
                let continuation = contents.callers.removeValue(forKey: caller)
            else { return nil }
            return { continuation.resume(returning: Lease(slot: slot, connection: connection)) }
        case .refuse(let caller, let reason):
            contents.timers.removeValue(forKey: caller)?.cancel()
            guard let continuation = contents.callers.removeValue(forKey: caller) else { return nil }
            let refusal = refusal(reason, error)
            return { continuation.resume(throwing: refusal) }
        case .close(let slot):
            guard let connection = contents.connections.removeValue(forKey: slot) else { return nil }
            return { Task { await connection.close() } }
        case .open(let slot):
            return { Task { await self.open(slot) } }
        }
    }

    private func open(_ slot: Int) async {
        do {
            let connection = try await Connection.open(connectionSettings)
            update { contents in
                contents.connections[slot] = connection
                return contents.state.opened(slot, now: .now)
            }
        } catch {
            update(because: error) { $0.state.openFailed(slot, now: .now) }
        }
    }

    private func refusal(_ reason: PoolState.Refusal, _ cause: PostgresError?) -> PostgresError {
        switch reason {
        case .timedOut: PostgresError(.pool, "no connection came free in time; all \(settings.maximum) are in use")
        case .closed: PostgresError(.pool, "the database was closed")
        case .cancelled: PostgresError(.cancelled, "the task was cancelled while it waited for a connection")
        case .unreachable: cause ?? PostgresError(.connection, "no connection could be made")
        }
    }
}

extension PoolState.Action {
    /// Whether the action ends the caller's wait.
    fileprivate func answers(_ caller: Int) -> Bool {
        switch self {
        case .hand(_, let id), .refuse(let id, _): id == caller
        case .open, .close: false
        }
    }
}
