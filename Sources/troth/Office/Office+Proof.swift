import ArgumentParser
import Casework

/// How the password is given again, for what needs it afresh.
struct ProofOptions: ParsableArguments {
    @Flag(
        name: .customLong("password-stdin"),
        help: "Read your password from standard input, where it is needed again.")
    var fromStandardInput = false
}

extension Office {
    /// Carries out what needs the password proved within the last five minutes: asks for it where that is longer ago,
    /// before `work` begins. The database refuses such work by itself (`CaseworkError.proofNeeded`); this only asks.
    func proved<Answer>(_ options: ProofOptions, _ work: () async throws -> Answer) async throws -> Answer {
        try await proved(fromStandardInput: options.fromStandardInput, work)
    }

    /// The same for a command whose standard input may be something else.
    func proved<Answer>(fromStandardInput: Bool, _ work: () async throws -> Answer) async throws -> Answer {
        if try await !casework.proofIsFresh() { try await prove(fromStandardInput: fromStandardInput) }
        return try await work()
    }

    /// Asks for the password again, and for a code where there is a second factor, and proves them.
    func prove(fromStandardInput: Bool) async throws {
        let prompt = Prompt()
        let password = try prompt.password("Your password again: ", fromStandardInput: fromStandardInput)
        try await casework.prove(password: password) {
            try prompt.code("Code: ", fromStandardInput: fromStandardInput)
        }
    }
}
