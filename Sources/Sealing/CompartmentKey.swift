import Crypto
package import FoundationEssentials

/// The AES-256-GCM key of one compartment of one case, or of the words of a practice.
///
/// Nonces are 96 random bits. By NIST SP 800-38D, section 8.3, such a key may seal 2^32 texts before the chance of
/// a repeated nonce passes 2^-32; a key a compartment of a case stays many orders of magnitude below that.
package struct CompartmentKey: Sendable, Equatable {
    /// What the key is for; it seals and opens nowhere else.
    package let scope: KeyScope
    /// The version of the key within its scope, which every text carries, so that keys can be replaced later.
    package let version: UInt32
    let secret: SymmetricKey

    init(scope: KeyScope, version: UInt32, secret: SymmetricKey) {
        self.scope = scope
        self.version = version
        self.secret = secret
    }

    /// A new random key for one compartment of a case.
    ///
    /// A generator that can be repeated is for demos and tests: whoever knows its seed knows the key.
    package static func make(
        practice: UUID, caseID: UUID, compartment: Compartment, version: UInt32 = 1,
        using random: inout some RandomNumberGenerator
    ) -> CompartmentKey {
        CompartmentKey(
            scope: .compartment(practice: practice, caseID: caseID, compartment), version: version,
            secret: random.key())
    }

    /// A new random key for one compartment of a case, from the system's generator.
    package static func make(
        practice: UUID, caseID: UUID, compartment: Compartment, version: UInt32 = 1
    ) -> CompartmentKey {
        var random = SystemRandomNumberGenerator()
        return make(practice: practice, caseID: caseID, compartment: compartment, version: version, using: &random)
    }

    /// Seals a text for one place; the result opens at that place only and tells its length to 256 bytes only.
    ///
    /// The revision is the sealed text's own, and grows with each new text at the place. `random` gives the nonce:
    /// a generator that can be repeated must never seal two texts under one key from the same state.
    ///
    /// - Throws: `SealingError.outOfScope`, `.tooLong` above 16 MiB, `.negativeRevision`.
    package func seal(
        _ plaintext: [UInt8], at place: Place, revision: Int32, using random: inout some RandomNumberGenerator
    ) throws(SealingError) -> [UInt8] {
        guard place.scope == scope else { throw .outOfScope(place, key: scope) }
        guard revision >= 0 else { throw .negativeRevision(place) }
        guard plaintext.count <= Padding.longestText else { throw .tooLong(place, bytes: plaintext.count) }
        let header = SealedHeader(keyVersion: version, revision: revision)
        var padded = Padding.add(to: plaintext)
        defer { wipe(&padded) }
        return try AuthenticatedCipher.seal(
            padded, under: secret, nonce: random.bytes(AuthenticatedCipher.nonceLength), behind: header.bytes,
            authenticating: header.associatedData(at: place))
    }

    /// Seals a text for one place with a nonce from the system's generator.
    ///
    /// - Throws: `SealingError.outOfScope`, `.tooLong` above 16 MiB, `.negativeRevision`.
    package func seal(_ plaintext: [UInt8], at place: Place, revision: Int32) throws(SealingError) -> [UInt8] {
        var random = SystemRandomNumberGenerator()
        return try seal(plaintext, at: place, revision: revision, using: &random)
    }

    /// The text that was sealed for this place, once every bit of it, its header and its place are proven.
    ///
    /// An older text of the same place still opens: compare `SealedHeader.revision` with the one kept beside it.
    ///
    /// - Throws: `SealingError.outOfScope`, `.malformed`, `.unknownFormat`, `.otherKeyVersion`, `.refused`.
    package func open(_ sealed: [UInt8], at place: Place) throws(SealingError) -> [UInt8] {
        guard place.scope == scope else { throw .outOfScope(place, key: scope) }
        let header = try SealedHeader(reading: sealed, at: place)
        guard header.keyVersion == version else {
            throw .otherKeyVersion(place, sealed: header.keyVersion, held: version)
        }
        let opened = AuthenticatedCipher.open(
            sealed[SealedHeader.length...], under: secret, authenticating: header.associatedData(at: place))
        guard var padded = opened else { throw .refused(place) }
        defer { wipe(&padded) }
        guard let plaintext = Padding.remove(from: padded) else { throw .malformed(place) }
        return plaintext
    }
}

extension CompartmentKey: CustomStringConvertible, CustomDebugStringConvertible {
    /// The scope and version of the key, so that a key in a log line tells nothing.
    package var description: String { "key \(version) for \(scope)" }
    /// The same as `description`.
    package var debugDescription: String { description }
}
