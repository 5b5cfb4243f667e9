import CaseModel
import Casework

/// What a command says when a change is done.
enum Answer {
    /// A sentence for a person, the handle alone with `--quiet`, and one JSON object or CSV row for a program.
    static func say(_ handle: String, _ sentence: String, _ options: OutputOptions) throws {
        let screen = Screen.standardOutput(noColor: options.noColor)
        try StandardOutput.stream { output in
            if options.format == .table, !options.quiet {
                output.write(sentence + "\n")
            } else {
                let listing = Listing<String>(
                    empty: "", columns: [Column("handle", "Handle") { .text($0) }], handle: { $0 })
                listing.write(one: handle, options: options, screen: screen, to: &output)
            }
        }
    }
}

/// Reads days as people type them.
enum DayArgument {
    static func day(_ text: String, field: String) throws -> CalendarDate {
        guard let day = CalendarDate(text) else {
            throw CaseworkError.invalid(field: field, "\(text) is no day that exists; write it as YYYY-MM-DD")
        }
        return day
    }
}
