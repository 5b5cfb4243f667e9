import Crypto
import FoundationEssentials

extension RandomNumberGenerator {
    /// Random bytes of this generator.
    mutating func bytes(_ count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count + 7)
        while bytes.count < count {
            withUnsafeBytes(of: next().littleEndian) { bytes.append(contentsOf: $0) }
        }
        bytes.removeLast(bytes.count - count)
        return bytes
    }

    /// A random key of 256 bits.
    mutating func key() -> SymmetricKey {
        var material = bytes(AuthenticatedCipher.keyLength)
        defer { wipe(&material) }
        return SymmetricKey(data: material)
    }

    /// A random UUID (version 4), repeatable with the generator.
    mutating func uuid() -> UUID {
        var value = bytes(16)
        value[6] = value[6] & 0x0F | 0x40
        value[8] = value[8] & 0x3F | 0x80
        return UUID(bytes: value)
    }
}
