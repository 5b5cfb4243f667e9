/// One thing wrong with a released file, with the line (from 1, the header included) and the column where it can be
/// seen, and nothing that stood in the cell.
package struct ReleaseFinding: Error, Sendable, Equatable {
    package enum Fault: Sendable, Equatable {
        case emptyFile
        /// The header has another name, or none, at this column.
        case headerDiffers
        case extraHeaderColumn
        case missingCell
        case extraCell
        case labelNotAllowed
        case malformedIdentifier
        case repeatedIdentifier
        case malformedQuoting
        /// A line of JSON that is not one object of the promised keys, in their order, with text for each.
        case malformedLine
        case truncatedLine
        case notANumber
        /// The class that begins on this line.
        case classTooSmall(rows: Int, k: Int)
        case tooFewValues(found: Int, l: Int)
        case tooLittleEntropy(found: Double, l: Double)
        case tooFar(found: Double, t: Double)
        /// Two cells, one of them in this column.
        case fewShareTwo(rows: Int, least: Int)
        case rowCountDiffers(found: Int, expected: Int)
    }

    package let fault: Fault
    package let line: Int
    /// The allow-list's name for the column; nil where the fault is of a whole line or file.
    package let column: String?
}

extension ReleaseFinding: CustomStringConvertible {
    package var description: String {
        let place = column.map { "line \(line), column \($0)" } ?? "line \(line)"
        return "\(place): \(explanation)"
    }

    private var explanation: String {
        switch fault {
        case .emptyFile: "the file is empty"
        case .headerDiffers: "the header does not have this column here"
        case .extraHeaderColumn: "the header has a column that is not on the allow-list"
        case .missingCell: "the row ends before this column"
        case .extraCell: "the row has more cells than columns"
        case .labelNotAllowed: "the cell is not one of the published labels"
        case .malformedIdentifier: "the cell is not an id of the expected form"
        case .repeatedIdentifier: "the id stood in an earlier row"
        case .malformedQuoting: "a quote or carriage return stands where none may"
        case .malformedLine: "the line is not an object of the promised columns"
        case .truncatedLine: "the file ends inside this line"
        case .notANumber: "the cell is not a number"
        case .classTooSmall(let rows, let k): "the class that begins here has \(rows) rows, fewer than k = \(k)"
        case .tooFewValues(let found, let l): "the class that begins here has \(found) values, fewer than l = \(l)"
        case .tooLittleEntropy(let found, let l):
            "the class that begins here has the entropy of \(found) values, less than l = \(l)"
        case .tooFar(let found, let t): "the class that begins here is \(found) from the whole, more than t = \(t)"
        case .fewShareTwo(let rows, let least):
            "a cell of this column with one of another is shared by \(rows) rows, fewer than \(least)"
        case .rowCountDiffers(let found, let expected): "the file has \(found) rows, and \(expected) were released"
        }
    }
}
