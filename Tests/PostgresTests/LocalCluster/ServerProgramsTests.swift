import FoundationEssentials
import Glibc
import Testing

@testable import Postgres

@Suite("The server's programs are found where they are installed")
struct ServerProgramsTests {
    private static let names = ["initdb", "pg_ctl", "postgres", "pg_dump", "pg_restore", "createdb", "dropdb"]

    /// Lays out folders like Debian's, whose `postgres` answers with its version.
    private func withInstallations(
        _ versions: [String], leavingOut missing: String? = nil, _ body: (String) async throws -> Void
    ) async throws {
        let root = "/tmp/programs-\(UInt32.random(in: .min ... .max))"
        defer { try? FileManager.default.removeItem(atPath: root) }
        for version in versions {
            let folder = "\(root)/\(version.prefix { $0 != "." })/bin"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            for name in Self.names where name != missing {
                try script("echo 'postgres (PostgreSQL) \(version) (Debian)'", at: "\(folder)/\(name)")
            }
        }
        try await body(root)
    }

    private func script(_ line: String, at path: String) throws {
        try Data("#!/bin/sh\n\(line)\n".utf8).write(to: URL(filePath: path))
        chmod(path, 0o755)
    }

    @Test(
        arguments: [
            (nil, "17.6"), (15, "15.18"), (16, "16.3"), (12, "17.6"),
        ] as [(Int?, String)])
    func theNewestIsTakenUnlessTheWantedOneIsThere(wanted: Int?, expected: String) async throws {
        try await withInstallations(["9.6", "12.1", "15.18", "16.3", "17.6"]) { root in
            let search = ServerPrograms.Search(versionFolders: [root], pathFolders: [])
            let found = try await ServerPrograms.find(in: search, preferring: wanted)
            #expect(found.version == expected)
            #expect(found.path("initdb") == "\(root)/\(found.major)/bin/initdb")
        }
    }

    @Test(arguments: names)
    func aSetThatLacksAProgramDoesNotCount(missing: String) async throws {
        try await withInstallations(["15.18"], leavingOut: missing) { root in
            let search = ServerPrograms.Search(versionFolders: [root], pathFolders: [])
            await #expect(throws: ClusterError.programsMissing(searched: [root])) {
                try await ServerPrograms.find(in: search)
            }
        }
    }

    @Test(arguments: [true, false])
    func theSearchPathIsUsedDirectlyAndThroughItsConfigurationProgram(direct: Bool) async throws {
        try await withInstallations(["16.3"]) { root in
            let named = "\(root)/16/bin"
            let elsewhere = "\(root)/elsewhere"
            try FileManager.default.createDirectory(atPath: elsewhere, withIntermediateDirectories: false)
            try script("echo \(named)", at: "\(elsewhere)/pg_config")
            let search = ServerPrograms.Search(versionFolders: [], pathFolders: [direct ? named : elsewhere])
            #expect(try await ServerPrograms.find(in: search).folder == named)
        }
    }
}
