import Crypto
import FoundationEssentials

/// AES-256-GCM with a 96-bit nonce and a 128-bit tag, the one cipher of this room.
enum AuthenticatedCipher {
    static let keyLength = 32
    static let nonceLength = 12
    static let tagLength = 16
    /// What a box is longer than its plaintext.
    static let overhead = nonceLength + tagLength

    /// The header, which the associated data must cover too, and the box: nonce, ciphertext, tag.
    static func seal(
        _ plaintext: [UInt8], under key: SymmetricKey, nonce: [UInt8], behind header: [UInt8] = [],
        authenticating associated: [UInt8]
    ) throws(SealingError) -> [UInt8] {
        do {
            let box = try AES.GCM.seal(
                plaintext, using: key, nonce: AES.GCM.Nonce(data: nonce), authenticating: associated)
            var sealed: [UInt8] = []
            sealed.reserveCapacity(header.count + plaintext.count + overhead)
            sealed.append(contentsOf: header)
            sealed.append(contentsOf: nonce)
            sealed.append(contentsOf: box.ciphertext)
            sealed.append(contentsOf: box.tag)
            return sealed
        } catch {
            throw .cipherFailed
        }
    }

    /// The plaintext of a box, or nil where the key, the associated data or a bit of the box is not the sealed one.
    static func open(
        _ box: ArraySlice<UInt8>, under key: SymmetricKey, authenticating associated: [UInt8]
    ) -> [UInt8]? {
        guard let sealedBox = try? AES.GCM.SealedBox(combined: box),
            var plaintext = try? AES.GCM.open(sealedBox, using: key, authenticating: associated)
        else { return nil }
        defer { plaintext.resetBytes(in: plaintext.startIndex..<plaintext.endIndex) }
        return Array(plaintext)
    }
}
