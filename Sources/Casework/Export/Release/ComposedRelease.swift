import Anonymity

/// A release of rows before it is written: its classes, and the labels of every cell.
struct ComposedRelease: Sendable {
    /// One class: the labels of its known columns, and its rows in the table.
    struct Class: Sendable {
        let labels: [String]
        let rows: [UInt32]
        /// Its number in the ledger of the circle; nil where it is new.
        let number: Int?
    }

    /// A column that is not known, at the level of the whole file.
    struct Outcome: Sendable {
        let column: ProgressColumn
        /// Where it stands in the table.
        let index: Int
        let level: Int
        let top: Int
        /// The label of each code of the table's column.
        let labelOfCode: [String]
    }

    let profile: ReleaseProfile
    let known: [ProgressColumn]
    let outcomes: [Outcome]
    var classes: [Class]
    let table: Table
    /// Columns that were asked for and left out, since the file would not have kept its promise with them.
    let leftOut: [ProgressColumn]
    /// New couples that are too few for a class, or too unlike the others: they wait for a later file.
    let waiting: Int
    /// Couples of classes that the circle holds and that do not go together with this file; it has them from an earlier.
    let heldBack: Int
    /// New couples that might be in the file and are not.
    let suppressed: Int
    /// The fewest couples that share any two cells that are not known.
    let fewestSharingTwo: Int?
    /// What the worst class reached of each sensitive column.
    let promises: [(column: ProgressColumn, reached: ClassPromise.Reached)]
    /// The loss of each known column over the classes that were drawn now, 0 to 1; empty where none was.
    let loss: [Double]

    /// The level of each of `asked`, for the ledger: a later file tells none more narrowly. 0 for known columns, one more
    /// than the highest for what is left out.
    func levels(of asked: [ProgressColumn]) throws(CaseworkError) -> [Int] {
        var levels: [Int] = []
        for column in asked {
            if leftOut.contains(column) {
                levels.append(try column.publishedLadder.top + 1)
            } else {
                levels.append(outcomes.first { $0.column == column }?.level ?? 0)
            }
        }
        return levels
    }

    var rows: Int { classes.reduce(0) { $0 + $1.rows.count } }

    /// The file's columns, after the pseudonym: the known ones first.
    var header: [String] { (known + outcomes.map(\.column)).map(\.rawValue) }
}
