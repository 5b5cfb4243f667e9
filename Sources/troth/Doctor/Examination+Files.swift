import Casework
import FoundationEssentials
import Glibc
import Postgres
import Sealing

extension Examination {
    /// Whether the keyring is safe, and, where the embedded cluster can be asked, whether it opens the practice's own key.
    func keyring() async -> [Finding] {
        do {
            let keyring = try KeyringFile.load(path: home.keyring)
            if !options.namesServer, case .running = await home.cluster.status() {
                try await KeyringCheck(of: home).require(keyring)
            }
            return [
                Finding(
                    check: "keyring", state: .good,
                    text: "\(keyring.keyIDs.count) \(keyring.keyIDs.count == 1 ? "key" : "keys"), readable by you alone"
                ),
                try KeyringBackups(home).finding(for: keyring),
            ]
        } catch {
            return [Finding(check: "keyring", state: .wrong, text: "\(error)")]
        }
    }

    /// Whether the files with secrets belong to their owner alone.
    func files() -> [Finding] {
        var faults: [String] = []
        for path in [home.login, home.place, home.journal + "/secret"] {
            if let fault = Self.fault(of: path, kind: S_IFREG, forbidden: 0o077) { faults.append(fault) }
        }
        for path in [home.journal, home.scratch] {
            if let fault = Self.fault(of: path, kind: S_IFDIR, forbidden: 0o077) { faults.append(fault) }
        }
        // as root the server's own user passes through
        if let fault = Self.fault(of: home.path, kind: S_IFDIR, forbidden: geteuid() == 0 ? 0o066 : 0o077) {
            faults.append(fault)
        }
        return [
            Finding(
                "files", faults.isEmpty, good: "the files of the home folder are yours alone",
                faults.joined(separator: "; ")
                    + ". Set the modes with chmod 600 (folders 700) and the owner with chown; "
                    + "log in again if somebody else could read the login.")
        ]
    }

    /// What is unsafe about a file or a folder, where it is there.
    private static func fault(of path: String, kind: mode_t, forbidden: mode_t) -> String? {
        var status = stat()
        guard lstat(path, &status) == 0 else { return nil }
        if status.st_mode & S_IFMT != kind { return "\(path) is a link or another kind of file" }
        if status.st_uid != geteuid() { return "\(path) belongs to somebody else" }
        if status.st_mode & forbidden != 0 { return "\(path) is open to others" }
        return nil
    }

    func space() -> Finding {
        var status = statvfs()
        guard statvfs(home.path, &status) == 0 else {
            return Finding(check: "disk", state: .warning, text: "\(home.path) is not there yet")
        }
        let free = Int(status.f_bavail) * Int(status.f_frsize) / 1_000_000
        return free < 1_000
            ? Finding(check: "disk", state: .warning, text: "\(free) MB free; make room soon")
            : Finding(check: "disk", state: .good, text: "\(free / 1_000) GB free")
    }

    /// Whether a backup was made within the last week, as `troth backup` notes it in the home folder.
    func backup() -> Finding {
        if options.namesServer {
            return Finding(
                check: "backup", state: .good, text: "made with your server's own tools; Troth does not see them")
        }
        let advice = "`troth backup` writes one; let it run every night"
        do {
            guard let record = try BackupRecord.last(in: home) else {
                return Finding(check: "backup", state: .warning, text: "none is known. \(advice).")
            }
            let days = record.age / 86_400
            return Finding(
                "backup", (0...7).contains(days), else: days > 30 ? .wrong : .warning,
                good: days == 0 ? "made within a day" : "\(days) day\(days == 1 ? "" : "s") old",
                days < 0
                    ? "the last one lies in the future: the clock went back, or was wrong"
                    : "the last one is \(days) days old. \(advice).")
        } catch {
            return Finding(check: "backup", state: .wrong, text: "\(error)")
        }
    }
}
