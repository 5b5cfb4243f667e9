import FoundationEssentials
import Glibc
import Testing

extension PracticeHome {
    /// The fifth line of postmaster.pid: where the server's socket is.
    var socketFolder: String {
        get async throws {
            try #require(postmasterLines.count > 4, "no server runs in \(path)")
            return postmasterLines[4]
        }
    }

    /// The server's process.
    var serverID: pid_t {
        get throws { try #require(postmasterLines.first.flatMap { pid_t($0) }, "no server runs in \(path)") }
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
            ["-AtXq", "-v", "ON_ERROR_STOP=1", "-h", try await socketFolder, "-p", "5432", "-U", "postgres", "-d", "troth"],
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

    /// Expects that `body` changes no table of the database.
    func unchanged<Answer>(
        sourceLocation: SourceLocation = #_sourceLocation, _ body: () async throws -> Answer
    ) async throws -> Answer {
        let before = try await fingerprint()
        let answer = try await body()
        #expect(try await fingerprint() == before, sourceLocation: sourceLocation)
        return answer
    }
}
