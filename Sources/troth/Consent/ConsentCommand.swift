import ArgumentParser
import CaseModel

struct ConsentCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "consent", abstract: "What each partner agreed to: record, revoke, list.",
        subcommands: [ConsentRecord.self, ConsentRevoke.self, ConsentList.self])
}

extension ConsentKind: ExpressibleByArgument {}
extension SecretsPolicy: ExpressibleByArgument {}
