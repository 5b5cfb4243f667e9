/// Why a table could not be built or recoded; nothing has been released when one is thrown.
package enum AnonymityError: Error, Equatable, Sendable {
    case noColumns
    case duplicateColumn(String)
    case wrongCellCount(row: Int, found: Int, expected: Int)
    /// Not UTF-8, or with a NUL in it.
    case notText(row: Int, column: String)
    case tooManyRows
    case unknownColumn(String)
    case noQuasiIdentifiers
    case repeatedQuasiIdentifier(String)
    case valueNotInHierarchy(column: String, value: String)
    case classSizeTooSmall(Int)
    case suppressionLimitOutOfRange(Double)
    case fewerRowsThanK(rows: Int, k: Int)
    case searchTooLarge(nodes: Double)
    case repeatedSensitiveColumn(String)
    /// Named both as a quasi-identifier and as sensitive.
    case sensitiveQuasiIdentifier(String)
    case diversityOutOfRange(column: String, Double)
    case closenessOutOfRange(column: String, Double)
    case tooFewValues(column: String, values: Int, l: Int)
    case valueNotInOrder(column: String, value: String)
    case valueNotANumber(column: String, value: String)
    case valueNotInGrid(column: String, value: String)
    case gridOutOfRange
    case gridNeedsFine(String)
    case tooManyValues(column: String, values: Int)
    /// The whole table as one class does not keep the model.
    case tableBreaksModel(column: String)
    /// Recoding in parts would leave too few rows a part; so many millions of bytes are enough.
    case memoryTooSmall(megabytes: Int)
    /// Not even with no row left out.
    case closenessLost
}

extension AnonymityError {
    /// True where nothing is wrong with what was given but that no release of it keeps what was asked.
    package var isOfTheWhole: Bool {
        switch self {
        case .fewerRowsThanK, .searchTooLarge, .tooFewValues, .tableBreaksModel, .closenessLost: true
        default: false
        }
    }
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
        case .notText(let row, let column):
            "Row \(row), column '\(column)', is not UTF-8 or holds a NUL. Mend that cell."
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
        case .repeatedSensitiveColumn(let name):
            "Column '\(name)' is named twice as sensitive. Name it once."
        case .sensitiveQuasiIdentifier(let name):
            "Column '\(name)' is named as a quasi-identifier and as sensitive. Choose one of the two."
        case .diversityOutOfRange(let column, let l):
            "l of column '\(column)' is \(l). Give 1 or more; 1 asks nothing."
        case .closenessOutOfRange(let column, let t):
            "t of column '\(column)' is \(t). Give a number from 0 to 1."
        case .tooFewValues(let column, let values, let l):
            "Column '\(column)' has \(values) different values, and every class needs \(l). Ask for a smaller l."
        case .valueNotInOrder(let column, let value):
            "The order of column '\(column)' does not have the value '\(value)'. Add it to the order."
        case .valueNotANumber(let column, let value):
            "Column '\(column)' is named as numeric and has the value '\(value)'. Mend it, or take it as categories."
        case .valueNotInGrid(let column, let value):
            "The grid of column '\(column)' does not have the value '\(value)'. Widen it, or give a hierarchy."
        case .gridOutOfRange:
            "A grid needs whole numbers from 0 up, lowest first, and at most 60,000 steps. Change it."
        case .gridNeedsFine(let column):
            "Column '\(column)' has a grid, which only the method fine can use. Give a hierarchy, or use fine."
        case .tooManyValues(let column, let values):
            "Column '\(column)' has \(values) different values; 65,536 is the most. Make them coarser first."
        case .tableBreaksModel(let column):
            "Column '\(column)' is less diverse in the whole table than every class should be. Ask for a smaller l."
        case .memoryTooSmall(let megabytes):
            "Too little memory is allowed for classes of any use. Allow \(megabytes) MB or more, or ask for a smaller k."
        case .closenessLost:
            "No recoding to one level a column keeps t. Ask for a larger t, or use the method fine."
        }
    }
}
