/// Why a table could not be built or recoded; nothing has been released when one is thrown.
package enum AnonymityError: Error, Equatable, Sendable {
    case noColumns
    case duplicateColumn(String)
    case wrongCellCount(row: Int, found: Int, expected: Int)
    case tooManyRows
    case unknownColumn(String)
    case noQuasiIdentifiers
    case repeatedQuasiIdentifier(String)
    case valueNotInHierarchy(column: String, value: String)
    case classSizeTooSmall(Int)
    case suppressionLimitOutOfRange(Double)
    case fewerRowsThanK(rows: Int, k: Int)
    case searchTooLarge(nodes: Double)
}

extension AnonymityError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .noColumns:
            "The table has no columns. Name at least one."
        case .duplicateColumn(let name):
            "Column '\(name)' is named twice. Give each column a name of its own."
        case .wrongCellCount(let row, let found, let expected):
            "Row \(row) has \(found) cells where there are \(expected) columns. Mend that row."
        case .tooManyRows:
            "The table has more rows or cells than can be counted. Split it."
        case .unknownColumn(let name):
            "There is no column '\(name)' in the table. Check the list of quasi-identifiers."
        case .noQuasiIdentifiers:
            "No quasi-identifier is named. Name every column that somebody could know of a couple."
        case .repeatedQuasiIdentifier(let name):
            "Column '\(name)' is named twice as a quasi-identifier. Name it once."
        case .valueNotInHierarchy(let column, let value):
            "The hierarchy of column '\(column)' does not have the value '\(value)'. Add a line for it."
        case .classSizeTooSmall(let k):
            "k is \(k), but a class of fewer than 2 hides nobody. Ask for 2 or more; 11 is the default."
        case .suppressionLimitOutOfRange(let limit):
            "The suppression limit is \(limit). Give a share of the rows, from 0 to 1."
        case .fewerRowsThanK(let rows, let k):
            "The table has \(rows) rows, and every class needs \(k). Nothing can be released; collect more first."
        case .searchTooLarge(let nodes):
            "No best recoding could be proven among \(nodes) combinations of levels within the work allowed. "
                + "Use fewer quasi-identifiers, or fewer levels in their hierarchies."
        }
    }
}
