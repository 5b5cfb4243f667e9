import Crypto
package import FoundationEssentials

extension Keyring {
    /// This ring with one more key, which is the current one from now on; the others stay, for what they have wrapped.
    package func adding(at now: Date) -> Keyring {
        var random = SystemRandomNumberGenerator()
        let added = Keyring.make(at: now, using: &random)
        return Keyring(keys: keys + added.keys, currentID: added.currentID, auditSeed: auditSeed)
    }

    /// This ring without the keys of these ids. The current key always stays.
    package func retiring(_ ids: Set<UUID>) -> Keyring {
        Keyring(
            keys: keys.filter { $0.id == currentID || !ids.contains($0.id) }, currentID: currentID,
            auditSeed: auditSeed)
    }

    /// The day on which a key was made, in UTC, as people read it; nil where the ring does not hold it.
    package func createdOn(_ id: UUID) -> String? {
        keys.first { $0.id == id }?.createdOn
    }

    /// The id of the keyring's key under which the key of a practice is wrapped: it stands in clear in front of it.
    ///
    /// - Throws: `SealingError.practiceKeyMalformed`.
    package static func wrappingKeyID(of wrapped: [UInt8], practice: UUID) throws(SealingError) -> UUID {
        guard wrapped.count == wrappedLength, wrapped[0] == wrappedFormat else {
            throw .practiceKeyMalformed(practice: practice)
        }
        return UUID(bytes: wrapped[1..<17])
    }
}
