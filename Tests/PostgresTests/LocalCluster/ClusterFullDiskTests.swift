import FoundationEssentials
import SystemPackage
import Testing

@testable import Postgres

@Suite("A full disk gives a clear message and loses nothing", .enabled(if: SmallDisk.isPermitted, "mount needs root"))
struct ClusterFullDiskTests {
    @Test func aDiskTooSmallForAClusterIsRefusedAndLeftEmpty() async throws {
        try await SmallDisk.with(mebibytes: 64) { test, disk in
            let error = await #expect(throws: ClusterError.self) { try await test.cluster.start() }
            guard case .diskFull = error else {
                Issue.record("another error: \(String(describing: error))")
                return
            }
            let left = try FileManager.default.contentsOfDirectory(atPath: disk)
            #expect(left == ["data.lock"])
        }
    }

    @Test func aStartOnAFullDiskIsExplainedAndWorksOnceThereIsRoom() async throws {
        try await SmallDisk.with(mebibytes: 256) { test, disk in
            try await test.cluster.start()
            try await test.sql("create table kept as select 7 as n")
            try await test.cluster.stop()
            try SmallDisk.fill(disk)
            let error = await #expect(throws: ClusterError.self) { try await test.cluster.start() }
            guard case .diskFull = error else {
                Issue.record("another error: \(String(describing: error))")
                return
            }
            try FileManager.default.removeItem(atPath: disk + "/filler")
            try await test.cluster.start()
            #expect(try await test.sql("select n from kept") == "7")
        }
    }

    @Test func aDiskThatFillsUpUnderARunningServerKeepsWhatWasCommitted() async throws {
        try await SmallDisk.with(mebibytes: 256) { test, disk in
            try await test.cluster.start()
            try await test.sql("create table kept as select 7 as n")
            try SmallDisk.fill(disk)
            let big = "create table big as select repeat('x', 1000) from generate_series(1, 100000)"
            #expect(try await test.psql(big).succeeded == false)
            try FileManager.default.removeItem(atPath: disk + "/filler")
            try await test.cluster.start()
            #expect(try await test.sql("select n from kept") == "7")
        }
    }

    @Test func aDumpOntoAFullDiskFailsWithoutALeftover() async throws {
        try await SmallDisk.with(mebibytes: 8) { _, disk in
            try await TestCluster.with { test in
                try await test.cluster.start()
                try await test.sql("create table big as select gen_random_uuid() from generate_series(1, 500000)")
                let target = disk + "/dump"
                let error = await #expect(throws: ClusterError.self) {
                    try await test.cluster.dump(database: "postgres", to: target)
                }
                guard case .diskFull = error else {
                    Issue.record("another error: \(String(describing: error))")
                    return
                }
                #expect(!FileManager.default.fileExists(atPath: target))
            }
        }
    }
}

/// A small file system in memory, mounted for one test.
enum SmallDisk {
    /// Mounting needs root and a kernel that permits it, which many containers do not.
    static let isPermitted: Bool = TestCluster.isRoot && unsharedMountWorks()

    private static func unsharedMountWorks() -> Bool {
        let status = ClusterFiles.text("/proc/self/status") ?? ""
        guard let line = status.split(separator: "\n").first(where: { $0.hasPrefix("CapEff:") }),
            let effective = UInt64(line.drop { $0 != "\t" }.dropFirst(), radix: 16)
        else { return false }
        let systemAdministration: UInt64 = 1 << 21
        return effective & systemAdministration != 0
    }

    static func with(mebibytes: Int, _ body: (TestCluster, String) async throws -> Void) async throws {
        try await TestCluster.with(made: false) { test in
            let disk = test.folder + "/disk"
            try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: false)
            let mounted = try await Tool(path: "/usr/bin/mount").run([
                "-t", "tmpfs", "-o", "size=\(mebibytes)m,mode=0755", "tmpfs", disk,
            ])
            try #require(mounted.succeeded, "mount failed: \(mounted.lines)")
            let small = TestCluster(
                folder: test.folder, name: test.name, cluster: test.changed { $0.dataDirectory = disk + "/data" })
            let outcome: Result<Void, any Error>
            do {
                outcome = .success(try await body(small, disk))
            } catch {
                outcome = .failure(error)
            }
            try? await small.cluster.stop()
            let unmounted = try await Tool(path: "/usr/bin/umount").run([disk])
            #expect(unmounted.succeeded, "umount failed: \(unmounted.lines)")
            try outcome.get()
        }
    }

    /// Writes a file until the disk has no block left. Closed on exec: a server that another test starts meanwhile would
    /// hold the file, and the disk would stay full after it is removed.
    static func fill(_ disk: String) throws {
        let file = try FileDescriptor.open(
            FilePath(disk + "/filler"), .writeOnly, options: [.create, .closeOnExec], permissions: .ownerReadWrite)
        defer { try? file.close() }
        for size in [1_048_576, 4_096, 1] {
            let block = [UInt8](repeating: 0, count: size)
            while (try? file.writeAll(block)) != nil {}
        }
    }
}
