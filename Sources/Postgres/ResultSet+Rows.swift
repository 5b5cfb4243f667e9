/// The rows of a result, read as the types that are asked for.
extension ResultSet {
    @inlinable
    func one<each Value: PostgresDecodable>(
        _ types: repeat (each Value).Type
    ) throws(PostgresError) -> (repeat each Value) {
        var reader = RowReader(Row(result: self, index: try onlyRow()))
        let values = (repeat try reader.next((each Value).self))
        try reader.finish()
        return values
    }

    @inlinable
    func optional<each Value: PostgresDecodable>(
        _ types: repeat (each Value).Type
    ) throws(PostgresError) -> (repeat each Value)? {
        guard let row = try onlyRowIfThere() else { return nil }
        var reader = RowReader(Row(result: self, index: row))
        let values = (repeat try reader.next((each Value).self))
        try reader.finish()
        return values
    }

    @inlinable
    func all<each Value: PostgresDecodable>(
        _ types: repeat (each Value).Type
    ) throws(PostgresError) -> [(repeat each Value)] {
        var rows: [(repeat each Value)] = []
        rows.reserveCapacity(rowCount)
        for row in 0..<rowCount {
            var reader = RowReader(Row(result: self, index: row))
            rows.append((repeat try reader.next((each Value).self)))
            if row == 0 { try reader.finish() }
        }
        return rows
    }

    @inlinable
    func one<Value: RowDecodable>(as type: Value.Type) throws(PostgresError) -> Value {
        try read(type, try onlyRow())
    }

    @inlinable
    func optional<Value: RowDecodable>(as type: Value.Type) throws(PostgresError) -> Value? {
        guard let row = try onlyRowIfThere() else { return nil }
        return try read(type, row)
    }

    @inlinable
    func all<Value: RowDecodable>(as type: Value.Type) throws(PostgresError) -> [Value] {
        var rows: [Value] = []
        rows.reserveCapacity(rowCount)
        for row in 0..<rowCount { rows.append(try read(type, row)) }
        return rows
    }

    @inlinable
    func read<Value: RowDecodable>(_ type: Value.Type, _ row: Int) throws(PostgresError) -> Value {
        var reader = RowReader(Row(result: self, index: row))
        let value = try Value(row: &reader)
        try reader.finish()
        return value
    }

    /// The index of the only row, nil if there is none.
    @usableFromInline
    func onlyRowIfThere() throws(PostgresError) -> Int? {
        switch rowCount {
        case 0: return nil
        case 1: return 0
        default: throw PostgresError(.cardinality, "at most one row expected, got \(rowCount)")
        }
    }

    @usableFromInline
    func onlyRow() throws(PostgresError) -> Int {
        guard rowCount == 1 else { throw PostgresError(.cardinality, "one row expected, got \(rowCount)") }
        return 0
    }
}
