import Anonymity

/// Why `troth anonymize` or `troth export verify` could not do what its options ask; nothing was written.
enum AnonymizeError: Error, CustomStringConvertible {
    case noHierarchy(column: String, folder: String?)
    case twoHierarchies(column: String, [String])
    case hierarchy(String, HierarchyError)
    case table(String, CSVError)
    case sameFile(String)
    case separator
    case grid(String)
    case gridOfNothing(String)
    case leaveOut(Double)
    case nothingSensitive
    case memoryOfStream
    case memoryNeedsFine
    case notKept(ReleaseFinding, count: Int)
    case notWhatWasWritten(String)
    case noPromise(String)

    var description: String {
        switch self {
        case .noHierarchy(let column, nil):
            "Column '\(column)' needs a hierarchy: name the folder with --hierarchies, or give --grid \(column)=LOW-HIGH."
        case .noHierarchy(let column, let folder?):
            "\(folder) has no \(column).csv and no ..._hierarchy_\(column).csv. Write one, or give --grid "
                + "\(column)=LOW-HIGH."
        case .twoHierarchies(let column, let files):
            "Column '\(column)' has more than one hierarchy: \(files.joined(separator: ", ")). Keep one."
        case .hierarchy(let file, let error): "\(file): \(error)"
        case .table(let file, let error): "\(file): \(error)"
        case .sameFile(let file): "\(file) is named as --out and as --report. Name two files."
        case .separator: "The separator is one ASCII character, such as ';' or '\\t', not a quote or a line end."
        case .grid(let text):
            "'\(text)' is no grid. Write COLUMN=LOW-HIGH or COLUMN=LOW-HIGH/STEP, such as age=0-120/5."
        case .gridOfNothing(let column): "--grid names '\(column)', which is not among --quasi. Add it there."
        case .leaveOut(let percent): "--leave-out is \(percent). Give a percentage from 0 to 1."
        case .nothingSensitive: "l and t protect a sensitive column, and none is named. Name it with --sensitive."
        case .memoryOfStream:
            "With --memory the file is read several times, which standard input cannot be. Name a file."
        case .memoryNeedsFine: "--memory is for the method fine: uniform has to see all rows at once."
        case .notKept(let finding, let count):
            "The check refused the file: \(finding)\(count > 1 ? ", and \(count - 1) more" : ""). Nothing was written; "
                + "please report it."
        case .notWhatWasWritten(let file):
            "\(file) read back is not what was written. Nothing was kept; check the disk and try again."
        case .noPromise(let file):
            "\(file) is no report or manifest of a release. Name the one that came with the file with --report."
        }
    }
}
