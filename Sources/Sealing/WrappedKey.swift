import Crypto
import FoundationEssentials

/// A key sealed under another key: header, nonce, 32 bytes of ciphertext, tag.
///
/// The header says which key opens it; header and owner are authenticated with it.
enum WrappedKey {
    static func seal(
        _ secret: SymmetricKey, under outer: SymmetricKey, header: [UInt8], authenticating associated: [UInt8],
        using random: inout some RandomNumberGenerator
    ) throws(SealingError) -> [UInt8] {
        var material = secret.withUnsafeBytes { Array($0) }
        defer { wipe(&material) }
        return try AuthenticatedCipher.seal(
            material, under: outer, nonce: random.bytes(AuthenticatedCipher.nonceLength), behind: header,
            authenticating: associated)
    }

    /// The key, or nil where key, header, owner or a bit of it is not the sealed one.
    static func open(
        _ box: ArraySlice<UInt8>, under outer: SymmetricKey, authenticating associated: [UInt8]
    ) -> SymmetricKey? {
        guard var material = AuthenticatedCipher.open(box, under: outer, authenticating: associated) else {
            return nil
        }
        defer { wipe(&material) }
        return material.count == AuthenticatedCipher.keyLength ? SymmetricKey(data: material) : nil
    }

    /// How long a wrapped key with a header of that length is.
    static func length(header: Int) -> Int {
        header + AuthenticatedCipher.keyLength + AuthenticatedCipher.overhead
    }
}
