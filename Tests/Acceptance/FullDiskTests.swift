import FoundationEssentials
import Glibc
import Testing

@Suite("A full disk gives a clear message and loses nothing", .enabled(if: SmallDisk.isPermitted, "mount needs root"))
struct FullDiskTests {
    @Test func whatWasSavedIsThereOnceThereIsRoomAgain() async throws {
        try await SmallDisk.with(mebibytes: 320) { home in
            try await home.found()
            let handle = try await home.openCase()
            let session = try await home.recordSession(of: handle)
            let words = String(repeating: "What was said, again and again. ", count: 20_000)
            let before = try await home.fingerprint()
            try SmallDisk.fill(home.path)
            var last = try await home.troth("case list --quiet")
            for round in 0..<20 where last.status == 0 {
                last = try await home.troth(
                    "note write --case \(handle) --psychotherapy --file - --on 2026-06-\(10 + round)",
                    input: .text(words))
            }
            #expect(last.errors.contains("disk") || last.errors.contains("full"), "\(last.errors)")
            #expect(last.errors.contains("troth: "))
            #expect([6, 7].contains(last.status), "\(last.status) \(last.errors)")
            try FileManager.default.removeItem(atPath: home.path + "/filler")
            let note = try await home.draft(of: session, "words")
            #expect(try await home.done("note show \(note)").contains("words"))
            let after = try await home.fingerprint()
            #expect(before != after)
            #expect(try await home.done("case list --quiet") == handle)
        }
    }

    @Test func aDiskTooSmallForAPracticeIsSaidToBe() async throws {
        try await SmallDisk.with(mebibytes: 48) { home in
            let outcome = try await home.troth(
                "init --practice P --time-zone UTC --login ana --name Ana --password-stdin",
                input: .text(PracticeHome.password))
            #expect(outcome.status == 7)
            #expect(outcome.errors.hasPrefix("troth: the disk that holds"))
            #expect(outcome.errors.split(separator: "\n").count == 1)
            #expect(!FileManager.default.fileExists(atPath: home.path + "/cluster"))
        }
    }
}

/// A small file system in memory, mounted as a home.
enum SmallDisk {
    /// Mounting needs root and a kernel that permits it, which many containers do not.
    static let isPermitted: Bool = {
        let facts = FileManager.default.contents(atPath: "/proc/self/status") ?? Data()
        let status = String(decoding: facts, as: UTF8.self)
        guard geteuid() == 0, let line = status.split(separator: "\n").first(where: { $0.hasPrefix("CapEff:") }),
            let effective = UInt64(line.drop { $0 != "\t" }.dropFirst(), radix: 16)
        else { return false }
        let systemAdministration: UInt64 = 1 << 21
        return effective & systemAdministration != 0
    }()

    static func with(mebibytes: Int, _ body: (PracticeHome) async throws -> Void) async throws {
        let home = PracticeHome()
        try FileManager.default.createDirectory(atPath: home.path, withIntermediateDirectories: true)
        try await run("/usr/bin/mount", ["-t", "tmpfs", "-o", "size=\(mebibytes)m,mode=0711", "tmpfs", home.path])
        let outcome: Result<Void, any Error>
        do {
            outcome = .success(try await body(home))
        } catch {
            outcome = .failure(error)
        }
        await home.remove()
        try await run("/usr/bin/umount", [home.path])
        try? FileManager.default.removeItem(atPath: home.path)
        try outcome.get()
    }

    /// Writes a file until the disk has no block left.
    static func fill(_ disk: String) throws {
        let file = try #require(fopen(disk + "/filler", "we"))
        defer { fclose(file) }
        setvbuf(file, nil, _IONBF, 0)
        for size in [1_048_576, 4_096, 1] {
            let block = [UInt8](repeating: 0, count: size)
            while fwrite(block, 1, size, file) == size {}
        }
    }

    private static func run(_ program: String, _ arguments: [String]) async throws {
        let outcome = try await Program.start(arguments, of: program, environment: [:]).outcome()
        try #require(outcome.status == 0, "\(program): \(outcome.errors)")
    }
}
