package import ArgumentParser

/// The three options that every command with output has, so that they read the same everywhere.
package struct OutputOptions: ParsableArguments, Sendable {
    @Option(help: "Write a table for reading, or json or csv for another program.")
    package var format: OutputFormat = .table

    @Flag(name: .shortAndLong, help: "Print handles only, one a line.")
    package var quiet = false

    @Flag(name: .customLong("no-color"), help: "No colours, as when NO_COLOR is set.")
    package var noColor = false

    package init() {}
}
