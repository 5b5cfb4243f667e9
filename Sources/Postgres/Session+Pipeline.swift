import CLibPQ

/// Statements go through libpq's pipeline mode, so that BEGIN, the transaction's settings, a preparation and the first
/// statement make one round trip.
extension Session {
    /// What one answer in the pipeline belongs to.
    enum Queued {
        /// BEGIN, COMMIT and the like, and the transaction's settings.
        case opening
        /// COMMIT, behind the last statements.
        case ending
        case preparation(StatementCache.Key, name: String)
        case discard(name: String)
        /// The statement whose result is wanted; `fromCache` if it was prepared in an earlier round trip.
        case statement(fromCache: Bool)
        /// One that was kept back until now.
        case later(Later, fromCache: Bool)

        var isFromCache: Bool {
            switch self {
            case .statement(let fromCache), .later(_, let fromCache): fromCache
            case .opening, .ending, .preparation, .discard: false
            }
        }
    }

    /// Runs a statement and takes its whole result.
    func query(_ sql: SQL) throws(PostgresError) -> ResultSet {
        try send(sql)
        var answer: ResultSet?
        unsafe try collect { result in answer = unsafe ResultSet(owning: result) }
        guard let answer else { throw note(lost()) }
        return answer
    }

    /// Sends BEGIN, the settings and what was kept back by themselves: before COPY or a script, which a pipeline cannot
    /// hold, or where the results are wanted.
    func flush() throws(PostgresError) {
        guard opening != nil || !later.isEmpty else { return }
        try send(nil)
        unsafe try collect { result in unsafe PQclear(result) }
    }

    /// Queues what is due and the statement, and sends it all.
    func send(_ sql: SQL?) throws(PostgresError) {
        guard !isStreaming else {
            throw PostgresError(.usage, "a statement was sent while rows or copied data were under way")
        }
        if case .sent = ending { throw PostgresError(.usage, "a statement was sent after the transaction's end") }
        if let sql, sql.holdsNUL { throw PostgresError(.encoding, "PostgreSQL texts cannot hold U+0000") }
        do {
            try cancellation.willRun()
        } catch {
            throw note(error)
        }
        try openPipeline()
        try sendLater()
        if let sql { try sendStatement(sql) { .statement(fromCache: $0) } }
        if ending == .withNext {
            try queue("commit") { _ in .ending }
            ending = .sent(tag: "")
        }
        guard unsafe PQpipelineSync(link) == 1 else { throw note(lost()) }
        opening = nil
    }

    /// Enters pipeline mode and queues BEGIN and the settings, if they have not gone yet.
    func openPipeline() throws(PostgresError) {
        if opening?.settings?.holdsNUL == true || later.contains(where: \.sql.holdsNUL) {
            throw PostgresError(.encoding, "a role, a setting or a text cannot hold U+0000")
        }
        guard unsafe PQenterPipelineMode(link) == 1 else { throw note(lost()) }
        guard let opening else { return }
        try queue(opening.begin) { _ in .opening }
        if let settings = opening.settings { try sendStatement(settings) { _ in .opening } }
    }

    /// Queues what was kept back.
    func sendLater() throws(PostgresError) {
        let due = later
        later.removeAll(keepingCapacity: true)
        for statement in due {
            try sendStatement(statement.sql) { .later(statement, fromCache: $0) }
        }
    }

    private func sendCommand(_ text: String, as item: Queued) throws(PostgresError) {
        guard unsafe PQsendQueryParams(link, text, 0, nil, nil, nil, nil, 0) == 1 else { throw note(lost()) }
        queued.append(item)
    }

    /// Queues a statement of the body, and before it what the server is to forget. That cannot go with BEGIN and COMMIT: before
    /// the one, or in a transaction that has failed, it would fail.
    private func sendStatement(_ sql: SQL, as item: (_ fromCache: Bool) -> Queued) throws(PostgresError) {
        for name in statements.takeDiscarded() {
            try sendCommand("deallocate \(name)", as: .discard(name: name))
        }
        try queue(sql, as: item)
    }

