/// Why a hierarchy was refused, with the value or the line that is at fault. Lines count from 1.
package enum HierarchyError: Error, Equatable, Sendable {
    case empty
    case notUTF8
    case misplacedQuote(line: Int)
    case tooFewLevels(line: Int, value: String)
    case unequalLevels(line: Int, value: String, found: Int, expected: Int)
    case duplicateValue(String, line: Int, firstLine: Int)
    case doesNotEndInStar(line: Int, value: String)
    case notNested(label: String, level: Int, line: Int, firstLine: Int)
    case intervalsDoNotNest(step: Int, next: Int)
    case intervalsOutOfRange
}

extension HierarchyError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .empty:
            "The hierarchy has no lines. Write one line a value: value;level 1;...;*"
        case .notUTF8:
            "The hierarchy is not UTF-8. Save it as UTF-8."
        case .misplacedQuote(let line):
            "Line \(line) of the hierarchy has a quote that does not close, or text after a closing quote. Mend it."
        case .tooFewLevels(let line, let value):
            "Line \(line) of the hierarchy has the value '\(value)' and no level. End it with ;*"
        case .unequalLevels(let line, let value, let found, let expected):
            "Line \(line) of the hierarchy, value '\(value)', has \(found) fields; line 1 has \(expected). "
                + "Give every line the same number."
        case .duplicateValue(let value, let line, let firstLine):
            "Line \(line) of the hierarchy has the value '\(value)' again, first on line \(firstLine). Keep one."
        case .doesNotEndInStar(let line, let value):
            "Line \(line) of the hierarchy, value '\(value)', does not end in *. End every line with ;*"
        case .notNested(let label, let level, let line, let firstLine):
            "The hierarchy is not nested: lines \(firstLine) and \(line) share '\(label)' at level \(level) "
                + "and part again above it. Give both the same labels from there on."
        case .intervalsDoNotNest(let step, let next):
            "Intervals of \(step) do not fit into intervals of \(next). Make each step a multiple of the one before."
        case .intervalsOutOfRange:
            "Intervals need whole numbers from 0 up and steps of 2 or more. Change the range or the steps."
        }
    }
}
