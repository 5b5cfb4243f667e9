/// What has to be kept of a Merkle tree so that it can grow: the roots of its complete subtrees, at most 64 of them.
///
/// Appending a leaf costs two hashes on average, however large the tree is. Source: RFC 6962, section 2.1.
package struct Frontier: Sendable, Equatable {
    /// The number of leaves.
    package private(set) var size: UInt64 = 0
    /// One for each bit of `size`, the largest subtree first.
    private var subtrees: [TreeHash] = []

    /// The empty tree.
    package init() {}

    /// Reads what `bytes` writes; nil unless it is as long as a tree of this size asks for.
    package init?(size: UInt64, bytes: [UInt8]) {
        guard bytes.count == size.nonzeroBitCount * TreeHash.length else { return nil }
        self.size = size
        for start in stride(from: 0, to: bytes.count, by: TreeHash.length) {
            guard let hash = TreeHash(bytes[start..<start + TreeHash.length]) else { return nil }
            subtrees.append(hash)
        }
    }

    package var bytes: [UInt8] { subtrees.flatMap(\.bytes) }

    package mutating func append(_ leaf: TreeHash) {
        var root = leaf
        var bits = size
        while bits & 1 == 1 {
            root = .node(subtrees.removeLast(), root)
            bits >>= 1
        }
        subtrees.append(root)
        size += 1
    }

    /// The root of the whole tree.
    package var root: TreeHash {
        guard var root = subtrees.last else { return .empty }
        for subtree in subtrees.dropLast().reversed() { root = .node(subtree, root) }
        return root
    }
}
