import ArgumentParser
import Casework
import FoundationEssentials
import Sealing

struct KeysRotateOuter: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rotate-outer", abstract: "Put a new key into the keyring, and wrap the practice's keys under it.",
        discussion: """
            For when the keyring may have been seen by somebody, and once a year. Nothing that is sealed is touched. The \
            old key stays in the keyring until `troth keys retire`: backups of the database made before need it. Make a \
            new backup of the keyring afterwards.

            Stopped half way, the same command goes on: it adds no second key.

            Example: troth keys rotate-outer
            """)

    @OptionGroup var proof: ProofOptions
    @OptionGroup var key: KeyOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        try await Office.run(office) { office in
            try await office.proved(proof) {
                let path = office.home.keyring
                var keyring = try KeyringFile.load(path: path)
                // asked first: whoever is no practice admin changes no file
                if try await office.casework.liesUnderCurrentKey(of: keyring) {
                    keyring = try KeyringFile.change(path: path) { $0.adding(at: Date()) }
                }
                let current = keyring
                try await office.change("keys rotate-outer", [current.currentID.uuidString], key: key) {
                    try await office.casework.rewrapPracticeKeys(under: current, key: $0)
                }
                try Answer.say(
                    current.currentID.uuidString,
                    "The practice's keys lie under the new key \(current.currentID). Now make a new backup of the keyring: "
                        + "`troth keys backup`.", output)
            }
        }
    }
}
