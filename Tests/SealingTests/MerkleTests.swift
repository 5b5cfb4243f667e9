import Testing

@testable import Sealing

@Suite("A Merkle tree")
struct MerkleTests {
    /// The leaves and roots of the Certificate Transparency project's own tests of RFC 6962.
    private static let published: [(leaf: String, root: String)] = [
        ("", "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"),
        ("00", "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"),
        ("10", "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"),
        ("2021", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"),
        ("3031", "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"),
        ("40414243", "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef"),
        ("5051525354555657", "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"),
        ("606162636465666768696a6b6c6d6e6f", "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"),
    ]

    private static func leaves(_ count: Int) -> [TreeHash] {
        (0..<count).map { .leaf([UInt8($0 & 0xFF), UInt8($0 >> 8)]) }
    }

    @Test("has the published roots, and grows by its frontier alone")
    func roots() throws {
        var frontier = Frontier()
        #expect(frontier.root.description == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        for (leaf, root) in Self.published {
            frontier.append(.leaf(hex(leaf)))
            #expect(frontier.root.description == root)
            frontier = try #require(Frontier(size: frontier.size, bytes: frontier.bytes))
        }
        #expect(Frontier(size: 7, bytes: frontier.bytes) == nil)
    }

    @Test("gives the published proofs of 1 and 6 in 8, and of 6 to 8")
    func publishedProofs() {
        let leaves = Self.published.map { TreeHash.leaf(hex($0.leaf)) }[...]
        #expect(
            MerkleProof.inclusion(of: 0, in: leaves)?.map(\.description) == [
                "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
            ])
        #expect(
            MerkleProof.inclusion(of: 5, in: leaves)?.map(\.description) == [
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            ])
        #expect(
            MerkleProof.consistency(from: 6, in: leaves)?.map(\.description) == [
                "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            ])
    }

    @Test("proves every leaf of every tree, and nothing else")
    func inclusion() throws {
        for count in 1...40 {
            let leaves = Self.leaves(count)[...]
            let root = MerkleProof.root(of: leaves)
            for index in 0..<count {
                let proof = try #require(MerkleProof.inclusion(of: index, in: leaves))
                func holds(_ proof: [TreeHash], _ leaf: TreeHash, _ index: Int, _ count: Int) -> Bool {
                    MerkleProof.holds(proof, leaf: leaf, index: UInt64(index), size: UInt64(count), root: root)
                }
                #expect(holds(proof, leaves[index], index, count))
                #expect(!holds(proof, .leaf([9]), index, count))
                #expect(!holds(proof + [root], leaves[index], index, count))
                #expect(!holds(proof, leaves[index], count, count))
                if count > 1 {
                    #expect(!holds(Array(proof.dropLast()), leaves[index], index, count))
                    #expect(!holds(proof, leaves[index], (index + 1) % count, count))
                }
            }
            #expect(MerkleProof.inclusion(of: count, in: leaves) == nil)
        }
    }

    @Test("proves that it continues each earlier one, and no other")
    func consistency() throws {
        for count in 1...40 {
            let leaves = Self.leaves(count)[...]
            let root = MerkleProof.root(of: leaves)
            for size in 0...count {
                let earlier = MerkleProof.root(of: leaves[..<size])
                let proof = try #require(MerkleProof.consistency(from: size, in: leaves))
                func holds(_ proof: [TreeHash], _ earlier: TreeHash, _ root: TreeHash) -> Bool {
                    MerkleProof.holds(proof, from: (UInt64(size), earlier), to: (UInt64(count), root))
                }
                #expect(holds(proof, earlier, root))
                #expect(!holds(proof, .leaf([9]), root))
                #expect(!holds(proof + [root], earlier, root))
                if size > 0 { #expect(!holds(proof, earlier, .leaf([9]))) }
                if size > 0, size < count { #expect(!holds(Array(proof.dropLast()), earlier, root)) }
            }
            #expect(MerkleProof.consistency(from: count + 1, in: leaves) == nil)
        }
    }
}
