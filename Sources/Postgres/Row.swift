/// One row of a result; its cells are read only when they are asked for.
@usableFromInline
package struct Row {
    @usableFromInline let result: ResultSet
    @usableFromInline let index: Int

    @inlinable
    init(result: ResultSet, index: Int) {
        self.result = result
        self.index = index
    }

    /// The names of the columns, in order.
    package var columnNames: [String] { result.columns.names }

    /// Reads a column by its position from 0.
    package func callAsFunction<Value: PostgresDecodable>(
        _ column: Int, as type: Value.Type = Value.self
    ) throws(PostgresError) -> Value {
        guard (0..<result.columnCount).contains(column) else {
            throw result.decodingError(column: column, type: type, isNull: false)
        }
        return try Value.read(from: self, column: column)
    }

    /// Reads a column by its name; of two columns with one name, the first.
    package func callAsFunction<Value: PostgresDecodable>(
        _ column: String, as type: Value.Type = Value.self
    ) throws(PostgresError) -> Value {
        guard let position = result.columns.index(of: column) else {
            var error = PostgresError(.decoding, "the statement returns no such column")
            error.column = column
            throw error
        }
        return try Value.read(from: self, column: position)
    }

    /// Reads all columns from the first to the last as the given types.
    package func columns<each Value: PostgresDecodable>(
        _ types: repeat (each Value).Type
    ) throws(PostgresError) -> (repeat each Value) {
        var reader = RowReader(self)
        let values = (repeat try reader.next((each Value).self))
        try reader.finish()
        return values
    }

    /// Reads a named type.
    package func decode<Value: RowDecodable>(_ type: Value.Type = Value.self) throws(PostgresError) -> Value {
        var reader = RowReader(self)
        let value = try Value(row: &reader)
        try reader.finish()
        return value
    }
}
