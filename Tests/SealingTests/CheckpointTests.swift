import Crypto
import FoundationEssentials
import Testing

@testable import Sealing

@Suite("A checkpoint")
struct CheckpointTests {
    private let log = AuditLog(UUID(bytes: hex("2f6f6ea17a0e4d6f9d7a3c1f6d1f0a11")))

    private func checkpoint(size: UInt64 = 1000) -> Checkpoint {
        Checkpoint(
            log: log, size: size, root: .leaf([1, 2, 3]), system: 7_442_359_021_312_312_345,
            time: "2026-11-26T10:00:00.000000Z")
    }

    private func signer(seed: UInt8 = 7) throws -> AuditSigner {
        try AuditSigner(name: log.origin, seed: SymmetricKey(data: [UInt8](repeating: seed, count: 32)))
    }

    @Test("is signed as the published note of Go's package note is")
    func publishedNote() throws {
        let text =
            "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
        let published = """
            \(text)
            \u{2014} PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=

            """
        let key = try #require(AuditKey("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"))
        let note = try #require(SignedNote(published))
        #expect(note.text == text)
        #expect(note.isSigned(by: key))
        let seed = try #require(Data(base64Encoded: "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz")).dropFirst()
        let signer = try AuditSigner(name: "PeterNeumann", seed: SymmetricKey(data: seed))
        #expect(signer.key.text == key.text)
        #expect(try signer.sign(text).encoded == published)
    }

    @Test("reads back what it writes, and nothing that differs in a byte")
    func roundTrip() throws {
        let signer = try signer()
        let note = try signer.sign(checkpoint().text)
        #expect(Checkpoint(note.text) == checkpoint())
        let bytes = Array(note.encoded.utf8)
        for index in bytes.indices {
            var damaged = bytes
            damaged[index] ^= 1
            guard let text = String(validating: damaged, as: UTF8.self), let read = SignedNote(text) else { continue }
            #expect(!read.isSigned(by: signer.key), "byte \(index)")
        }
        #expect(AuditKey(signer.key.text)?.text == signer.key.text)
        #expect(!note.isSigned(by: try self.signer(seed: 8).key))
    }

    @Test("is refused in any other form")
    func otherForms() {
        let lines = checkpoint().text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        #expect(Checkpoint(lines.joined(separator: "\n")) == checkpoint())
        for (line, other) in [
            (0, "troth/audit/2F6F6EA1-7A0E-4D6F-9D7A-3C1F6D1F0A11"), (0, "example.com/log"), (1, "01000"), (1, "-1"),
            (1, "18446744073709551616"), (2, "AAAA"), (3, "system x"), (3, "time"), (4, "time "),
        ] {
            var changed = lines
            changed[line] = other
            #expect(Checkpoint(changed.joined(separator: "\n")) == nil, "\(other)")
        }
        #expect(Checkpoint(lines.dropLast(2).joined(separator: "\n") + "\n") == nil)
        #expect(SignedNote("text\n") == nil)
        #expect(SignedNote("text\n\n") == nil)
        #expect(SignedNote("text\n\n\u{2014} name AAAA\n") == nil)
        #expect(AuditKey("name+00000000+AAAA") == nil)
    }

    @Test("is found in a file whatever pieces it is read in, up to where the file was torn")
    func files() throws {
        let signer = try signer()
        var file: [UInt8] = []
        for size in [3, 10, 11] as [UInt64] {
            file += Array((try signer.sign(checkpoint(size: size).text).encoded + "\n").utf8)
        }
        for length in [1, 2, 7, 100, file.count] {
            var reader = CheckpointReader()
            var sizes: [UInt64] = []
            for start in stride(from: 0, to: file.count, by: length) {
                sizes += try reader.read(Array(file[start..<min(start + length, file.count)])).map(\.checkpoint.size)
            }
            #expect(sizes == [3, 10, 11])
            #expect(!reader.isTorn)
            #expect(reader.wholeBytes == file.count)
        }
        var reader = CheckpointReader()
        #expect(try reader.read(Array(file.dropLast(20))).count == 2)
        #expect(reader.isTorn)
        #expect(reader.wholeBytes == file.count / 3 * 2 || reader.wholeBytes < file.count)
        file[file.count / 2] = 0xFF
        var damaged = CheckpointReader()
        #expect(throws: CheckpointReader.Damage.self) { try damaged.read(file) }
    }
}
