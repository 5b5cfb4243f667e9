import ArgumentParser
import CaseModel
import Casework

struct KeysRotate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rotate", abstract: "Give a case, or every case, fresh keys, and seal its texts under them.",
        discussion: """
            Runs in small steps while people work; nobody waits and nothing is locked. Stopped or killed, the same command \
            goes on where it was. The old keys are destroyed when nothing lies under them any more. What you order, you \
            cannot read: the words are never shown.

            Examples: troth keys rotate C4XK92TM
                      troth keys rotate --all
            """)

    @Argument(help: "The case's handle.") var handle: String?
    @Flag(help: "Every case of the practice.") var all = false
    @OptionGroup var proof: ProofOptions
    @OptionGroup var key: KeyOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func validate() throws {
        guard all == (handle == nil) else { throw ValidationError("Give a case's handle, or --all.") }
    }

    func run() async throws {
        let one = try handle.map { try HandleArgument.read($0, .caseFile) }
        try await Office.run(office) { office in
            try await office.proved(proof) {
                let rotation = try await office.change("keys rotate", [one?.description ?? "--all"], key: key) { key in
                    if let one {
                        return try await ProgressBar.run("Texts", total: nil) { bar in
                            try await office.casework.rotateKeys(of: one, key: key) { bar.advance(by: $0) }
                        }
                    }
                    return try await ProgressBar.run("Cases", total: nil) { bar in
                        try await office.casework.rotateAllKeys(key: key) { _ in bar.advance() }
                    }
                }
                try Answer.say(
                    one?.description ?? "all",
                    "\(rotation.isResumed ? "Finished what had been begun" : "Done"): \(rotation.cases) "
                        + "\(rotation.cases == 1 ? "case" : "cases"), \(rotation.texts) texts sealed anew, "
                        + "\(rotation.destroyed) old versions of keys destroyed.", output)
            }
        }
    }
}
