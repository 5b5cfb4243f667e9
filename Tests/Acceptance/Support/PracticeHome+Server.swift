import FoundationEssentials
import Glibc
import Testing

extension PracticeHome {
    struct NoServer: Error {
        let home: String
    }

    /// The fifth line of postmaster.pid: where the server's socket is.
    var socketFolder: String {
        get throws {
            guard postmasterLines.count > 4 else { throw NoServer(home: path) }
            return postmasterLines[4]
        }
    }

    /// The server's process.
    var serverID: pid_t {
        get throws {
            guard let id = postmasterLines.first.flatMap({ pid_t($0) }) else { throw NoServer(home: path) }
            return id
        }
    }

    private var postmasterLines: [String] {
        let data = FileManager.default.contents(atPath: path + "/cluster/postmaster.pid") ?? Data()
        return String(decoding: data, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
            .map(String.init)
    }

    /// Runs SQL past every door, as the server's superuser, and gives psql's unaligned output.
    @discardableResult
    func superuser(_ sql: String) async throws -> String {
        let folder = try FileManager.default.contentsOfDirectory(atPath: "/usr/lib/postgresql")
            .max { (Int($0) ?? 0) < (Int($1) ?? 0) }
        let outcome = try await Program.start(
            ["-AtXq", "-v", "ON_ERROR_STOP=1", "-h", try socketFolder, "-p", "5432", "-U", "postgres", "-d", "troth"],
            of: "/usr/lib/postgresql/\(folder ?? "15")/bin/psql", input: .text(sql), environment: ["LC_ALL": "C.UTF-8"]
        ).outcome()
        try #require(outcome.status == 0, "psql: \(outcome.errors)")
        return outcome.answer
    }

    /// Name, count and hash of every table there is: what must not differ after something was refused.
    func fingerprint() async throws -> String {
        try await superuser(
            """
            select format('%I.%I ', n.nspname, c.relname) || (xpath('/row/h/text()', query_to_xml(format(
                'select count(*) || '' '' || md5(coalesce(string_agg(t::text, '' '' order by t::text), '''')) as h '
                    'from %I.%I t', n.nspname, c.relname), false, true, '')))[1]::text
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind = 'r' and n.nspname in ('app', 'private', 'migrations')
            order by 1;
            """)
    }

    /// Expects that `body` changes no table of the database, but for `exception`.
    func unchanged<Answer>(
        but exception: String = "", sourceLocation: SourceLocation = #_sourceLocation,
        _ body: () async throws -> Answer
    ) async throws -> Answer {
        let before = try await fingerprint()
        let answer = try await body()
        let after = try await fingerprint()
        let changed = Set(after.split(separator: "\n")).subtracting(before.split(separator: "\n"))
            .compactMap { $0.split(separator: " ").first.map(String.init) }
        #expect(changed.filter { $0 != exception } == [], sourceLocation: sourceLocation)
        return answer
    }
}
