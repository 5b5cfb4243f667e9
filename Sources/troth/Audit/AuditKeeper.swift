import Casework
import Glibc
import Sealing

/// Seals the audit and keeps what was signed outside of the database too.
struct AuditKeeper {
    let casework: Casework
    /// The file in the home folder, or the one that was named.
    let path: String

    /// Checks that the database still holds what was signed before, seals what can be sealed, and adds the new
    /// checkpoints to the file. Nil where another program is sealing and `isPatient` is false.
    ///
    /// - Parameter afterRestore: goes on although the file knows of events that the database does not have.
    /// - Throws: `CaseworkError.conflict` where the file and the database contradict each other.
    func seal(isPatient: Bool, afterRestore: Bool = false, acceptingClock: Bool = false) async throws -> SealedAudit? {
        guard let file = try CheckpointFile(path, isPatient: isPatient) else { return nil }
        let logs = try await casework.sealedLogs()
        let known = try file.newest(of: Set(logs.map(\.log)))
        try await compare(known, with: logs, afterRestore: afterRestore)
        let sealed = try await casework.sealAudit(acceptingClock: acceptingClock)
        let before = Dictionary(logs.map { ($0.log, $0.size) }, uniquingKeysWith: { $1 })
        for log in try await casework.sealedLogs() {
            let kept = known[log.log].map(\.checkpoint.size) ?? 0
            // after a restore the file knows of more; what is new begins where the restored log ended
            let start = min(kept, before[log.log] ?? 0)
            if log.size > start { try file.append(try await casework.checkpoints(of: log.log, after: start)) }
        }
        return sealed
    }

    private func compare(
        _ known: [AuditLog: CheckpointReader.Entry], with logs: [SealedLog], afterRestore: Bool
    ) async throws {
        let sizes = Dictionary(logs.map { ($0.log, $0.size) }, uniquingKeysWith: { $1 })
        for (log, entry) in known.sorted(by: { $0.key.origin < $1.key.origin }) {
            guard entry.note.isSigned(by: try casework.auditKey(of: log)) else {
                throw CaseworkError.conflict(
                    "The last checkpoint of \(log.origin) in \(path) is not signed with this keyring's key: the file is of "
                        + "another server, or was altered. \(Self.advice)")
            }
            guard let size = sizes[log] else {
                if afterRestore { continue }
                throw CaseworkError.conflict(
                    "\(path) holds checkpoints of \(log.origin), and this database has no such log: the file is of another "
                        + "server, or an older backup was restored. \(Self.advice)")
            }
            if size < entry.checkpoint.size {
                if afterRestore { continue }
                throw CaseworkError.conflict(
                    "The last checkpoint in \(path), of \(entry.checkpoint.time), covers \(entry.checkpoint.size) events, "
                        + "and the database has \(size) of them: its end was cut off, or an older backup was restored. "
                        + "Nothing was sealed. Where it was a restore that you know of, keep a copy of the file and go on "
                        + "with `troth audit seal --after-restore`; else see `troth audit verify`.")
            }
            let stored = try await casework.checkpoints(of: log, after: entry.checkpoint.size - 1).first
            if !afterRestore, stored.flatMap({ SignedNote($0) })?.text != entry.note.text {
                throw CaseworkError.conflict(
                    "The checkpoint of \(entry.checkpoint.size) events in \(path) is not the one in the database: the log "
                        + "was forked or altered. \(Self.advice)")
            }
        }
    }

    private static let advice =
        "Nothing was sealed and nothing is lost. `troth audit verify` tells more; name another file with --checkpoints."
}

extension Office {
    /// Seals what a command left, where nobody else is at it. A command that has done its work is not refused for it:
    /// a contradiction is told, unless the command has told of an error already, and what is merely not possible now is left to the next one.
    func sealAfterwards(isSilent: Bool = false) async {
        do {
            _ = try await AuditKeeper(casework: casework, path: home.checkpoints).seal(isPatient: false)
        } catch let error as CaseworkError {
            guard case .conflict(let reason) = error, !isSilent else { return }
            _ = Descriptor.write(Array("troth: the audit was not sealed. \(reason)\n".utf8), to: STDERR_FILENO)
        } catch {
            return
        }
    }
}
