import FoundationEssentials
import Glibc
import Testing

@testable import Sealing

@Suite("A keyring's file")
final class KeyringFileTests {
    private let folder: String
    private let path: String
    private let keyring = Keyring.make(at: Date(timeIntervalSince1970: 1_795_392_000))

    init() throws {
        folder = FileManager.default.temporaryDirectory.path + "/sealing-tests-\(UUID().uuidString)"
        path = folder + "/keyring"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder)
    }

    private func loading(_ path: String) -> SealingError? {
        failure { try KeyringFile.load(path: path) }
    }

    private func creating(_ path: String) -> SealingError? {
        failure { try KeyringFile.create(path: path, holding: keyring) }
    }

    private func write(_ bytes: [UInt8], mode: mode_t = 0o600) throws {
        try Data(bytes).write(to: URL(filePath: path))
        try #require(chmod(path, mode) == 0)
    }

    @Test("is created with mode 0600, alone in its folder, and loads")
    func created() throws {
        #expect(creating(path) == nil)
        var status = stat()
        try #require(stat(path, &status) == 0)
        #expect(status.st_mode & 0o7777 == 0o600)
        #expect(status.st_nlink == 1)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["keyring"])
        #expect(try KeyringFile.load(path: path).encoded() == keyring.encoded())
    }

    @Test("is never overwritten, and neither is anything else of that name")
    func neverOverwritten() throws {
        try write(Array("mine".utf8))
        #expect(creating(path) == .keyringExists(path: path))
        #expect(try Data(contentsOf: URL(filePath: path)) == Data("mine".utf8))
        let link = folder + "/dangling"
        try #require(symlink(folder + "/nowhere", link) == 0)
        #expect(creating(link) == .keyringExists(path: link))
        #expect(!FileManager.default.fileExists(atPath: folder + "/nowhere"))
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
        #expect(names.sorted() == ["dangling", "keyring"])
    }

    @Test("needs its folder, and says so")
    func noFolder() throws {
        let nowhere = folder + "/none/keyring"
        let error = try #require(creating(nowhere))
        #expect(error == .keyringInaccessible(path: nowhere, reason: "No such file or directory"))
    }

    @Test("that is missing is named by its path and by what follows from it")
    func missing() throws {
        let error = try #require(loading(path))
        #expect(error == .keyringMissing(path: path))
        #expect(error.description.contains(path))
        #expect(error.description.contains("nothing sealed can be opened"))
    }

    @Test(
        "is refused with any other mode",
        arguments: [mode_t(0o640), 0o604, 0o660, 0o666, 0o644, 0o620, 0o700, 0o400, 0o601, 0o4600, 0o1600])
    func modes(mode: mode_t) throws {
        try write(keyring.encoded(), mode: mode)
        var status = stat()
        try #require(stat(path, &status) == 0)
        try #require(status.st_mode & 0o7777 == mode)
        #expect(loading(path) == .keyringUnsafe(path: path, .mode(mode)))
        try #require(chmod(path, 0o600) == 0)
        #expect(loading(path) == nil)
    }

    @Test("is refused when it belongs to someone else")
    func owner() throws {
        try write(keyring.encoded())
        var status = stat()
        try #require(stat(path, &status) == 0)
        #expect(KeyringFile.problem(with: status, us: geteuid()) == nil)
        #expect(KeyringFile.problem(with: status, us: geteuid() + 1) == .owner(geteuid(), us: geteuid() + 1))
        if geteuid() == 0 {
            try #require(chown(path, 65_534, 65_534) == 0)
            #expect(loading(path) == .keyringUnsafe(path: path, .owner(65_534, us: 0)))
        }
    }

    @Test("is refused as a symbolic link, a folder or a pipe")
    func kinds() throws {
        try write(keyring.encoded())
        let link = folder + "/link"
        try #require(symlink(path, link) == 0)
        #expect(loading(link) == .keyringUnsafe(path: link, .symbolicLink))
        #expect(loading(folder) == .keyringUnsafe(path: folder, .notAPlainFile))
        let pipe = folder + "/pipe"
        try #require(mkfifo(pipe, 0o600) == 0)
        #expect(loading(pipe) == .keyringUnsafe(path: pipe, .notAPlainFile))
        #expect(loading(path + "/below") == .keyringMissing(path: path + "/below"))
    }

    @Test("that is damaged is named by its path")
    func damaged() throws {
        try write([])
        #expect(loading(path) == .keyringDamaged(.empty, path: path))
        try write(Array(keyring.encoded().dropLast(10)))
        #expect(loading(path) == .keyringDamaged(.truncated, path: path))
        var altered = keyring.encoded()
        altered[30] ^= 1
        try write(altered)
        #expect(loading(path) == .keyringDamaged(.altered, path: path))
        try write([UInt8](repeating: 0x20, count: 1 << 20))
        let error = try #require(loading(path))
        #expect(error == .keyringDamaged(.notAKeyring, path: path))
        #expect(error.description.contains(path))
    }
}
