import Crypto
package import FoundationEssentials

/// The outer keys, by id, that wrap the key of a practice; one of them is current and wraps what is new.
///
/// They exist outside the database only: without them a copy of the database shows nothing that people wrote.
package struct Keyring: Sendable {
    struct Key: Sendable {
        let id: UUID
        /// The day of creation in UTC, `2026-11-23`; for people to read.
        let createdOn: String
        let secret: SymmetricKey
    }

    let keys: [Key]
    /// The id of the key that wraps what is new.
    package let currentID: UUID
    /// What the key that signs the audit's checkpoints is made from. It stays when keys are added or retired: another
    /// one would make every checkpoint kept elsewhere look forged.
    let auditSeed: SymmetricKey

    init(keys: [Key], currentID: UUID, auditSeed: SymmetricKey) {
        self.keys = keys
        self.currentID = currentID
        self.auditSeed = auditSeed
    }

    /// A keyring with one new random key, and the seed of the audit's; `now` is written down as its day of creation.
    ///
    /// A generator that can be repeated is for demos and tests: whoever knows its seed knows the key.
    package static func make(at now: Date, using random: inout some RandomNumberGenerator) -> Keyring {
        let day = now.formatted(Date.ISO8601FormatStyle().year().month().day())
        let key = Key(id: random.uuid(), createdOn: day, secret: random.key())
        return Keyring(keys: [key], currentID: key.id, auditSeed: random.key())
    }

    /// A keyring with one new key from the system's generator.
    package static func make(at now: Date) -> Keyring {
        var random = SystemRandomNumberGenerator()
        return make(at: now, using: &random)
    }

    /// The ids of the keys in this keyring, in the order of its file.
    package var keyIDs: [UUID] { keys.map(\.id) }

    private func key(_ id: UUID) -> Key? {
        keys.first { $0.id == id }
    }
}

extension Keyring {
    static let wrappedFormat: UInt8 = 1
    static let wrappedLength = WrappedKey.length(header: headerLength)
    private static let headerLength = 21

    /// Wraps the key of a practice under the current key, to be stored in the database.
    ///
    /// 81 bytes: format 1 (1), id of the keyring's key (16), version of the practice key (4), nonce (12),
    /// ciphertext (32), tag (16); integers have their most significant byte first.
    ///
    /// - Throws: `SealingError.practiceKeyNeeds` where the ring does not hold the key it calls current.
    package func wrap(
        _ key: PracticeKey, using random: inout some RandomNumberGenerator
    ) throws(SealingError) -> [UInt8] {
        guard let outer = self.key(currentID) else {
            throw .practiceKeyNeeds(keyID: currentID, practice: key.practice)
        }
        let header = [Self.wrappedFormat] + outer.id.bytes + bigEndianBytes(key.version)
        return try WrappedKey.seal(
            key.secret, under: outer.secret, header: header,
            authenticating: associatedData(key.practice, header: header), using: &random)
    }

    /// Wraps the key of a practice with a nonce from the system's generator.
    ///
    /// - Throws: `SealingError.practiceKeyNeeds` where the ring does not hold the key it calls current.
    package func wrap(_ key: PracticeKey) throws(SealingError) -> [UInt8] {
        var random = SystemRandomNumberGenerator()
        return try wrap(key, using: &random)
    }

    /// The key of the practice, under whichever key of this ring it was wrapped.
    ///
    /// - Throws: `SealingError.practiceKeyMalformed`, `.practiceKeyNeeds` where the ring lacks the key,
    ///   `.practiceKeyRefused` where a bit is altered or the bytes belong to another practice.
    package func unwrap(_ wrapped: [UInt8], practice: UUID) throws(SealingError) -> PracticeKey {
        guard wrapped.count == Self.wrappedLength, wrapped[0] == Self.wrappedFormat else {
            throw .practiceKeyMalformed(practice: practice)
        }
        let header = Array(wrapped[..<Self.headerLength])
        let id = UUID(bytes: header[1..<17])
        guard let outer = key(id) else { throw .practiceKeyNeeds(keyID: id, practice: practice) }
        let opened = WrappedKey.open(
            wrapped[Self.headerLength...], under: outer.secret,
            authenticating: associatedData(practice, header: header))
        guard let secret = opened else { throw .practiceKeyRefused(practice: practice, keyID: id) }
        return PracticeKey(practice: practice, version: bigEndianUInt32(header[17...]), secret: secret)
    }

    private func associatedData(_ practice: UUID, header: [UInt8]) -> [UInt8] {
        var data = AssociatedData(label: "troth practice key")
        data.append(header)
        data.append(practice)
        return data.bytes
    }
}

extension Keyring: CustomStringConvertible, CustomDebugStringConvertible {
    /// The ids of the keys, so that a keyring in a log line tells nothing.
    package var description: String {
        "keyring with \(keyIDs.map(\.uuidString).joined(separator: ", "))"
    }
    /// The same as `description`.
    package var debugDescription: String { description }
}
