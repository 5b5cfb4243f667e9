extension Transaction {
    /// The columns of the one row a query returns; any other number of rows is an error.
    @inlinable
    package func one<each Value: PostgresDecodable>(
        _ sql: SQL, _ types: repeat (each Value).Type
    ) throws(PostgresError) -> (repeat each Value) {
        let result = try run(sql)
        guard let row = try onlyRow(of: result, isRequired: true) else {
            throw PostgresError(.cardinality, "one row expected, got none")
        }
        var reader = RowReader(Row(result: result, index: row))
        let values = (repeat try reader.next((each Value).self))
        try reader.finish()
        return values
    }

    /// The columns of the one row a query returns, or nil if there is none; two rows are an error.
    @inlinable
    package func optional<each Value: PostgresDecodable>(
        _ sql: SQL, _ types: repeat (each Value).Type
    ) throws(PostgresError) -> (repeat each Value)? {
        let result = try run(sql)
        guard let row = try onlyRow(of: result, isRequired: false) else { return nil }
        var reader = RowReader(Row(result: result, index: row))
        let values = (repeat try reader.next((each Value).self))
        try reader.finish()
        return values
    }

    /// The columns of every row a query returns.
    @inlinable
    package func all<each Value: PostgresDecodable>(
        _ sql: SQL, _ types: repeat (each Value).Type
    ) throws(PostgresError) -> [(repeat each Value)] {
        let result = try run(sql)
        var rows: [(repeat each Value)] = []
        rows.reserveCapacity(result.rowCount)
        for row in 0..<result.rowCount {
            var reader = RowReader(Row(result: result, index: row))
            rows.append((repeat try reader.next((each Value).self)))
            if row == 0 { try reader.finish() }
        }
        return rows
    }

    /// The one row a query returns; any other number of rows is an error.
    @inlinable
    package func one<Value: RowDecodable>(_ sql: SQL, as type: Value.Type) throws(PostgresError) -> Value {
        let result = try run(sql)
        guard let row = try onlyRow(of: result, isRequired: true) else {
            throw PostgresError(.cardinality, "one row expected, got none")
        }
        return try read(type, from: result, row)
    }

    /// The one row a query returns, or nil if there is none; two rows are an error.
    @inlinable
    package func optional<Value: RowDecodable>(_ sql: SQL, as type: Value.Type) throws(PostgresError) -> Value? {
        let result = try run(sql)
        guard let row = try onlyRow(of: result, isRequired: false) else { return nil }
        return try read(type, from: result, row)
    }

    /// Every row a query returns.
    @inlinable
    package func all<Value: RowDecodable>(_ sql: SQL, as type: Value.Type) throws(PostgresError) -> [Value] {
        let result = try run(sql)
        var rows: [Value] = []
        rows.reserveCapacity(result.rowCount)
        for row in 0..<result.rowCount {
            rows.append(try read(type, from: result, row))
        }
        return rows
    }

    @inlinable
    func read<Value: RowDecodable>(
        _ type: Value.Type, from result: ResultSet, _ row: Int
    ) throws(PostgresError) -> Value {
        var reader = RowReader(Row(result: result, index: row))
        let value = try Value(row: &reader)
        try reader.finish()
        return value
    }
}
