import ArgumentParser
import Casework
import FoundationEssentials
import Glibc
import Postgres
import Sealing

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Check that everything is in order, and say what to do where it is not.",
        discussion: "Exits with 0 when nothing is wrong, with 1 when something is. A warning alone is not wrong.")

    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        let findings = await Examination(home: Home(office.home), options: office).findings()
        try StandardOutput.stream {
            Self.listing.write(
                findings, options: output, screen: .standardOutput(noColor: output.noColor), to: &$0)
        }
        if findings.contains(where: { $0.state == .wrong }) { throw ExitCode(1) }
    }

    static let listing = Listing<Finding>(
        empty: "",
        columns: [
            Column("check", "Check", fit: .whole) { .text($0.check) },
            Column("state", "State", fit: .whole, style: { $0.state.style }) { .text($0.state.rawValue) },
            Column("finding", "Finding", fit: .wraps) { .text($0.text) },
        ],
        handle: { "\($0.check) \($0.state.rawValue)" })
}

/// One thing that was looked at.
struct Finding: Sendable {
    enum State: String, Sendable {
        case good, warning, wrong

        var style: Style {
            switch self {
            case .good: .good
            case .warning: .warning
            case .wrong: .urgent
            }
        }
    }

    let check: String
    let state: State
    let text: String
}

/// Looks at the parts of an installation one after another; one that fails does not keep the others from being seen.
struct Examination {
    let home: Home
    let options: OfficeOptions

    func findings() async -> [Finding] {
        var findings = [await server()]
        findings.append(await keyring())
        findings.append(contentsOf: keyringBackup())
        do {
            let database = Database(try await Office.gate(options, home: home))
            defer { database.close() }
            findings.append(await schema(database))
            findings.append(contentsOf: try await inspected(Inspection(database)))
        } catch {
            findings.append(Finding(check: "database", state: .wrong, text: "\(error)"))
        }
        findings.append(space())
        return findings
    }

    private func server() async -> Finding {
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

    /// Whether it is safe, and, where the embedded cluster can be asked, whether it opens the practice's own key.
    private func keyring() async -> Finding {
        do {
            let keyring = try KeyringFile.load(path: home.keyring)
            if !options.namesServer, case .running = await home.cluster.status() {
                try await KeyringCheck(of: home).require(keyring)
            }
            return Finding(
                check: "keyring", state: .good,
                text: "\(keyring.keyIDs.count) \(keyring.keyIDs.count == 1 ? "key" : "keys"), readable by you alone")
        } catch {
            return Finding(check: "keyring", state: .wrong, text: "\(error)")
        }
    }

    /// Says nothing where the keyring itself cannot be used: that is told already.
    private func keyringBackup() -> [Finding] {
        guard let keyring = try? KeyringFile.load(path: home.keyring), let backups = try? KeyringBackups(home) else {
            return []
        }
        return [backups.finding(for: keyring)]
    }

    private func schema(_ database: Database) async -> Finding {
        do {
            try await Schema.check(database)
            return Finding(check: "schema", state: .good, text: "the database is the one this program knows")
        } catch {
            return Finding(check: "schema", state: .wrong, text: error.description)
        }
    }

    private func inspected(_ inspection: Inspection) -> [Finding] {
        [
            inspection.isCurrentMinor
                ? Finding(check: "server release", state: .good, text: "PostgreSQL \(inspection.serverVersion)")
                : Finding(
                    check: "server release", state: .warning,
                    text:
                        "PostgreSQL \(inspection.serverVersion) is not the newest minor release; earlier ones have flaws "
                        + "in row security. Update Debian's packages and restart the server."),
            inspection.openTables.isEmpty
                ? Finding(check: "row security", state: .good, text: "enabled and forced on every table")
                : Finding(
                    check: "row security", state: .wrong,
                    text: "off on \(inspection.openTables.joined(separator: ", ")). Run `troth init`."),
            inspection.unauditedTables.isEmpty
                ? Finding(check: "audit", state: .good, text: "every change leaves an event")
                : Finding(
                    check: "audit", state: .wrong,
                    text: "no events from \(inspection.unauditedTables.joined(separator: ", ")). Run `troth init`."),
            inspection.isDurable
                ? Finding(check: "durability", state: .good, text: "what is saved is on the disk")
                : Finding(
                    check: "durability", state: .wrong,
                    text: "fsync or full_page_writes is off: a power cut can lose notes. Switch both on."),
        ]
    }

    private func space() -> Finding {
        var status = statvfs()
        guard statvfs(home.path, &status) == 0 else {
            return Finding(check: "disk", state: .warning, text: "\(home.path) is not there yet")
        }
        let free = Int(status.f_bavail) * Int(status.f_frsize) / 1_000_000
        return free < 1_000
            ? Finding(check: "disk", state: .warning, text: "\(free) MB free; make room soon")
            : Finding(check: "disk", state: .good, text: "\(free / 1_000) GB free")
    }
}
