import ArgumentParser
import CaseModel
import Casework

struct SessionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "session", abstract: "Sessions: book, confirm, cancel, record, list.",
        subcommands: [SessionBook.self, SessionConfirm.self, SessionCancel.self, SessionRecord.self, SessionList.self],
        defaultSubcommand: SessionList.self)
}

/// The output options of a command whose own --format means something else: its answer is a sentence or a handle.
struct AnswerOptions: ParsableArguments {
    @Flag(name: .shortAndLong, help: "Print the handle only.")
    var quiet = false

    init() {}

    var output: OutputOptions {
        var options = OutputOptions()
        options.format = .table
        options.quiet = quiet
        options.noColor = false
        return options
    }
}

/// Reads local times as people type them.
enum TimeArgument {
    static func time(_ text: String, field: String) throws -> LocalTime {
        guard let time = LocalTime(text) else {
            throw CaseworkError.invalid(
                field: field, "\(text) is no time that exists; write it like \"2026-06-20 10:00\"")
        }
        return time
    }
}

extension SessionFormat: ExpressibleByArgument {}
extension Modality: ExpressibleByArgument {}
