package import FoundationEssentials

/// Why something could not be sealed or opened.
///
/// Cases carry ids, paths, lengths and versions; never a key, a password or a word that was sealed.
package enum SealingError: Error, Sendable, Hashable {
    /// No file at the path.
    case keyringMissing(path: String)
    /// A file that others could read or replace.
    case keyringUnsafe(path: String, KeyringFileProblem)
    /// Something has the name already; a keyring is never overwritten.
    case keyringExists(path: String)
    /// The system refused, for the reason it gave.
    case keyringInaccessible(path: String, reason: String)
    /// The keyring's text is not as it was written; the path is known where it came from a file.
    case keyringDamaged(KeyringDamage, path: String? = nil)

    /// The text is not a backup of a keyring, or not as it was written.
    case backupDamaged(KeyringBackupDamage)
    /// The passphrase does not open the backup of the keyring.
    case backupRefused
    /// A passphrase that could be guessed: it has fewer characters than asked for.
    case shortPassphrase(least: Int)

    /// The bytes are not a wrapped practice key.
    case practiceKeyMalformed(practice: UUID)
    /// The practice key is wrapped under a key that this keyring does not hold.
    case practiceKeyNeeds(keyID: UUID, practice: UUID)
    /// The wrapped practice key was altered, or belongs to another practice.
    case practiceKeyRefused(practice: UUID, keyID: UUID)

    /// The bytes are not a wrapped compartment key.
    case wrappedKeyMalformed(KeyScope)
    /// The wrapped key is of these versions, not of the ones asked for.
    case wrappedKeyOtherVersion(KeyScope, practiceKey: UInt32, key: UInt32)
    /// The wrapped key was altered, or belongs elsewhere.
    case wrappedKeyRefused(KeyScope)
    /// A key that this practice key does not wrap.
    case foreignKey(KeyScope, practice: UUID)

    /// The key is for another practice, case or compartment than the place.
    case outOfScope(Place, key: KeyScope)
    /// The text is longer than 16 MiB.
    case tooLong(Place, bytes: Int)
    /// A revision below zero.
    case negativeRevision(Place)
    /// The bytes are not a sealed text.
    case malformed(Place)
    /// A sealed text of a format that this program does not know.
    case unknownFormat(Place, found: UInt8)
    /// Sealed under another version of the key than the one held.
    case otherKeyVersion(Place, sealed: UInt32, held: UInt32)
    /// The sealed text was altered, or was sealed for another place or under another key.
    case refused(Place)

    /// A password without a character.
    case emptyPassword
    /// A salt that is not 16 bytes long.
    case saltLength(Int)
    /// Settings of scrypt in another form or outside of the bounds.
    case scryptSettings
    /// scrypt could not run.
    case scryptFailed
    /// The text is not a login token.
    case malformedToken
    /// The cipher itself failed.
    case cipherFailed
}

/// What is wrong with the text of a keyring's backup.
package enum KeyringBackupDamage: Sendable, Hashable {
    /// Its first line is not `troth-keyring-backup` and a number.
    case notABackup
    /// It is of a format that this program does not know.
    case unknownFormat
    /// A line of its front is missing or is not what the format asks for.
    case front
    /// The numbered line is not as it was written: a slip of the pen, or of the scanner.
    case line(Int)
    /// Its end is missing.
    case truncated
    /// The checksum is of another text.
    case altered
}

/// Why a keyring's file is not safe to use.
package enum KeyringFileProblem: Sendable, Hashable {
    /// The path is a symbolic link.
    case symbolicLink
    /// A folder, a device or a pipe.
    case notAPlainFile
    /// It belongs to this user id, and we run as `us`.
    case owner(UInt32, us: UInt32)
    /// Its permission bits are these, not 0600.
    case mode(UInt32)
}
