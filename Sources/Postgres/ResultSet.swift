import CLibPQ

/// The names of a result's columns, made once even when each row arrives as a result of its own.
final class ColumnNames: Sendable {
    let names: [String]
    private let indexes: [String: Int]

    init(_ names: [String]) {
        self.names = names
        indexes = Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    }

    func index(of name: String) -> Int? { indexes[name] }
}

/// Owns one PGresult; rows keep it alive, so a row may outlive the loop that met it.
@usableFromInline
@safe
final class ResultSet {
    private let result: OpaquePointer
    @usableFromInline let rowCount: Int
    @usableFromInline let columnCount: Int
    let columns: ColumnNames

    init(owning result: OpaquePointer, columns known: ColumnNames? = nil) {
        unsafe self.result = unsafe result
        rowCount = Int(unsafe PQntuples(result))
        let columnCount = Int(unsafe PQnfields(result))
        self.columnCount = columnCount
        columns =
            known
            ?? ColumnNames(
                (0..<columnCount).map { index in
                    guard let name = unsafe PQfname(result, Int32(index)) else { return "" }
                    return unsafe String(cString: name)
                })
    }

    deinit {
        unsafe PQclear(result)
    }

    /// How many rows the statement inserted, changed, deleted, copied or returned.
    var affectedRows: Int {
        guard let text = unsafe PQcmdTuples(result) else { return 0 }
        return Int(unsafe String(cString: text)) ?? 0
    }

    /// The word or words by which the server names what it did, such as `COMMIT`.
    var commandTag: String {
        guard let text = unsafe PQcmdStatus(result) else { return "" }
        return unsafe String(cString: text)
    }

    /// The bytes of one cell, or nil for NULL; they live as long as this object.
    @usableFromInline
    @unsafe
    func cell(row: Int, column: Int) -> UnsafeBufferPointer<UInt8>? {
        let length = unsafe PQgetlength(result, Int32(truncatingIfNeeded: row), Int32(truncatingIfNeeded: column))
        if length == 0,
            unsafe PQgetisnull(result, Int32(truncatingIfNeeded: row), Int32(truncatingIfNeeded: column)) != 0
        {
            return nil
        }
        guard let start = unsafe PQgetvalue(result, Int32(truncatingIfNeeded: row), Int32(truncatingIfNeeded: column))
        else { return nil }
        return unsafe UnsafeBufferPointer(
            start: UnsafeRawPointer(start).assumingMemoryBound(to: UInt8.self), count: Int(length))
    }

    /// Decodes one cell.
    @inlinable
    func decode<Value: PostgresDecodable>(
        row: Int, column: Int, as type: Value.Type
    ) throws(PostgresError) -> Value {
        if let bytes = unsafe cell(row: row, column: column) {
            if let value = unsafe Value(postgresText: bytes.span) {
                return value
            }
        } else if let value = Value.postgresNull {
            return value
        }
        throw decodingError(column: column, type: Value.self, isNull: unsafe cell(row: row, column: column) == nil)
    }

    /// Refuses a result of another width than the caller reads, so that a forgotten column is met at once.
    @usableFromInline
    func check(width: Int) throws(PostgresError) {
        guard width == columnCount else {
            throw PostgresError(.decoding, "the statement returns \(columnCount) columns, the program reads \(width)")
        }
    }

    /// Names column and type, never the value.
    @usableFromInline
    func decodingError(column: Int, type: any PostgresDecodable.Type, isNull: Bool) -> PostgresError {
        guard columns.names.indices.contains(column) else {
            return PostgresError(.decoding, "there is no column \(column) among \(columnCount)")
        }
        var error = PostgresError(.decoding, isNull ? "NULL does not read as \(type)" : "does not read as \(type)")
        error.column = columns.names[column]
        return error
    }
}
