import ArgumentParser
import CaseModel
import Casework

/// From which day until which something of access holds.
struct SpanOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The first day; now where it is left out.", valueName: "day")) var from: String?
    @Option(help: ArgumentHelp("The last day; without it, until it is ended.", valueName: "day")) var until: String?

    func span() throws -> AccessSpan {
        AccessSpan(
            from: try from.map { try DayArgument.day($0, field: "--from") },
            until: try until.map { try DayArgument.day($0, field: "--until") })
    }
}
