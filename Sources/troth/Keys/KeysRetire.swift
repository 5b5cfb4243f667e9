import ArgumentParser
import Casework
import FoundationEssentials
import Sealing

struct KeysRetire: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retire", abstract: "Take keys that wrap nothing any more out of the keyring.",
        discussion: """
            After this, backups of the database made before the last `troth keys rotate-outer` can no longer be opened \
            with this keyring: that is what makes an erasure reach the backups, and it cannot be undone. Copies of the \
            keyring still hold the old keys; destroy those too.

            Example: troth keys retire
            """)

    @Flag(help: "Do not ask.") var yes = false
    @OptionGroup var proof: ProofOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        try await Office.run(office) { office in
            let path = office.home.keyring
            let uses = try await office.casework.outerKeysInUse()
            let keyring = try KeyringFile.load(path: path)
            let idle = keyring.keyIDs.filter { $0 != keyring.currentID && uses[$0] == nil }
            guard !idle.isEmpty else {
                return try Answer.say("", "Every key of the keyring is in use. Nothing was changed.", output)
            }
            let names = idle.map(\.uuidString).joined(separator: ", ")
            guard
                try yes
                    || Prompt().confirm(
                        "Retire \(names)? Backups of the database from before the last rotate-outer will never open again."
                    )
            else { return try Answer.say("", "Nothing was changed.", output) }
            try await office.proved(proof) {
                try await office.casework.recordKeyring(.retire)
                _ = try KeyringFile.change(path: path) { $0.retiring(Set(idle)) }
            }
            try Answer.say(names, "Retired \(names).", output)
        }
    }
}
