import CLibPQ

extension Session {
    /// How many bytes are gathered before they are handed on.
    private static let chunkSize = 1 << 16

    /// Runs COPY ... FROM STDIN with the chunks the closure gives until it gives nil; returns the rows copied.
    func copyIn(_ sql: SQL, _ next: () throws -> [UInt8]?) throws -> Int {
        try startCopy(sql, expecting: PGRES_COPY_IN)
        isStreaming = true
        defer { isStreaming = false }
        var bodyError: (any Error)?
        do {
            while !cancellation.isRequested, let chunk = try next() {
                let sent = unsafe chunk.withUnsafeBytes { bytes in
                    unsafe PQputCopyData(
                        link, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count))
                }
                if sent != 1 { break }
            }
        } catch {
            bodyError = error
        }
        let isAbandoned = bodyError != nil || cancellation.isRequested
        _ = unsafe PQputCopyEnd(link, isAbandoned ? "abandoned by the client" : nil)
        let (error, rows) = endCopy()
        if let bodyError {
            if let error { _ = note(error) }
            throw bodyError
        }
        if let error { throw note(error) }
        return rows
    }

    /// Runs COPY ... TO STDOUT and hands on chunks of whole rows; returns the rows copied.
    func copyOut(_ sql: SQL, _ body: ([UInt8]) throws -> Void) throws -> Int {
        try startCopy(sql, expecting: PGRES_COPY_OUT)
        isStreaming = true
        defer { isStreaming = false }
        var bodyError: (any Error)?
        var chunk: [UInt8] = []
        chunk.reserveCapacity(Self.chunkSize * 2)
        func handOn() {
            do {
                if !chunk.isEmpty { try body(chunk) }
            } catch {
                bodyError = error
                cancellation.cancelNow()
            }
            chunk.removeAll(keepingCapacity: true)
        }
        while true {
            var row: UnsafeMutablePointer<CChar>?
            let length = unsafe PQgetCopyData(link, &row, 0)
            guard length > 0, let start = unsafe row else { break }
            defer { unsafe PQfreemem(start) }
            if bodyError != nil { continue }
            unsafe chunk.append(contentsOf: UnsafeRawBufferPointer(start: start, count: Int(length)))
            if chunk.count >= Self.chunkSize { handOn() }
        }
        if bodyError == nil { handOn() }
        let (error, rows) = endCopy()
        if let bodyError {
            if let error { _ = note(error) }
            throw bodyError
        }
        if let error { throw note(error) }
        return rows
    }

    private func startCopy(_ sql: SQL, expecting expected: ExecStatusType) throws(PostgresError) {
        if sql.holdsNUL { throw PostgresError(.encoding, "PostgreSQL texts cannot hold U+0000") }
        let text = try sql.withLiterals { value throws(PostgresError) in try literal(value) }
        let result = unsafe try simple(text)
        defer { unsafe PQclear(result) }
        let status = unsafe PQresultStatus(result)
        if status == expected { return }
        if unsafe isFailure(result), status == PGRES_FATAL_ERROR {
            throw note(unsafe endStatement(with: serverError(result)))
        }
        if status != PGRES_COMMAND_OK, status != PGRES_TUPLES_OK, status != PGRES_EMPTY_QUERY { isDoomed = true }
        throw note(endStatement(with: PostgresError(.usage, "the statement is no COPY in the direction asked for")))
    }

    /// Reads what the server says at the end of a COPY.
    private func endCopy() -> (PostgresError?, Int) {
        var error: PostgresError?
        var rows = 0
        while let result = unsafe PQgetResult(link) {
            let status = unsafe PQresultStatus(result)
            if status == PGRES_COPY_IN || status == PGRES_COPY_OUT || status == PGRES_COPY_BOTH {
                unsafe PQclear(result)
                isDoomed = true
                error = error ?? PostgresError(.usage, "a second COPY in one text")
                break
            }
            if unsafe isFailure(result) {
                error = unsafe error ?? serverError(result)
                unsafe PQclear(result)
                if isDoomed { break }
            } else {
                rows = unsafe ResultSet(owning: result).affectedRows
            }
        }
        return (endStatement(with: error), rows)
    }

    /// A value as a literal that the server reads as the same value.
    private func literal(_ value: PostgresValue) throws(PostgresError) -> String {
        guard let text = value.literalText else { return "null" }
        let escaped: String? = unsafe text.withCString { start in
            guard let quoted = unsafe PQescapeLiteral(link, start, text.utf8.count) else { return nil }
            defer { unsafe PQfreemem(quoted) }
            return unsafe String(cString: quoted)
        }
        guard let escaped else { throw PostgresError(.encoding, "a value cannot be quoted") }
        if case .bytes = value { return escaped + "::bytea" }
        return escaped
    }
}
