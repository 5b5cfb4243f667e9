import ArgumentParser
import Casework
import Sealing

struct KeysBackup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Write a copy of the keyring, sealed under a passphrase, as a text to print.",
        discussion: """
            Without the keyring nobody can open what is sealed, ever. Print the file, keep it in another house, and the \
            passphrase in a third place: both together are the keyring. A file that is there is never overwritten.

            Example: troth keys backup --out /media/stick/troth-keyring.txt
            """)

    @Option(help: ArgumentHelp("The file to write.", valueName: "file")) var out: String
    @Flag(help: "Read the passphrase from standard input, after the password where that is asked for.")
    var passphraseStdin = false
    @OptionGroup var proof: ProofOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        try await Office.run(office) { office in
            let keyring = try KeyringFile.load(path: office.home.keyring)
            try await office.proved(proof) {
                let passphrase = try KeyringBackupFile.newPassphrase(fromStandardInput: passphraseStdin)
                // the event first: a copy of the keys that nobody knows of must not exist
                try await office.casework.recordKeyring(.backup)
                try KeyringBackupFile.write(keyring, to: out, passphrase: passphrase, home: office.home)
            }
            try Answer.say(
                out,
                "Wrote the copy to \(out). Print it, keep it away from this machine and away from the passphrase, and try "
                    + "once that it opens: `troth keys restore \(out) --check`.", output)
        }
    }
}
