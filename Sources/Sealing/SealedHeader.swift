/// The clear front of a sealed text: which version of the key opens it, and which revision of the text it is.
///
/// It can be read without a key, to choose among key versions. It is authenticated with the text, but nothing in
/// it is proven until `CompartmentKey.open` has succeeded.
///
/// A sealed text, format 1; integers have their most significant byte first:
///
/// | offset | bytes | field |
/// | --- | --- | --- |
/// | 0 | 1 | format, 1 |
/// | 1 | 4 | version of the key |
/// | 5 | 4 | revision of the text, 0 to 2,147,483,647 |
/// | 9 | 12 | nonce |
/// | 21 | n | ciphertext; n is a multiple of 256, at least 256 |
/// | 21 + n | 16 | tag |
package struct SealedHeader: Sendable, Hashable {
    static let format: UInt8 = 1
    static let length = 9

    /// The version of the compartment's key that sealed the text.
    package let keyVersion: UInt32
    /// The revision of the sealed text; it grows with each new text at the same place.
    package let revision: Int32

    init(keyVersion: UInt32, revision: Int32) {
        self.keyVersion = keyVersion
        self.revision = revision
    }

    /// Reads the header of a sealed text; `place` is for the message only.
    ///
    /// - Throws: `SealingError.unknownFormat`, or `.malformed` where no sealed text can have this length.
    package init(reading sealed: [UInt8], at place: Place) throws(SealingError) {
        guard let format = sealed.first else { throw .malformed(place) }
        guard format == Self.format else { throw .unknownFormat(place, found: format) }
        let padded = sealed.count - Self.length - AuthenticatedCipher.overhead
        guard padded >= Padding.step, padded.isMultiple(of: Padding.step),
            padded <= Padding.paddedLength(of: Padding.longestText),
            let revision = Int32(exactly: bigEndianUInt32(sealed[5...]))
        else { throw .malformed(place) }
        self.init(keyVersion: bigEndianUInt32(sealed[1...]), revision: revision)
    }

    /// The header as it stands in front of the nonce.
    var bytes: [UInt8] {
        [Self.format] + bigEndianBytes(keyVersion) + bigEndianBytes(revision)
    }

    /// What is authenticated with a text at `place`: all of the place and all of the header.
    func associatedData(at place: Place) -> [UInt8] {
        var data = AssociatedData(label: "troth sealed text")
        data.append(Self.format)
        data.append(place.scope)
        data.append(place.row)
        data.append(place.column)
        data.append(revision)
        data.append(keyVersion)
        data.append(place.schema)
        return data.bytes
    }
}
