import FoundationEssentials

/// The PostgreSQL server's own programs of one major version: `initdb`, `pg_ctl`, `postgres`, `pg_dump` and the rest.
package struct ServerPrograms: Sendable, Equatable {
    /// The oldest major version this program works with.
    package static let oldestMajor = 15

    /// The folder that holds them all.
    package let folder: String
    /// The whole version as the server tells it, such as `15.18`.
    package let version: String
    /// The major version, which must equal that of the cluster's files.
    package let major: Int

    private static let needed = ["initdb", "pg_ctl", "postgres", "pg_dump", "pg_restore", "createdb", "dropdb"]

    /// Where programs are looked for, in this order.
    package struct Search: Sendable, Equatable {
        /// Folders that hold one folder a major version, each with a `bin`, as Debian lays them out.
        package var versionFolders: [String]
        /// Folders searched for the programs themselves and for `pg_config`, which names one more.
        package var pathFolders: [String]

        /// Names the places; both lists empty finds nothing.
        package init(versionFolders: [String], pathFolders: [String]) {
            self.versionFolders = versionFolders
            self.pathFolders = pathFolders
        }

        /// Debian's folder, then the `PATH` of this process.
        package static var system: Search {
            let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
            return Search(
                versionFolders: ["/usr/lib/postgresql"],
                pathFolders: path.split(separator: ":").map(String.init).filter { $0.hasPrefix("/") })
        }
    }

    /// The program's path.
    func path(_ program: String) -> String { "\(folder)/\(program)" }

    /// Finds the newest complete set, or the one of the wanted major version when that is installed too.
    ///
    /// A wanted version that is missing is no error here: the caller knows what it needs it for.
    package static func find(
        in search: Search, preferring wanted: Int? = nil
    ) async throws(ClusterError) -> ServerPrograms {
        let numbered = search.versionFolders.flatMap(majorFolders).sorted { $0.major > $1.major }
        let ordered = numbered.filter { $0.major == wanted } + numbered.filter { $0.major != wanted }
        for candidate in ordered {
            if let programs = try await complete(in: candidate.folder) { return programs }
        }
        for folder in search.pathFolders {
            if let programs = try await complete(in: folder) { return programs }
            if let named = try await configured(by: folder + "/pg_config"),
                let programs = try await complete(in: named)
            {
                return programs
            }
        }
        throw .programsMissing(searched: search.versionFolders + search.pathFolders)
    }

    private static func majorFolders(_ root: String) -> [(major: Int, folder: String)] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
        return names.compactMap { name in Int(name).map { ($0, "\(root)/\(name)/bin") } }
    }

    private static func complete(in folder: String) async throws(ClusterError) -> ServerPrograms? {
        guard needed.allSatisfy({ FileManager.default.isExecutableFile(atPath: "\(folder)/\($0)") }) else { return nil }
        let answer = try await Tool(path: "\(folder)/postgres").run(["--version"])
        guard let line = answer.lines.first, answer.succeeded,
            let version = line.split(separator: " ").dropFirst(2).first,
            let major = Int(version.prefix { $0.isNumber }), major >= oldestMajor
        else { return nil }
        return ServerPrograms(folder: folder, version: String(version), major: major)
    }

    private static func configured(by program: String) async throws(ClusterError) -> String? {
        guard FileManager.default.isExecutableFile(atPath: program) else { return nil }
        let answer = try await Tool(path: program).run(["--bindir"])
        return answer.succeeded ? answer.lines.first : nil
    }
}
