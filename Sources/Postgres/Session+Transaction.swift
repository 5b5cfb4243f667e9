import CLibPQ

extension Session {
    /// Notes what the next statement is to be preceded by; nothing is sent yet.
    func begin(_ kind: TransactionKind, _ options: TransactionOptions) {
        opening = Opening(begin: kind.begin(options.isolation), settings: options.opening)
        later.removeAll()
        ending = .byItself
        failure = nil
        hasStalePlan = false
    }

    /// Commits, and believes nothing but the answer COMMIT.
    func commit() throws(PostgresError) {
        if case .sent(let tag) = ending { return try requireCommit(tag) }
        try cancellation.willRun()
        let wasOpen = opening == nil || !later.isEmpty
        var tag = ""
        do throws(PostgresError) {
            try openPipeline()
            try sendLater()
            try queue("commit") { _ in .statement(fromCache: false) }
            guard unsafe PQpipelineSync(link) == 1 else { throw note(lost()) }
            opening = nil
            unsafe try collect { result in tag = unsafe ResultSet(owning: result).commandTag }
        } catch {
            var error = error
            if error.kind == .connection, wasOpen { error.kind = .commitUnknown }
            throw error
        }
        try requireCommit(tag)
    }

    private func requireCommit(_ tag: String) throws(PostgresError) {
        guard tag != "COMMIT" else { return }
        isDoomed = isDoomed || tag != "ROLLBACK"
        let reason = "an earlier statement had failed; nothing was changed"
        throw PostgresError(.rolledBack, reason, sqlState: failure?.sqlState)
    }

    /// Rolls back whatever is open; a rollback that fails dooms the connection.
    func rollback() {
        opening = nil
        later.removeAll()
        queued.removeAll()
        guard !isDoomed, unsafe PQtransactionStatus(link) != PQTRANS_IDLE else { return }
        guard unsafe PQpipelineStatus(link) == PQ_PIPELINE_OFF || PQexitPipelineMode(link) == 1,
            let result = unsafe PQexec(link, "rollback")
        else {
            isDoomed = true
            return
        }
        if unsafe PQresultStatus(result) != PGRES_COMMAND_OK { isDoomed = true }
        unsafe PQclear(result)
    }

    /// Runs statements as one text in the simple protocol.
    func script(_ text: String) throws(PostgresError) {
        guard !text.utf8.contains(0) else { throw PostgresError(.encoding, "a script cannot hold U+0000") }
        let result = unsafe try simple(text)
        let status = unsafe PQresultStatus(result)
        let error: PostgresError? =
            switch status {
            case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY: nil
            case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH: PostgresError(.usage, "a script cannot hold COPY")
            default: unsafe serverError(result)
            }
        unsafe PQclear(result)
        endStatement(with: error)
        if error?.kind == .usage { isDoomed = true }
        if let error { throw note(error) }
        if unsafe PQtransactionStatus(link) != PQTRANS_INTRANS {
            isDoomed = true
            throw note(PostgresError(.usage, "the script ended the transaction it ran in"))
        }
    }

    /// Sends a text in the simple protocol and returns its first result that fails, or its last.
    @unsafe
    func simple(_ text: String) throws(PostgresError) -> OpaquePointer {
        try flush()
        guard !isStreaming else {
            throw PostgresError(.usage, "a statement was sent while rows or copied data were under way")
        }
        do {
            try cancellation.willRun()
        } catch {
            throw note(error)
        }
        guard unsafe PQpipelineStatus(link) == PQ_PIPELINE_OFF || PQexitPipelineMode(link) == 1,
            let result = unsafe PQexec(link, text)
        else { throw note(endStatement(with: lost())) }
        return unsafe result
    }
}
