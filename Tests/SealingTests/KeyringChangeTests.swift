import Crypto
import FoundationEssentials
import Glibc
import Testing

@testable import Sealing

@Suite("A keyring that gets another key")
final class KeyringChangeTests {
    private let folder: String
    private let path: String
    private let keyring = Keyring.make(at: Date(timeIntervalSince1970: 1_795_392_000))

    init() throws {
        folder = FileManager.default.temporaryDirectory.path + "/sealing-tests-\(UUID().uuidString)"
        path = folder + "/keyring"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try KeyringFile.create(path: path, holding: keyring)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder)
    }

    @Test("opens what the old key wrapped, wraps under the new one, and keeps the seed of the audit")
    func added() throws {
        var fixtures = Fixtures()
        let practiceKey = PracticeKey.make(practice: fixtures.practice, using: &fixtures.random)
        let old = try keyring.wrap(practiceKey)
        let both = try KeyringFile.change(path: path) { $0.adding(at: Date()) }
        #expect(both.keyIDs.count == 2 && both.currentID != keyring.currentID)
        #expect(both.auditSeed == keyring.auditSeed)
        let new = try both.wrap(try both.unwrap(old, practice: fixtures.practice))
        #expect(try Keyring.wrappingKeyID(of: old, practice: fixtures.practice) == keyring.currentID)
        #expect(try Keyring.wrappingKeyID(of: new, practice: fixtures.practice) == both.currentID)
        #expect(
            failure { try keyring.unwrap(new, practice: fixtures.practice) }
                == .practiceKeyNeeds(keyID: both.currentID, practice: fixtures.practice))

        let one = try KeyringFile.change(path: path) { $0.retiring([keyring.currentID, $0.currentID]) }
        #expect(one.keyIDs == [both.currentID], "the current key stays")
        #expect(try one.unwrap(new, practice: fixtures.practice).secret == practiceKey.secret)
        #expect(failure { try one.unwrap(old, practice: fixtures.practice) } != nil)
        #expect(try KeyringFile.load(path: path).encoded() == one.encoded())
        var status = stat()
        try #require(stat(path, &status) == 0)
        #expect(status.st_mode & 0o7777 == 0o600)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["keyring"])
    }

    @Test("from several programs at once has the keys of all of them")
    func atOnce() async throws {
        let path = path
        try await withThrowingTaskGroup(of: UUID.self) { group in
            for _ in 0..<8 {
                group.addTask { try KeyringFile.change(path: path) { $0.adding(at: Date()) }.currentID }
            }
            var added: Set<UUID> = []
            for try await id in group { added.insert(id) }
            #expect(Set(try KeyringFile.load(path: path).keyIDs) == added.union([keyring.currentID]))
        }
    }

    @Test("is left alone where it is not safe to use or damaged")
    func unsafe() throws {
        try #require(chmod(path, 0o644) == 0)
        let before = FileManager.default.contents(atPath: path)
        #expect(
            failure { try KeyringFile.change(path: path) { $0.adding(at: Date()) } }
                == .keyringUnsafe(path: path, .mode(0o644)))
        #expect(FileManager.default.contents(atPath: path) == before)
    }
}
