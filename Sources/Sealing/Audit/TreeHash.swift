import Crypto

/// A hash of RFC 6962: of a leaf, of a node, or the root of a tree.
package struct TreeHash: Hashable, Sendable {
    private let value: SIMD32<UInt8>

    package static let length = 32

    /// Nil unless there are 32 bytes.
    package init?(_ bytes: some Collection<UInt8>) {
        guard bytes.count == Self.length else { return nil }
        var value = SIMD32<UInt8>()
        for (index, byte) in bytes.enumerated() { value[index] = byte }
        self.value = value
    }

    private init(_ digest: SHA256.Digest) {
        value = digest.withUnsafeBytes { $0.loadUnaligned(as: SIMD32<UInt8>.self) }
    }

    package var bytes: [UInt8] {
        withUnsafeBytes(of: value) { Array($0) }
    }

    /// SHA-256(00 ‖ bytes). The first byte keeps a node from passing for a leaf.
    package static func leaf(_ bytes: some Collection<UInt8>) -> TreeHash {
        var hash = SHA256()
        hash.update(data: [0])
        hash.update(data: Array(bytes))
        return TreeHash(hash.finalize())
    }

    /// SHA-256(01 ‖ left ‖ right).
    package static func node(_ left: TreeHash, _ right: TreeHash) -> TreeHash {
        var hash = SHA256()
        hash.update(data: [1])
        withUnsafeBytes(of: left.value) { hash.update(bufferPointer: $0) }
        withUnsafeBytes(of: right.value) { hash.update(bufferPointer: $0) }
        return TreeHash(hash.finalize())
    }

    /// The root of the empty tree.
    package static let empty = TreeHash(SHA256.hash(data: [UInt8]()))
}

extension TreeHash: CustomStringConvertible {
    /// In lower-case hexadecimal.
    package var description: String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
