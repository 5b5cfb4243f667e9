/// Proofs about trees of which only the roots are known. Source: RFC 6962, section 2.1; the checks are those of RFC 9162,
/// sections 2.1.3.2 and 2.1.4.2.
package enum MerkleProof {
    /// The root over leaf hashes.
    package static func root(of leaves: ArraySlice<TreeHash>) -> TreeHash {
        var frontier = Frontier()
        for leaf in leaves { frontier.append(leaf) }
        return frontier.root
    }

    /// That the leaf with this index is in the tree over `leaves`; nil where it is not one of them.
    package static func inclusion(of index: Int, in leaves: ArraySlice<TreeHash>) -> [TreeHash]? {
        guard leaves.indices.contains(leaves.startIndex + index), index >= 0 else { return nil }
        if leaves.count == 1 { return [] }
        let split = leaves.startIndex + leftSize(leaves.count)
        if leaves.startIndex + index < split {
            return inclusion(of: index, in: leaves[..<split]).map { $0 + [root(of: leaves[split...])] }
        }
        return inclusion(of: leaves.startIndex + index - split, in: leaves[split...])
            .map { $0 + [root(of: leaves[..<split])] }
    }

    /// That the tree over all of `leaves` continues the one over the first `size` of them; nil where there are fewer.
    package static func consistency(from size: Int, in leaves: ArraySlice<TreeHash>) -> [TreeHash]? {
        guard size > 0, size <= leaves.count else { return size == 0 ? [] : nil }
        return subproof(size, leaves, isWhole: true)
    }

    private static func subproof(_ size: Int, _ leaves: ArraySlice<TreeHash>, isWhole: Bool) -> [TreeHash] {
        if size == leaves.count { return isWhole ? [] : [root(of: leaves)] }
        let left = leftSize(leaves.count)
        let split = leaves.startIndex + left
        if size <= left {
            return subproof(size, leaves[..<split], isWhole: isWhole) + [root(of: leaves[split...])]
        }
        return subproof(size - left, leaves[split...], isWhole: false) + [root(of: leaves[..<split])]
    }

    /// The largest power of two below `count`, which is at least 2.
    private static func leftSize(_ count: Int) -> Int {
        1 << (Int.bitWidth - 1 - (count - 1).leadingZeroBitCount)
    }

    /// Whether `proof` shows that `leaf` has this index in the tree with this size and root.
    package static func holds(
        _ proof: [TreeHash], leaf: TreeHash, index: UInt64, size: UInt64, root: TreeHash
    ) -> Bool {
        guard index < size else { return false }
        var (first, last) = (index, size - 1)
        var hash = leaf
        for sibling in proof {
            guard last > 0 else { return false }
            if first & 1 == 1 || first == last {
                hash = .node(sibling, hash)
                while first & 1 == 0, first > 0 {
                    first >>= 1
                    last >>= 1
                }
            } else {
                hash = .node(hash, sibling)
            }
            first >>= 1
            last >>= 1
        }
        return last == 0 && hash == root
    }

    /// Whether `proof` shows that a tree with the later size and root begins with the earlier one.
    package static func holds(
        _ proof: [TreeHash], from earlier: (size: UInt64, root: TreeHash), to later: (size: UInt64, root: TreeHash)
    ) -> Bool {
        if earlier.size == later.size { return proof.isEmpty && earlier.root == later.root }
        guard earlier.size < later.size else { return false }
        if earlier.size == 0 { return proof.isEmpty && earlier.root == .empty }
        var path = proof[...]
        if earlier.size.nonzeroBitCount == 1 { path = ([earlier.root] + proof)[...] }
        guard let start = path.popFirst() else { return false }
        var (first, last) = (earlier.size - 1, later.size - 1)
        while first & 1 == 1 {
            first >>= 1
            last >>= 1
        }
        var (old, new) = (start, start)
        for hash in path {
            guard last > 0 else { return false }
            if first & 1 == 1 || first == last {
                old = .node(hash, old)
                new = .node(hash, new)
                while first & 1 == 0, first > 0 {
                    first >>= 1
                    last >>= 1
                }
            } else {
                new = .node(new, hash)
            }
            first >>= 1
            last >>= 1
        }
        return last == 0 && old == earlier.root && new == later.root
    }
}
