import Casework
import Postgres

extension Examination {
    func programs() async -> Finding {
        if options.namesServer {
            return Finding(check: "server", state: .good, text: "libpq's own settings name a server")
        }
        do {
            let programs = try await ServerPrograms.find(in: .system)
            return Finding(check: "server", state: .good, text: "PostgreSQL \(programs.version) is installed")
        } catch {
            return Finding(check: "server", state: .wrong, text: "\(error)")
        }
    }

    func schema(_ database: Database) async -> Finding {
        do {
            try await Schema.check(database)
            return Finding(check: "schema", state: .good, text: "the database is the one this program knows")
        } catch {
            return Finding(check: "schema", state: .wrong, text: error.description)
        }
    }

    func release(_ inspection: Inspection) -> [Finding] {
        [
            Finding(
                "server release", inspection.isCurrentMinor, else: .warning,
                good: "PostgreSQL \(inspection.serverVersion)",
                "PostgreSQL \(inspection.serverVersion) is not the newest minor release; earlier ones have flaws in row "
                    + "security. Update Debian's packages and restart the server."),
            Finding(
                "durability", inspection.isDurable, good: "what is saved is on the disk",
                "fsync or full_page_writes is off: a power cut can lose notes. Switch both on."),
            Finding(
                "server passwords", inspection.passwordsAreSCRAM, good: "SCRAM-SHA-256",
                "password_encryption is not scram-sha-256: set it, then set the passwords of troth_gate and troth_backup "
                    + "anew with psql's \\password."),
            Finding(
                "server log", inspection.logIsSilent, else: .warning, good: "holds no statement and no value",
                "statements or their values can reach the log. Take the settings of deploy/postgresql.conf."),
        ]
    }

    /// One finding a rule; those that hold are told in one line.
    func catalogue(_ database: Database) async throws -> [Finding] {
        let found = try await CatalogueRule.findings(in: database)
        return found.map {
            Finding(check: $0.rule.name, state: $0.offenders.isEmpty ? .good : .wrong, text: $0.text)
        }
    }

    /// Who may connect, by the rules that the server has in force.
    func access(_ database: Database) async throws -> Finding {
        guard let rules = try await AccessRules(database) else {
            return Finding(
                check: "who may connect", state: .warning,
                text: "only a superuser reads the server's pg_hba rules: run `PGUSER=postgres troth doctor` as well")
        }
        return Finding(
            "who may connect", rules.faults.isEmpty,
            good: "\(rules.count) line\(rules.count == 1 ? "" : "s") of pg_hba, none too wide",
            "pg_hba.conf \(rules.faults.joined(separator: "; ")). See docs/how-to/logging-in.md.")
    }
}
