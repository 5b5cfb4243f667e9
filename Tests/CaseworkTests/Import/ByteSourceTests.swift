import Casework
import FoundationEssentials
import Glibc
import Testing

@Suite("What an import reads from")
struct ByteSourceTests {
    private static func all(_ source: some ByteSource) throws -> [UInt8] {
        var reader = try source.open()
        var bytes: [UInt8] = []
        while let chunk = try reader.next() { bytes.append(contentsOf: chunk) }
        return bytes
    }

    private static func withFolder<Answer>(_ body: (String) throws -> Answer) throws -> Answer {
        let folder = "/tmp/troth-bytes-\(UUID().uuidString)"
        try #require(mkdir(folder, 0o700) == 0)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        return try body(folder)
    }

    @Test(
        "gives standard input twice, from a file that has no name", arguments: [0, 1, 65_535, 65_536, 65_537, 300_000])
    func spool(size: Int) throws {
        try Self.withFolder { folder in
            var generator = SplitMix(state: UInt64(size))
            let bytes = (0..<size).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
            try Data(bytes).write(to: URL(filePath: folder + "/input"))
            let input = open(folder + "/input", O_RDONLY)
            defer { close(input) }
            let spool = try SealedSpool(copying: input, name: "standard input", in: folder)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["input"])
            #expect(try Self.all(spool) == bytes)
            #expect(try Self.all(spool) == bytes)
        }
    }

    @Test("keeps standard input sealed: nothing of it stands in the file")
    func sealed() throws {
        try Self.withFolder { folder in
            let words = Array(String(repeating: "Ana O'Neill,", count: 20_000).utf8)
            try Data(words).write(to: URL(filePath: folder + "/input"))
            let input = open(folder + "/input", O_RDONLY)
            defer { close(input) }
            let spool = try SealedSpool(copying: input, name: "standard input", in: folder)
            // The spool's descriptor is the one among this process's whose file is deleted and lay in the folder.
            let links = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")
            let mine = links.first { link in
                let target = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/" + link)
                return target?.hasPrefix(folder + "/spool.") == true
            }
            let name = try #require(mine)
            let kept = try #require(FileManager.default.contents(atPath: "/proc/self/fd/" + name))
            #expect(kept.count > words.count)
            #expect(kept.firstRange(of: Data("O'Neill".utf8)) == nil)
            #expect(try Self.all(spool) == words)
        }
    }

    @Test("says what is wrong with a file that is missing, a folder, or cannot be read twice")
    func unreadable() throws {
        try Self.withFolder { folder in
            try #require(mkfifo(folder + "/pipe", 0o600) == 0)
            let held = open(folder + "/pipe", O_RDWR)
            defer { close(held) }
            for path in [folder + "/none", folder, folder + "/pipe"] {
                let error = #expect(throws: CaseworkError.self) { try Self.all(PlainFile(path)) }
                #expect(error?.description.hasPrefix(path + ": ") == true)
            }
        }
    }
}
