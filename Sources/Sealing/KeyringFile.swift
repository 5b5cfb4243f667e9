import FoundationEssentials
import Glibc

/// The keyring's file: mode 0600, ours, a plain file, and never overwritten but by a ring made from its own.
///
/// A file that someone else could read or put in its place is refused before a byte of it is used.
package enum KeyringFile {
    private static let mode: mode_t = 0o600
    private static let largest = 64 << 10

    /// The keyring at `path`.
    ///
    /// - Throws: `SealingError.keyringMissing`, `.keyringUnsafe` (mode, owner, symbolic link, not a plain file),
    ///   `.keyringDamaged`, `.keyringInaccessible` for other errors of the system.
    package static func load(path: String) throws(SealingError) -> Keyring {
        let file = Glibc.open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else {
            switch errno {
            case ENOENT, ENOTDIR: throw .keyringMissing(path: path)
            case ELOOP: throw .keyringUnsafe(path: path, .symbolicLink)
            default: throw .inaccessible(path, errno)
            }
        }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { throw .inaccessible(path, errno) }
        if let problem = problem(with: status, us: geteuid()) { throw .keyringUnsafe(path: path, problem) }
        var text = try read(file, path: path)
        defer { wipe(&text) }
        do {
            return try Keyring(decoding: text)
        } catch .keyringDamaged(let damage, _) {
            throw .keyringDamaged(damage, path: path)
        }
    }

    /// Writes a new keyring file, whole or not at all, and returns once file and folder are on the disk.
    ///
    /// It writes beside the name and then links, so that a crash leaves no half a keyring under the name.
    ///
    /// - Throws: `SealingError.keyringExists` where anything, a dangling link included, has the name already;
    ///   `.keyringInaccessible` for errors of the system, such as a folder that does not exist.
    package static func create(path: String, holding keyring: Keyring) throws(SealingError) {
        try publish(keyring, path: path)
        try syncFolder(of: path)
    }

    /// Puts another keyring in the place of the one at `path`, made from the one that is there, and returns it once it
    /// is on the disk.
    ///
    /// The folder is locked meanwhile: of two programs that add a key at once, the second one adds to what the first
    /// one wrote, so no key is ever lost. A crash leaves the old keyring or the new one, whole.
    ///
    /// - Throws: what `load` throws; `.keyringInaccessible`.
    package static func change(
        path: String, _ change: (Keyring) throws(SealingError) -> Keyring
    ) throws(SealingError) -> Keyring {
        let folder = try openFolder(of: path)
        defer { close(folder) }
        while flock(folder, LOCK_EX) != 0 {
            guard errno == EINTR else { throw .inaccessible(path, errno) }
        }
        let changed = try change(load(path: path))
        try write(changed, path: path) { draft in rename(draft, path) }
        guard fsync(folder) == 0 else { throw .inaccessible(path, errno) }
        return changed
    }

    private static func publish(_ keyring: Keyring, path: String) throws(SealingError) {
        try write(keyring, path: path) { draft in link(draft, path) }
    }

    /// Writes the keyring beside its name, syncs it, and lets `place` give it the name.
    private static func write(
        _ keyring: Keyring, path: String, place: (String) -> Int32
    ) throws(SealingError) {
        let draft = "\(path).tmp.\(UUID().uuidString)"
        let file = Glibc.open(draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
        guard file >= 0 else { throw .inaccessible(path, errno) }
        defer {
            close(file)
            unlink(draft)
        }
        guard fchmod(file, mode) == 0 else { throw .inaccessible(path, errno) }
        var text = keyring.encoded()
        defer { wipe(&text) }
        try write(text, to: file, path: path)
        guard fsync(file) == 0 else { throw .inaccessible(path, errno) }
        guard place(draft) == 0 else {
            throw errno == EEXIST ? .keyringExists(path: path) : .inaccessible(path, errno)
        }
    }

    /// What makes a file with this status unsafe for the user with the id `us`.
    static func problem(with status: stat, us: uid_t) -> KeyringFileProblem? {
        if status.st_mode & S_IFMT != S_IFREG { return .notAPlainFile }
        if status.st_uid != us { return .owner(status.st_uid, us: us) }
        if status.st_mode & 0o7777 != mode { return .mode(status.st_mode & 0o7777) }
        return nil
    }

    private static func read(_ file: Int32, path: String) throws(SealingError) -> [UInt8] {
        var text = [UInt8](repeating: 0, count: largest + 1)
        defer { wipe(&text) }
        var length = 0
        while length < text.count {
            let start = length
            let count = text.withUnsafeMutableBytes { buffer in
                let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[start...])
                return Glibc.read(file, rest.baseAddress, rest.count)
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .inaccessible(path, errno) }
            if count == 0 { return Array(text[..<length]) }
            length += count
        }
        throw .keyringDamaged(.notAKeyring, path: path)
    }

    private static func write(_ text: [UInt8], to file: Int32, path: String) throws(SealingError) {
        var rest = text[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .inaccessible(path, errno) }
            rest = rest.dropFirst(count)
        }
    }

    private static func syncFolder(of path: String) throws(SealingError) {
        let folder = try openFolder(of: path)
        defer { close(folder) }
        guard fsync(folder) == 0 else { throw .inaccessible(path, errno) }
    }

    private static func openFolder(of path: String) throws(SealingError) -> Int32 {
        let parent = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        let folder = Glibc.open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw .inaccessible(path, errno) }
        return folder
    }
}

extension SealingError {
    fileprivate static func inaccessible(_ path: String, _ code: Int32) -> SealingError {
        .keyringInaccessible(path: path, reason: String(cString: strerror(code)))
    }
}
