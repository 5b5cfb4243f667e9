import FoundationEssentials
import Glibc
import Sealing

/// Writes and reads the file of a keyring's backup, and asks for its passphrase.
enum KeyringBackupFile {
    private static let largest = 64 << 10
    private static let stdin = "pipe the passphrase in with --passphrase-stdin"

    /// A passphrase for a new backup, asked for twice.
    ///
    /// - Throws: `SealingError.shortPassphrase`; `OfficeError.backup` where the two differ.
    static func newPassphrase(fromStandardInput: Bool) throws -> String {
        let prompt = Prompt()
        let first = try prompt.password(
            "Passphrase for the backup (at least \(KeyringBackup.leastPassphrase) characters): ",
            fromStandardInput: fromStandardInput, instead: stdin)
        guard first.count >= KeyringBackup.leastPassphrase else {
            throw SealingError.shortPassphrase(least: KeyringBackup.leastPassphrase)
        }
        if !fromStandardInput {
            let second = try prompt.password("The same again: ")
            guard first == second else {
                throw OfficeError.backup("The two passphrases differ. Nothing was written; try again.")
            }
        }
        return first
    }

    static func passphrase(fromStandardInput: Bool) throws -> String {
        try Prompt().password(
            "Passphrase of the backup: ", fromStandardInput: fromStandardInput, instead: stdin)
    }

    /// Writes a backup that was not there, and remembers it in the home folder.
    static func write(_ keyring: Keyring, to path: String, passphrase: String, home: Home) throws {
        let path = path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
        guard path != home.keyring, !path.hasPrefix(home.path + "/") else {
            throw OfficeError.backup("Choose a place outside \(home.path): a copy beside the keyring is lost with it.")
        }
        let file = try SafeFile(path)
        try file.write(try KeyringBackup.seal(keyring, passphrase: passphrase, at: Date()))
        try file.publish()
        try KeyringBackups(home).add(keyring)
    }

    static func read(_ path: String) throws -> [UInt8] {
        var status = stat()
        guard stat(path, &status) == 0 else { throw FileError(path: path, errno: errno) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw FileError(path: path, reason: .isFolder) }
        guard status.st_size <= largest else { throw SealingError.backupDamaged(.notABackup) }
        guard let data = FileManager.default.contents(atPath: path) else { throw FileError(path: path, errno: EACCES) }
        return Array(data)
    }
}
