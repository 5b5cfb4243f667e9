import Anonymity

/// The columns of a CSV file and their types, as the W3C's CSVW metadata says it: readable by programs of R and Python.
struct ColumnDictionary: Encodable {
    /// Of a CSV file.
    struct Dialect: Encodable {
        let delimiter: String
        let header = true
        let encoding = "utf-8"

        enum CodingKeys: String, CodingKey { case delimiter, header, encoding }
    }

    struct Schema: Encodable {
        let columns: [Column]
    }

    struct Column: Encodable {
        let name: String
        let titles: String
        let datatype: String
        let required = true
        /// `known`, `sensitive`, `other` or `identifier`.
        let role: ReleaseColumn.Role
        /// Every label that may stand in a cell; nil where anything may.
        let labels: [String]?

        enum CodingKeys: String, CodingKey {
            case name, titles, datatype, required
            case role = "troth:role"
            case labels = "troth:labels"
        }
    }

    let context = "http://www.w3.org/ns/csvw"
    let url: String
    let dialect: Dialect?
    let tableSchema: Schema

    enum CodingKeys: String, CodingKey {
        case context = "@context"
        case url, dialect, tableSchema
    }

    init(_ promise: ReleasePromise, name: String) {
        url = name
        dialect = promise.format == .csv ? Dialect(delimiter: promise.separator) : nil
        tableSchema = Schema(
            columns: promise.columns.map { column in
                let isNumber = column.labels.map { $0.allSatisfy { Int($0) != nil } } ?? false
                return Column(
                    name: column.name, titles: column.name, datatype: isNumber ? "integer" : "string",
                    role: column.role, labels: column.labels)
            })
    }
}
