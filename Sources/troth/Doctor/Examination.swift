import Casework
import Postgres

/// Looks at the parts of an installation one after another; one that fails does not keep the others from being seen.
struct Examination {
    let home: Home
    let options: OfficeOptions

    func findings() async -> [Finding] {
        var findings = [await programs()]
        findings += await keyring()
        findings += files()
        do {
            let database = Database(try await Office.gate(options, home: home))
            defer { database.close() }
            findings += await seenThroughTheGate(database)
        } catch {
            findings.append(Finding(check: "database", state: .wrong, text: "\(error)"))
        }
        findings += await embedded()
        findings.append(backup())
        findings.append(space())
        return findings
    }

    /// What can be seen through the gate, of the embedded server or one's own.
    private func seenThroughTheGate(_ database: Database) async -> [Finding] {
        var findings = [await schema(database)]
        findings += await attempt("server release") { try await release(Inspection(database)) }
        findings += await attempt("catalogue") { try await catalogue(database) }
        findings += await attempt("audit sealing") { [try await sealing(database)] }
        findings += await attempt("clock") { [try await clock(database)] }
        if options.namesServer {
            findings += await attempt("who may connect") { [try await access(database)] }
        }
        return findings
    }

    /// What only the roles of the embedded server can see, which nobody but its owner takes.
    private func embedded() async -> [Finding] {
        guard !options.namesServer, case .running = await home.cluster.status() else { return [] }
        return await attempt("who may connect") {
            let administrator = Database(home.embedded(user: home.cluster.superuser))
            defer { administrator.close() }
            return [try await access(administrator), try await recordedTimes(administrator)]
        }
    }

    /// A look that fails is itself a finding.
    func attempt(_ check: String, _ look: () async throws -> [Finding]) async -> [Finding] {
        do {
            return try await look()
        } catch {
            return [Finding(check: check, state: .wrong, text: "\(error)")]
        }
    }
}
