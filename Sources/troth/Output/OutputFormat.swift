import ArgumentParser

/// How a list or a record leaves the program.
///
/// `table` is for eyes; `json` and `csv` are for programs and keep every value exactly.
package enum OutputFormat: String, ExpressibleByArgument, CaseIterable, Sendable {
    case table
    case json
    case csv
}
