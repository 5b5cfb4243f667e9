import FoundationEssentials
import Glibc

extension LocalCluster {
    /// Writes a whole database into a new or empty folder (`pg_dump` directory format); files 0600, folder 0700.
    ///
    /// The files belong to the user that runs this, whoever owns the cluster. Roles are not part of a database: restore
    /// needs a cluster that has them. `role` is the database role that reads, the superuser where nil. A failed dump
    /// leaves nothing.
    package func dump(database: String, to directory: String, role: String? = nil) async throws(ClusterError) {
        let existing = try? FileManager.default.contentsOfDirectory(atPath: directory)
        guard existing?.isEmpty ?? true else { throw .dumpFolderNotEmpty(path: directory) }
        if existing == nil, unsafe mkdir(directory, 0o700) != 0 { throw .failed("make the folder", directory) }
        guard unsafe chmod(directory, 0o700) == 0 else { throw .failed("change the mode of", directory) }
        do throws(ClusterError) {
            let arguments = ["--format", "directory", "--file", directory, "--dbname", Self.quoted(database)]
            try await runTool("pg_dump", role: role, writingTo: directory, arguments)
            for name in (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? [] {
                let file = "\(directory)/\(name)"
                guard unsafe chmod(file, 0o600) == 0 else { throw .failed("change the mode of", file) }
            }
        } catch {
            try? ClusterFiles.remove(directory)
            throw error
        }
    }

    /// Makes a new database and fills it from a dump, in one transaction: whole, or not there.
    ///
    /// The roles that the dump names must exist; `owner` owns the new database, the superuser where nil.
    package func restore(database: String, from directory: String, owner: String? = nil) async throws(ClusterError) {
        guard FileManager.default.fileExists(atPath: directory + "/toc.dat") else {
            throw .toolFailed(program: "pg_restore", lines: ["\(directory) holds no dump (toc.dat is missing)"])
        }
        try await createDatabase(database, owner: owner)
        do {
            let options = ["--single-transaction", "--exit-on-error", "--dbname", Self.quoted(database)]
            try await runTool("pg_restore", options + [directory])
        } catch {
            // In a task of its own: a cancelled restore must still take its half-filled database away.
            let dropping = Task { try? await runTool("dropdb", ["--maintenance-db", "postgres", database]) }
            await dropping.value
            throw error
        }
    }

    /// Runs a client program as this process's own user: peer authentication and the ident map let it in.
    func runTool(
        _ program: String, role: String? = nil, writingTo target: String? = nil, _ arguments: [String]
    ) async throws(ClusterError) {
        guard case .cluster(let major) = contents, case .running(let server) = await status() else {
            throw .notRunning(dataDirectory: settings.dataDirectory)
        }
        let programs = try await ServerPrograms.find(in: settings.programs, preferring: major)
        let connection = [
            "--host", server.socketDirectory, "--port", "\(Self.port)", "--username", role ?? superuser,
            "--no-password",
        ]
        let answer = try await Tool(path: programs.path(program)).run(connection + arguments)
        guard !answer.succeeded else { return }
        if answer.lines.contains(where: { $0.contains("No space left on device") }) {
            let full = target ?? settings.dataDirectory
            throw .diskFull(path: full, freeBytes: ClusterFiles.freeBytes(at: full))
        }
        throw .toolFailed(program: program, lines: answer.lines.compactMap(Self.withoutData))
    }

    /// Keeps the lines that name an error, cut before what a failed COPY quotes from the data.
    private static func withoutData(_ line: String) -> String? {
        guard line.contains("error:") else { return nil }
        return line.contains("COPY failed") ? line.split(separator: ": ERROR:").first.map(String.init) : line
    }

    /// A database name that holds `=` or starts like a URI would be read as a connection string.
    private static func quoted(_ database: String) -> String {
        let escaped = database.replacing("\\", with: "\\\\").replacing("'", with: "\\'")
        return "dbname='\(escaped)'"
    }
}
