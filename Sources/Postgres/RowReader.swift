/// A type that reads itself from a row, column by column in the order of the select list.
@usableFromInline
package protocol RowDecodable {
    /// Reads every column with `next()`; one left unread is an error, so that type and statement stay in step.
    init(row: inout RowReader) throws(PostgresError)
}

/// Reads the columns of one row in order.
@usableFromInline
package struct RowReader {
    @usableFromInline let row: Row
    @usableFromInline var column = 0

    @inlinable
    init(_ row: Row) {
        self.row = row
    }

    /// Reads the next column.
    @inlinable
    package mutating func next<Value: PostgresDecodable>(
        _ type: Value.Type = Value.self
    ) throws(PostgresError) -> Value {
        guard column < row.result.columnCount else {
            throw row.result.decodingError(column: column, type: type, isNull: false)
        }
        let value = try Value.read(from: row, column: column)
        column += 1
        return value
    }

    /// Refuses a row that was read in part.
    @inlinable
    func finish() throws(PostgresError) {
        if column != row.result.columnCount { try row.result.check(width: column) }
    }
}
