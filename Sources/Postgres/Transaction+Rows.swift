extension Transaction {
    /// The columns of the one row a query returns; any other number of rows is an error.
    @inlinable
    package func one<each Value: PostgresDecodable>(
        _ sql: SQL, _ types: repeat (each Value).Type
    ) throws(PostgresError) -> (repeat each Value) {
        try run(sql).one(repeat each types)
    }

    /// The columns of the one row a query returns, or nil if there is none; two rows are an error.
    @inlinable
    package func optional<each Value: PostgresDecodable>(
        _ sql: SQL, _ types: repeat (each Value).Type
    ) throws(PostgresError) -> (repeat each Value)? {
        try run(sql).optional(repeat each types)
    }

    /// The columns of every row a query returns.
    @inlinable
    package func all<each Value: PostgresDecodable>(
        _ sql: SQL, _ types: repeat (each Value).Type
    ) throws(PostgresError) -> [(repeat each Value)] {
        try run(sql).all(repeat each types)
    }

    /// The one row a query returns; any other number of rows is an error.
    @inlinable
    package func one<Value: RowDecodable>(_ sql: SQL, as type: Value.Type) throws(PostgresError) -> Value {
        try run(sql).one(as: type)
    }

    /// The one row a query returns, or nil if there is none; two rows are an error.
    @inlinable
    package func optional<Value: RowDecodable>(_ sql: SQL, as type: Value.Type) throws(PostgresError) -> Value? {
        try run(sql).optional(as: type)
    }

    /// Every row a query returns.
    @inlinable
    package func all<Value: RowDecodable>(_ sql: SQL, as type: Value.Type) throws(PostgresError) -> [Value] {
        try run(sql).all(as: type)
    }
}
