package import FoundationEssentials

extension PracticeKey {
    private static let wrappedFormat: UInt8 = 1
    private static let headerLength = 9

    /// Wraps the key of a case's compartment, to be stored in the database.
    ///
    /// 69 bytes: format 1 (1), version of the practice key (4), version of the wrapped key (4), nonce (12),
    /// ciphertext (32), tag (16); integers have their most significant byte first.
    ///
    /// - Throws: `SealingError.foreignKey` for the key of another practice or for the practice's own `words`.
    package func wrap(
        _ key: CompartmentKey, using random: inout some RandomNumberGenerator
    ) throws(SealingError) -> [UInt8] {
        guard case .compartment(practice, _, _) = key.scope else {
            throw .foreignKey(key.scope, practice: practice)
        }
        let header = wrappedHeader(version: key.version)
        return try WrappedKey.seal(
            key.secret, under: wrapping, header: header, authenticating: associatedData(key.scope, header: header),
            using: &random)
    }

    /// Wraps the key of a case's compartment with a nonce from the system's generator.
    ///
    /// - Throws: `SealingError.foreignKey` for the key of another practice or for the practice's own `words`.
    package func wrap(_ key: CompartmentKey) throws(SealingError) -> [UInt8] {
        var random = SystemRandomNumberGenerator()
        return try wrap(key, using: &random)
    }

    /// The key of a case's compartment, if these bytes are that key, of that version, wrapped by this practice.
    ///
    /// - Throws: `SealingError.wrappedKeyMalformed`, `.wrappedKeyOtherVersion`, `.wrappedKeyRefused`.
    package func unwrap(
        _ wrapped: [UInt8], caseID: UUID, compartment: Compartment, version: UInt32
    ) throws(SealingError) -> CompartmentKey {
        let scope = KeyScope.compartment(practice: practice, caseID: caseID, compartment)
        guard wrapped.count == WrappedKey.length(header: Self.headerLength), wrapped[0] == Self.wrappedFormat else {
            throw .wrappedKeyMalformed(scope)
        }
        let header = wrappedHeader(version: version)
        guard wrapped.starts(with: header) else {
            throw .wrappedKeyOtherVersion(
                scope, practiceKey: bigEndianUInt32(wrapped[1...]), key: bigEndianUInt32(wrapped[5...]))
        }
        let opened = WrappedKey.open(
            wrapped[Self.headerLength...], under: wrapping, authenticating: associatedData(scope, header: header))
        guard let secret = opened else { throw .wrappedKeyRefused(scope) }
        return CompartmentKey(scope: scope, version: version, secret: secret)
    }

    private func wrappedHeader(version keyVersion: UInt32) -> [UInt8] {
        [Self.wrappedFormat] + bigEndianBytes(version) + bigEndianBytes(keyVersion)
    }

    private func associatedData(_ scope: KeyScope, header: [UInt8]) -> [UInt8] {
        var data = AssociatedData(label: "troth compartment key")
        data.append(header)
        data.append(scope)
        return data.bytes
    }
}