    func queue(_ sql: SQL, as item: (_ fromCache: Bool) -> Queued) throws(PostgresError) {
        let key = StatementCache.Key(sql)
        let plan = statements.use(key)
        let isSent = unsafe parameters.withPointers(sql.values) { values in
            switch plan {
            case .unprepared:
                return unsafe PQsendQueryParams(
                    link, sql.text, values.count, values.types, values.values, values.lengths, values.formats, 0) == 1
            case .prepare(let name):
                guard unsafe PQsendPrepare(link, name, sql.text, values.count, values.types) == 1 else { return false }
                queued.append(.preparation(key, name: name))
                return unsafe execute(name, values)
            case .prepared(let name):
                return unsafe execute(name, values)
            }
        }
        guard isSent else { throw note(lost()) }
        var fromCache = false
        if case .prepared = plan { fromCache = true }
        queued.append(item(fromCache))
    }

    @unsafe
    private func execute(_ name: String, _ values: Parameters.Pointers) -> Bool {
        unsafe PQsendQueryPrepared(link, name, values.count, values.values, values.lengths, values.formats, 0) == 1
    }

    /// Reads every answer up to the end of the pipeline; the statement's own result goes to `take`, which owns it.
    func collect(_ take: (OpaquePointer) -> Void) throws(PostgresError) {
        // what was kept back knows the session, which would otherwise outlive its connection
        defer { queued.removeAll(keepingCapacity: true) }
        var firstError: PostgresError?
        for item in queued {
            guard let result = unsafe PQgetResult(link) else { throw note(endStatement(with: lost())) }
            if unsafe isFailure(result) {
                if let error = unsafe failure(of: result, item), firstError == nil { firstError = error }
                unsafe PQclear(result)
            } else if case .statement = item {
                unsafe take(result)
            } else if case .later(let statement, _) = item {
                statement.result = unsafe ResultSet(owning: result)
            } else if case .ending = item {
                ending = unsafe .sent(tag: ResultSet(owning: result).commandTag)
            } else {
                settle(item)
                unsafe PQclear(result)
            }
            if isDoomed { break }
            while let extra = unsafe PQgetResult(link) { unsafe PQclear(extra) }
        }
        try finishPipeline(firstError)
    }

    /// Reads the end of the pipeline and throws the error that was met in it.
    func finishPipeline(_ firstError: PostgresError?) throws(PostgresError) {
        var firstError = firstError
        if !isDoomed {
            if let end = unsafe PQgetResult(link) {
                if unsafe PQresultStatus(end) != PGRES_PIPELINE_SYNC { firstError = firstError ?? lost() }
                unsafe PQclear(end)
            } else {
                firstError = firstError ?? lost()
            }
        }
        let error = endStatement(with: firstError)
        if let error { throw note(error) }
    }

    /// Notes the end of a statement; a cancel that was sent and did not come back as 57014 dooms the connection.
    @discardableResult
    func endStatement(with error: PostgresError?) -> PostgresError? {
        if cancellation.didRun(), error?.sqlState != .queryCanceled { isDoomed = true }
        return error
    }

    /// The overload for an error that is there for certain.
    func endStatement(with error: PostgresError) -> PostgresError {
        endStatement(with: Optional(error)) ?? error
    }

    /// Keeps the first error of a transaction, which decides on running it again.
    func note(_ error: PostgresError) -> PostgresError {
        if failure == nil { failure = error }
        return error
    }

    /// Whether a result says that its statement failed or was not run.
    @unsafe
    func isFailure(_ result: OpaquePointer) -> Bool {
        switch unsafe PQresultStatus(result) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_SINGLE_TUPLE, PGRES_EMPTY_QUERY: false
        default: true
        }
    }

    /// The error of a failed result; nil for one that was only skipped after an earlier failure.
    @unsafe
    func failure(of result: OpaquePointer, _ item: Queued) -> PostgresError? {
        if case .discard(let name) = item { statements.didKeep(name) }
        switch unsafe PQresultStatus(result) {
        case PGRES_PIPELINE_ABORTED:
            return nil
        case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH:
            isDoomed = true
            return PostgresError(.usage, "COPY runs by copyIn and copyOut only")
        default:
            let error = unsafe serverError(result)
            if item.isFromCache, failure == nil, error.sqlState == .featureNotSupported {
                hasStalePlan = true
            }
            return error
        }
    }

    func settle(_ item: Queued) {
        switch item {
        case .preparation(let key, let name): statements.didPrepare(key, as: name)
        case .opening, .ending, .discard, .statement, .later: break
        }
    }
}
