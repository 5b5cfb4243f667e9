import CLibPQ

/// One libpq connection and what must be known about it; used on its connection's queue only.
@safe
final class Session {
    let link: OpaquePointer
    let cancellation: Cancellation
    let parameters = Parameters()
    var statements = StatementCache(capacity: 100)
    /// What the open pipeline will answer, in order.
    var queued: [Queued] = []
    /// BEGIN and the transaction's settings, until they go out with the first statement.
    var opening: Opening?
    /// Statements that go out with the next one.
    var later: [Later] = []
    /// Whether COMMIT goes out by itself, or with the next statements.
    var ending = Ending.byItself
    /// The first error of the current transaction, whatever the body made of it.
    var failure: PostgresError?
    /// Whether `failure` is a plan that no longer fits, met in a statement prepared earlier.
    var hasStalePlan = false
    /// Whether rows or copied data are under way, so that no other statement can be sent.
    var isStreaming = false
    /// Whether the connection must be closed instead of used again.
    var isDoomed = false

    /// How a transaction comes to its COMMIT.
    enum Ending: Equatable {
        case byItself
        case withNext
        /// It has gone out; what the server answered, empty until it has.
        case sent(tag: String)
    }

    /// A transaction that is to be opened.
    struct Opening {
        let begin: SQL
        let settings: SQL?
    }

    /// Connects, blocking, and sets what the decoders rely on.
    init(_ settings: ConnectionSettings) throws(PostgresError) {
        let link = unsafe try Self.connect(settings)
        guard let cancellation = unsafe Cancellation(of: link) else {
            unsafe PQfinish(link)
            throw PostgresError(.connection, "no handle to cancel with; memory may be short")
        }
        unsafe self.link = unsafe link
        self.cancellation = cancellation
        unsafe PQsetNoticeReceiver(link, noticeReceiver, Unmanaged.passUnretained(self).toOpaque())
        guard let result = unsafe PQexec(link, settings.sessionScript) else { throw lost() }
        defer { unsafe PQclear(result) }
        if unsafe PQresultStatus(result) != PGRES_COMMAND_OK { throw unsafe serverError(result) }
    }

    deinit {
        unsafe PQfinish(link)
    }

    private static func connect(_ settings: ConnectionSettings) throws(PostgresError) -> OpaquePointer {
        var keywords = settings.keywords
        guard keywords["password"] == nil, !keywords.contains(where: { ($0.key + $0.value).utf8.contains(0) }) else {
            throw PostgresError(.usage, "a password belongs in libpq's own files; a keyword cannot hold U+0000")
        }
        if settings.requiresVerifiedServer {
            try requireVerifiedServer(keywords)
            // GSSAPI encryption would be tried first, and checks no certificate
            keywords["gssencmode"] = "disable"
        }
        keywords["connect_timeout"] = String(max(2, (settings.connectTimeout.wholeMilliseconds + 999) / 1000))
        if keywords["fallback_application_name"] == nil { keywords["fallback_application_name"] = "swift" }
        let pairs = keywords.sorted { $0.key < $1.key }
        let texts = pairs.flatMap { [$0.key, $0.value] }.map { Array($0.utf8CString) }
        let link = unsafe withPointers(texts) { pointers in
            let count = unsafe pointers.count / 2
            let names = unsafe (0..<count).map { unsafe pointers[$0 * 2] } + [nil]
            let values = unsafe (0..<count).map { unsafe pointers[$0 * 2 + 1] } + [nil]
            return unsafe PQconnectdbParams(names, values, 0)
        }
        guard let link = unsafe link else { throw PostgresError(.connection, "memory is short") }
        guard unsafe PQstatus(link) == CONNECTION_OK else {
            var error = PostgresError(.connection, "no connection; check host, service, dbname and user")
            error.serverMessage = unsafe String(cString: PQerrorMessage(link))
            unsafe PQfinish(link)
            throw error
        }
        return unsafe link
    }

    /// Whether the server has closed the connection while it lay idle.
    ///
    /// A server that goes away says so first: libpq reads that as a notice once it is asked whether it is busy.
    func isLost() -> Bool {
        guard unsafe PQconsumeInput(link) == 1 else { return true }
        _ = unsafe PQisBusy(link)
        return unsafe isDoomed || PQstatus(link) != CONNECTION_OK
    }

    /// Whether the connection can serve another transaction.
    var isReusable: Bool {
        unsafe !isDoomed && PQstatus(link) == CONNECTION_OK && PQtransactionStatus(link) == PQTRANS_IDLE
    }

    /// The error for a connection that broke, which is then of no further use.
    func lost() -> PostgresError {
        isDoomed = true
        var error = PostgresError(.connection, "the connection to the server was lost")
        error.serverMessage = unsafe String(cString: PQerrorMessage(link))
        return error
    }

    /// The error a result carries, without its data.
    @unsafe
    func serverError(_ result: OpaquePointer) -> PostgresError {
        func field(_ code: Int) -> String? {
            unsafe PQresultErrorField(result, Int32(code)).map { unsafe String(cString: $0) }
        }
        let state = field(CLIBPQ_DIAG_SQLSTATE).map(SQLState.init(rawValue:))
        var error = PostgresError(.server, sqlState: state)
        let severity = field(CLIBPQ_DIAG_SEVERITY)
        if unsafe state == nil || severity == "FATAL" || severity == "PANIC" || PQstatus(link) != CONNECTION_OK {
            isDoomed = true
            error.kind = .connection
            error.reason = "the server ended the connection"
        } else if state == .queryCanceled {
            error.kind = cancellation.isRequested ? .cancelled : .timeout
        } else if state == .lockNotAvailable {
            error.kind = .timeout
        }
        error.schema = field(CLIBPQ_DIAG_SCHEMA)
        error.table = field(CLIBPQ_DIAG_TABLE)
        error.column = field(CLIBPQ_DIAG_COLUMN)
        error.constraint = field(CLIBPQ_DIAG_CONSTRAINT)
        error.serverMessage = unsafe field(CLIBPQ_DIAG_MESSAGE) ?? String(cString: PQresultErrorMessage(result))
        return error
    }
}

/// Takes the server's notices, which are not shown; a fatal one means that the connection is at its end.
private let noticeReceiver: PQnoticeReceiver = { context, result in
    guard let context = unsafe context, let severity = unsafe PQresultErrorField(result, Int32(CLIBPQ_DIAG_SEVERITY))
    else { return }
    guard unsafe ["FATAL", "PANIC"].contains(String(cString: severity)) else { return }
    unsafe Unmanaged<Session>.fromOpaque(context).takeUnretainedValue().isDoomed = true
}

/// Lends all texts at once as C strings.
@unsafe
func withPointers<R>(_ texts: [[CChar]], _ body: ([UnsafePointer<CChar>?]) -> R) -> R {
    let joined = Array(texts.joined())
    return unsafe joined.withUnsafeBufferPointer { buffer in
        var pointers: [UnsafePointer<CChar>?] = unsafe []
        var offset = 0
        for text in texts {
            unsafe pointers.append(buffer.baseAddress.map { unsafe $0 + offset })
            offset += text.count
        }
        return unsafe body(pointers)
    }
}
