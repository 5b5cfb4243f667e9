import FoundationEssentials
import Glibc
import Sealing

/// A small file that only its owner may read: refused where others can, where it is not theirs, and where it is a link, a
/// pipe or a folder. All of it is asked of the opened file, so nothing can be put in its place meanwhile.
enum PrivateFile {
    /// The file's text, or nil where there is none.
    static func read(_ path: String) throws -> String? {
        let file = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else {
            if errno == ENOENT { return nil }
            if errno == ELOOP { throw OfficeError.unsafeFile(path) }
            throw FileError(path: path, errno: errno)
        }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { throw FileError(path: path, errno: errno) }
        guard status.st_mode & S_IFMT == S_IFREG, status.st_uid == geteuid(), status.st_mode & 0o077 == 0 else {
            throw OfficeError.unsafeFile(path)
        }
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = Glibc.read(file, &buffer, buffer.count)
        guard count >= 0 else { throw FileError(path: path, errno: errno) }
        return String(decoding: buffer[..<count], as: UTF8.self)
    }
}
