import ArgumentParser
import CaseModel

struct CommitmentCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "commitment",
        abstract: "Amends that partners commit to: add, keep, miss, weeks, list.",
        subcommands: [
            CommitmentAdd.self, CommitmentKeep.self, CommitmentMiss.self, CommitmentWeeks.self, CommitmentList.self,
        ])
}

extension Owner: ExpressibleByArgument {}
extension CommitmentKind: ExpressibleByArgument {}
extension Rhythm: ExpressibleByArgument {}
