import FoundationEssentials

/// Every command that the program has, filled in from its own description of itself, so that a new one is never left
/// out: where a command wants a case it gets that case, and so on.
struct CanaryCommands {
    /// What a command is given, by the name of the value.
    let values: [String: String]

    /// Left out: what founds, restores or shows another practice, what logs in or starts and stops the server, and what
    /// makes somebody else's case the person's own for an hour.
    private static let leftOut: Set<String> = [
        "init", "restore", "demo", "login", "logout", "server start", "server stop", "access break-glass",
    ]
    /// Options that are given though they are not required, where a command has them.
    private static let given: Set<String> = ["reason", "score", "file", "to", "since"]

    private struct Description: Decodable {
        struct Name: Decodable {
            let name: String
        }
        struct Argument: Decodable {
            let kind: String
            let isOptional: Bool
            let isRepeating: Bool
            let valueName: String?
            let preferredName: Name?
            let allValueStrings: [String]?
            let allValues: [String]?
        }
        struct Command: Decodable {
            let commandName: String
            let arguments: [Argument]?
            let subcommands: [Command]?
        }
        let command: Command
    }

    /// The commands, from what `troth --experimental-dump-help` prints.
    func commands(describedBy help: String) throws -> [[String]] {
        let root = try JSONDecoder().decode(Description.self, from: Data(help.utf8)).command
        var found: [[String]] = []
        for command in root.subcommands ?? [] { walk(command, [], &found) }
        return found
    }

    private func walk(_ command: Description.Command, _ path: [String], _ found: inout [[String]]) {
        let path = path + [command.commandName]
        let name = path.joined(separator: " ")
        guard command.commandName != "help", !Self.leftOut.contains(name) else { return }
        let subcommands = (command.subcommands ?? []).filter { $0.commandName != "help" }
        guard subcommands.isEmpty else {
            for subcommand in subcommands { walk(subcommand, path, &found) }
            return
        }
        let arguments = command.arguments ?? []
        found.append(path + filled(arguments, of: name, by: .positions))
        if arguments.contains(where: { $0.preferredName?.name == "case" }) {
            found.append(path + filled(arguments, of: name, by: .caseOption))
        }
    }

    private enum Way {
        case positions, caseOption
    }

    private func filled(_ arguments: [Description.Argument], of name: String, by way: Way) -> [String] {
        var words: [String] = []
        for argument in arguments {
            let option = argument.preferredName?.name ?? ""
            guard option != "help", option != "version" else { continue }
            switch argument.kind {
            case "positional":
                if way == .positions { words.append(value(argument, of: name)) }
            case "option":
                let isCase = option == "case" && way == .caseOption
                guard !argument.isOptional || Self.given.contains(option) || isCase else { continue }
                words += ["--" + option, value(argument, of: name)]
            default:
                let isNeeded = !argument.isOptional && option == "held"
                if isNeeded || (option == "psychotherapy" && way == .caseOption) { words.append("--" + option) }
            }
        }
        if name == "stage correct" { words += ["--drop", "2"] }
        if name == "session record" { words += ["--attended", "both"] }
        if name == "session record", way == .caseOption {
            words += ["--starts", "2026-06-20 10:00", "--format", "conjoint"]
        }
        return words
    }

    private func value(_ argument: Description.Argument, of name: String) -> String {
        let value = argument.valueName ?? argument.preferredName?.name ?? ""
        if let special = values["\(name) \(value)"] ?? values[value] { return special }
        return argument.allValueStrings?.first ?? argument.allValues?.first ?? "words"
    }
}
