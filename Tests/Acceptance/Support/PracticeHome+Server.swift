import FoundationEssentials
import Glibc
import Testing

extension PracticeHome {
    struct NoServer: Error {
        let home: String
    }

    /// Where the server's socket is, or was when it ran last: postmaster.opts stays after a stop.
    var socketFolder: String {
        get throws {
            let words = text("postmaster.opts").split(separator: "\"")
            let setting = "unix_socket_directories="
            guard let word = words.first(where: { $0.hasPrefix(setting) }) else { throw NoServer(home: path) }
            return String(word.dropFirst(setting.count))
        }
    }

    /// The server's process.
    var serverID: pid_t {
        get throws {
            let line = text("postmaster.pid").split(separator: "\n").first
            guard let id = line.flatMap({ pid_t($0) }) else { throw NoServer(home: path) }
            return id
        }
    }

    private func text(_ name: String) -> String {
        String(decoding: FileManager.default.contents(atPath: "\(path)/cluster/\(name)") ?? Data(), as: UTF8.self)
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

    /// Name, count and hash of every table there is: what must not differ after something was refused. Without the event
    /// of the refusal itself, and without what is signed about events, which every command adds to.
    func fingerprint() async throws -> String {
        try await superuser(
            """
            select format('%I.%I ', n.nspname, c.relname) || (xpath('/row/h/text()', query_to_xml(format(
                'select count(*) || '' '' || md5(coalesce(string_agg(t::text, '' '' order by t::text), '''')) as h '
                    'from %I.%I t%s', n.nspname, c.relname,
                case when c.relname = 'audit_events' then ' where operation <> ''deny''' end), false, true, '')))[1]::text
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind = 'r' and n.nspname in ('app', 'private', 'migrations')
                -- moves with the clock, beside whatever is done
                and c.relname not in ('login_uses', 'audit_checkpoints')
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
