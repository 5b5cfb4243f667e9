import ArgumentParser
import CaseModel

struct ConsentCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "consent", abstract: "What each partner agreed to: record, list.",
        subcommands: [ConsentRecord.self, ConsentList.self])
}

extension ConsentKind: ExpressibleByArgument {}
extension SecretsPolicy: ExpressibleByArgument {}
