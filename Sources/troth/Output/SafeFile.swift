import FoundationEssentials
import Glibc

/// A file that appears under its name only when it is whole and on the disk.
///
/// Written as `name.tmp.<uuid>` with mode 0600, then fsync, rename, and fsync of the folder. Whatever goes wrong before
/// `publish` returns, the name is as it was and nothing lies beside it.
package final class SafeFile {
    private let path: String
    private let temporaryPath: String
    private let folder: String
    private let replaces: Bool
    private var descriptor: Int32

    /// Begins a file at `path`; with `replacing` false a file that is there already is refused, now and at the end.
    package init(_ path: String, replacing: Bool = false) throws {
        self.path = path
        replaces = replacing
        temporaryPath = "\(path).tmp.\(UUID().uuidString.lowercased())"
        let slash = path.lastIndex(of: "/")
        folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        descriptor = -1
        var status = stat()
        if lstat(path, &status) == 0 {
            if status.st_mode & S_IFMT == S_IFDIR { throw FileError(path: path, reason: .isFolder) }
            if !replacing { throw FileError(path: path, reason: .exists) }
        }
        descriptor = open(temporaryPath, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        if descriptor < 0 { throw FileError(path: path, errno: errno) }
    }

    deinit {
        discard()
    }

    /// Writes one whole file in one go.
    package static func write(_ bytes: some Sequence<UInt8>, to path: String, replacing: Bool = false) throws {
        let file = try SafeFile(path, replacing: replacing)
        try file.write(bytes)
        try file.publish()
    }

    /// Adds bytes at the end; on an error the file is given up.
    package func write(_ bytes: some Sequence<UInt8>) throws {
        try check(Descriptor.write(Array(bytes), to: descriptor))
    }

    /// Brings what was written to the disk and reads it from there, in pieces.
    package func readBack(_ take: ([UInt8]) throws -> Void) throws {
        try check(fsync(descriptor) == 0 ? nil : errno)
        let opened = open(temporaryPath, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard opened >= 0 else { throw FileError(path: path, errno: errno) }
        defer { close(opened) }
        while true {
            let bytes = try Descriptor.read(opened, limit: 1 << 18, path: path)
            if bytes.isEmpty { return }
            try take(bytes)
        }
    }

    /// Puts the file in its place; when this returns, a power cut does not lose it.
    package func publish() throws {
        try check(fsync(descriptor) == 0 ? nil : errno)
        let closed = close(descriptor)
        descriptor = -1
        try check(closed == 0 ? nil : errno)
        try check(replaces ? move() : place())
        let opened = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard opened >= 0 else { throw FileError(path: folder, errno: errno) }
        defer { close(opened) }
        guard fsync(opened) == 0 else { throw FileError(path: folder, errno: errno) }
    }

    /// Gives the file up: nothing stays. Does nothing after `publish`.
    package func discard() {
        if descriptor >= 0 { close(descriptor) }
        descriptor = -1
        unlink(temporaryPath)
    }

    private func move() -> Int32? {
        rename(temporaryPath, path) == 0 ? nil : errno
    }

    /// A link, unlike a rename, fails when the name is taken; file systems without links reserve the name first.
    private func place() -> Int32? {
        if link(temporaryPath, path) == 0 {
            unlink(temporaryPath)
            return nil
        }
        guard errno == EPERM || errno == ENOTSUP || errno == ENOSYS else { return errno }
        let reserved = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard reserved >= 0 else { return errno }
        close(reserved)
        let failure = move()
        if failure != nil { unlink(path) }
        return failure
    }

    private func check(_ failure: Int32?) throws {
        guard let failure else { return }
        discard()
        throw FileError(path: path, errno: failure)
    }
}
