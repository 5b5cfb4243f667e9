import Casework
import FoundationEssentials
import Glibc
import Sealing

/// The checkpoints that are kept outside of the database: a file that is only added to, by one program at a time.
///
/// Whoever can change the database without a trace in it cannot change what this file says of it.
final class CheckpointFile {
    let path: String
    private let descriptor: Int32
    private static let tail = 1 << 16

    /// Opens and locks it; nil where another program holds it and `isPatient` is false.
    ///
    /// - Throws: `FileError`; `OfficeError.unsafeFile` where others can write it.
    init?(_ path: String, isPatient: Bool) throws {
        self.path = path
        descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw FileError(path: path, errno: errno) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_uid == geteuid(), status.st_mode & 0o077 == 0 else {
            throw OfficeError.unsafeFile(path)
        }
        while flock(descriptor, LOCK_EX | (isPatient ? 0 : LOCK_NB)) != 0 {
            if errno == EWOULDBLOCK { return nil }
            guard errno == EINTR else { throw FileError(path: path, errno: errno) }
        }
    }

    deinit {
        close(descriptor)
    }

    /// The newest checkpoint of each of `logs`. Reads the end of the file; all of it where that does not hold them all.
    func newest(of logs: Set<AuditLog>) throws -> [AuditLog: CheckpointReader.Entry] {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw FileError(path: path, errno: errno) }
        if Int(status.st_size) > Self.tail {
            var newest: [AuditLog: CheckpointReader.Entry] = [:]
            if (try? scan(from: status.st_size - off_t(Self.tail), { newest[$0.checkpoint.log] = $0 })) != nil,
                logs.isSubset(of: newest.keys)
            {
                return newest
            }
        }
        var newest: [AuditLog: CheckpointReader.Entry] = [:]
        let torn = try scan(from: 0) { newest[$0.checkpoint.log] = $0 }
        if let torn, ftruncate(descriptor, torn) != 0 { throw FileError(path: path, errno: errno) }
        return newest
    }

    /// Adds checkpoints, and returns once they are on the disk.
    func append(_ notes: [String]) throws {
        if notes.isEmpty { return }
        if let number = Descriptor.write(Array(notes.map { $0 + "\n" }.joined().utf8), to: descriptor) {
            throw FileError(path: path, errno: number)
        }
        guard fsync(descriptor) == 0 else { throw FileError(path: path, errno: errno) }
    }

    /// Where the file was torn, nil where it ends with a whole checkpoint. From the middle it begins at the next whole one.
    @discardableResult
    private func scan(from start: off_t, _ take: (CheckpointReader.Entry) -> Void) throws -> off_t? {
        guard lseek(descriptor, start, SEEK_SET) >= 0 else { throw FileError(path: path, errno: errno) }
        var reader = CheckpointReader()
        var isFirst = true
        var skipped = 0
        while true {
            var bytes = try Descriptor.read(descriptor, limit: Self.tail, path: path)
            if bytes.isEmpty { break }
            if isFirst, start > 0 {
                let mark = Array("\n\ntroth/".utf8)
                guard
                    let found = (0...max(0, bytes.count - mark.count)).first(where: { bytes[$0...].starts(with: mark) })
                else { return nil }
                skipped = found + 2
                bytes.removeFirst(skipped)
            }
            isFirst = false
            do {
                for entry in try reader.read(bytes) { take(entry) }
            } catch {
                throw Self.damaged(path, line: error.line)
            }
        }
        return reader.isTorn ? start + off_t(skipped + reader.wholeBytes) : nil
    }

    /// Reads any file of checkpoints, piece by piece. Returns whether it ends within one.
    static func read(_ path: String, _ take: (CheckpointReader.Entry) throws -> Void) throws -> Bool {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileError(path: path, errno: errno) }
        defer { close(descriptor) }
        var reader = CheckpointReader()
        while true {
            let bytes = try Descriptor.read(descriptor, limit: tail, path: path)
            if bytes.isEmpty { return reader.isTorn }
            let entries: [CheckpointReader.Entry]
            do {
                entries = try reader.read(bytes)
            } catch {
                throw damaged(path, line: error.line)
            }
            for entry in entries { try take(entry) }
        }
    }

    private static func damaged(_ path: String, line: Int) -> CaseworkError {
        .conflict(
            "\(path) is damaged: what begins at line \(line) is no checkpoint. Nothing was sealed and nothing is lost: "
                + "the checkpoints are in the database too. Move the file away and keep it; a new one is begun by "
                + "`troth audit seal`.")
    }
}
