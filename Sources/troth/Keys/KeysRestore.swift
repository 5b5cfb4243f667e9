import ArgumentParser
import FoundationEssentials
import Sealing

struct KeysRestore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Put the keyring of a backup into the home folder.",
        discussion: """
            Never replaces a keyring that is there. With --check it only says whether the passphrase opens the file.

            Example: troth keys restore /media/stick/troth-keyring.txt
            """)

    @Argument(help: ArgumentHelp("The file that `troth keys backup` wrote.", valueName: "file")) var file: String
    @Flag(help: "Only try whether it opens; nothing is written.") var check = false
    @Flag(help: "Read the passphrase from standard input.") var passphraseStdin = false
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        let home = Home(office.home)
        let text = try KeyringBackupFile.read(file)
        if !check, FileManager.default.fileExists(atPath: home.keyring) {
            // told before the passphrase is asked for, unless it may be the same keyring
            _ = try KeyringFile.load(path: home.keyring)
        }
        let keyring = try KeyringBackup.open(
            text, passphrase: KeyringBackupFile.passphrase(fromStandardInput: passphraseStdin))
        let keys = "\(keyring.keyIDs.count) \(keyring.keyIDs.count == 1 ? "key" : "keys"), current \(keyring.currentID)"
        if check { return print("The backup opens: \(keys). Nothing was changed.") }
        if FileManager.default.fileExists(atPath: home.keyring) {
            guard try KeyringFile.load(path: home.keyring).encoded() == keyring.encoded() else {
                throw SealingError.keyringExists(path: home.keyring)
            }
            return print("This very keyring is in \(home.keyring) already. Nothing was changed.")
        }
        try home.make()
        try KeyringFile.create(path: home.keyring, holding: keyring)
        print("Restored the keyring to \(home.keyring): \(keys). `troth doctor` tells whether it is the right one.")
    }
}
