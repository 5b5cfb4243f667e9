import FoundationEssentials
import Glibc
import Sealing

/// A small file that only its owner may read: refused where others can.
enum PrivateFile {
    /// The file's text, or nil where there is none.
    static func read(_ path: String) throws -> String? {
        let file = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
        guard file >= 0 else {
            if errno == ENOENT { return nil }
            throw FileError(path: path, errno: errno)
        }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { throw FileError(path: path, errno: errno) }
        guard status.st_uid == geteuid(), status.st_mode & 0o077 == 0 else { throw OfficeError.unsafeFile(path) }
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = Glibc.read(file, &buffer, buffer.count)
        guard count >= 0 else { throw FileError(path: path, errno: errno) }
        return String(decoding: buffer[..<count], as: UTF8.self)
    }
}

/// Where the token of the person who is logged in is kept: a 0600 file, never an argument or the environment.
struct LoginFile {
    private let path: String

    init(_ home: Home) {
        path = home.login
    }

    func token() throws -> LoginToken? {
        guard let text = try PrivateFile.read(path) else { return nil }
        return try LoginToken(text: text.filter { !$0.isNewline })
    }

    func write(_ token: LoginToken) throws {
        try SafeFile.write((token.text + "\n").utf8, to: path, replacing: true)
    }

    func remove() {
        unlink(path)
    }
}
