import CLibPQ

extension Session {
    /// How many rows a body that gave up is waited for before the statement is cancelled.
    private static let patience = 10_000

    /// Runs a statement and gives its rows one by one as they arrive, so that memory does not grow with their number.
    func stream(_ sql: SQL, _ body: (Row) throws -> Void) throws {
        // what was kept back has results that are taken whole
        if !later.isEmpty { try flush() }
        try send(sql)
        isStreaming = true
        defer {
            isStreaming = false
            queued.removeAll(keepingCapacity: true)
        }
        var firstError: PostgresError?
        var bodyError: (any Error)?
        for item in queued {
            if case .statement = item { unsafe _ = PQsetSingleRowMode(link) }
            var columns: ColumnNames?
            var skipped = 0
            while let result = unsafe PQgetResult(link) {
                if unsafe isFailure(result) {
                    if let error = unsafe failure(of: result, item), firstError == nil { firstError = error }
                    unsafe PQclear(result)
                    if isDoomed { break }
                } else if unsafe PQresultStatus(result) == PGRES_SINGLE_TUPLE {
                    let set = unsafe ResultSet(owning: result, columns: columns)
                    columns = set.columns
                    if bodyError == nil {
                        do { try body(Row(result: set, index: 0)) } catch { bodyError = error }
                    } else {
                        skipped += 1
                        if skipped == Self.patience { cancellation.cancelNow() }
                    }
                } else {
                    settle(item)
                    unsafe PQclear(result)
                }
            }
            if isDoomed { break }
        }
        do {
            try finishPipeline(firstError)
        } catch {
            if bodyError == nil { throw error }
        }
        if let bodyError { throw bodyError }
    }
}
