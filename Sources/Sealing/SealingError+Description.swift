extension SealingError: CustomStringConvertible {
    /// What happened and what to do next, in ids only.
    package var description: String {
        switch self {
        case .keyringMissing(let path):
            """
            no keyring at \(path): without it nothing sealed can be opened. Put your copy of it there with mode 0600, \
            or name its home folder with --home; only a practice that has never sealed anything can begin with a new one
            """
        case .keyringUnsafe(let path, let problem):
            "the keyring \(path) is not safe to use: \(problem)"
        case .keyringExists(let path):
            """
            there is already something at \(path), and a keyring is never overwritten: use it, or move it to a safe \
            place first (what it has sealed opens with nothing else)
            """
        case .keyringInaccessible(let path, let reason):
            "the keyring \(path) cannot be read or written (\(reason)): check the folder, its owner and the disk"
        case .keyringDamaged(let damage, let path):
            "the keyring\(path.map { " " + $0 } ?? "") cannot be used: \(damage)"
        case .backupDamaged(let damage):
            "this backup of a keyring cannot be used: \(damage). Nothing was changed"
        case .backupRefused:
            """
            the passphrase does not open this backup of the keyring. Nothing was changed: type it as it was chosen, \
            capitals, blanks and all
            """
        case .shortPassphrase(let least):
            "the passphrase is too short: use at least \(least) characters; five or six unrelated words are a good choice"
        case .practiceKeyMalformed(let practice):
            """
            what is stored as the key of practice \(practice) is not one this program can read: update the program \
            if a newer one wrote it, or restore the database from a backup
            """
        case .practiceKeyNeeds(let keyID, let practice):
            """
            practice \(practice) needs key \(keyID), which this keyring does not hold: use the keyring that belongs \
            to this database
            """
        case .practiceKeyRefused(let practice, let keyID):
            """
            key \(keyID) does not open what is stored as the key of practice \(practice), which was altered or \
            belongs to another practice: restore the database from a backup
            """
        case .wrappedKeyMalformed(let scope):
            """
            what is stored as the key for \(scope) is not one this program can read: update the program if a newer \
            one wrote it, or restore the database from a backup
            """
        case .wrappedKeyOtherVersion(let scope, let practiceKey, let key):
            """
            the stored key for \(scope) is version \(key) under practice key \(practiceKey), not the versions asked \
            for: fetch the row of the version that the sealed text names
            """
        case .wrappedKeyRefused(let scope):
            """
            the stored key for \(scope) does not open: it was altered or belongs elsewhere. Restore the database \
            from a backup and have its audit checked
            """
        case .foreignKey(let scope, let practice):
            "the key of practice \(practice) does not wrap the key for \(scope): use the practice's own key"
        case .outOfScope(let place, let key):
            "the key for \(key) is not for \(place): fetch the key of that compartment"
        case .tooLong(let place, let bytes):
            """
            the text for \(place) has \(bytes) bytes, more than the \(Padding.longestText) that are sealed in one \
            piece: shorten it or divide it
            """
        case .negativeRevision(let place):
            "the revision for \(place) is below 0: count revisions from 0 upwards"
        case .malformed(let place):
            "what is stored at \(place) is not a sealed text: restore the database from a backup"
        case .unknownFormat(let place, let found):
            "the text at \(place) is sealed in format \(found), which this program does not know: update the program"
        case .otherKeyVersion(let place, let sealed, let held):
            "the text at \(place) is sealed under version \(sealed) of its key, not \(held): fetch that version"
        case .refused(let place):
            """
            the text at \(place) does not open: it was altered, or was sealed for another place. Restore the \
            database from a backup and have its audit checked
            """
        case .emptyPassword:
            "the password is empty: type one"
        case .saltLength(let length):
            "the salt has \(length) bytes, not \(PasswordProof.saltLength): set the password of this login anew"
        case .scryptSettings:
            "the stored settings of scrypt are not within the accepted bounds: set the password of this login anew"
        case .scryptFailed:
            """
            the proof of the password could not be derived: make sure that memory is free (128 MiB at the standard \
            settings), and try again
            """
        case .malformedToken:
            "this is not a login token: log in again"
        case .cipherFailed:
            "the cipher failed, and nothing was sealed: try again, and report it if it happens twice"
        }
    }
}

extension KeyringFileProblem: CustomStringConvertible {
    /// The problem and its remedy.
    package var description: String {
        switch self {
        case .symbolicLink:
            "it is a symbolic link; name the file itself"
        case .notAPlainFile:
            "it is not a plain file; name the file itself"
        case .owner(let owner, let us):
            "it belongs to user \(owner) and this is user \(us); run as that user, or chown the file"
        case .mode(let mode):
            "its mode is 0\(String(mode, radix: 8)), so others may have read it; if nobody has, chmod 600 it"
        }
    }
}

extension KeyringBackupDamage: CustomStringConvertible {
    /// The damage and its remedy.
    package var description: String {
        switch self {
        case .notABackup:
            "it is not a backup of a Troth keyring. Name the file that `troth keys backup` wrote"
        case .unknownFormat:
            "its format is not one this program knows. Update the program"
        case .front:
            "its first lines are not as they were written. Compare them with the printed copy"
        case .line(let number):
            "its line \(number) is not as it was written. Compare it with the printed copy"
        case .truncated:
            "its end is missing. Use another copy"
        case .altered:
            "it was altered since it was written (the checksum differs). Use another copy"
        }
    }
}

extension KeyringDamage: CustomStringConvertible {
    /// The damage and its remedy.
    package var description: String {
        switch self {
        case .empty:
            "it is empty. Put your copy of it in its place"
        case .notAKeyring:
            "it is not a Troth keyring. Name the right file, or put your copy of it in its place"
        case .unknownFormat:
            "its format is not one this program knows. Update the program"
        case .truncated:
            "its end is missing. Put your copy of it in its place"
        case .altered:
            "it was altered since it was written (the checksum differs). Put your copy of it in its place"
        case .line(let number):
            "line \(number) is not as the format asks. Put your copy of it in its place"
        }
    }
}
