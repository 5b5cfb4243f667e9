import Glibc

/// Reads a file in pieces of 1 MiB.
final class FileHandleForReading {
    private let descriptor: Int32
    private let path: String
    private var buffer = [UInt8](repeating: 0, count: 1 << 20)

    /// Nil where the file cannot be opened.
    init?(path: String) {
        self.path = path
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        if descriptor < 0 { return nil }
    }

    deinit {
        close(descriptor)
    }

    /// The next piece, or nil at the end.
    func next() throws -> [UInt8]? {
        let count = read(descriptor, &buffer, buffer.count)
        guard count >= 0 else { throw FileError(path: path, errno: errno) }
        return count == 0 ? nil : Array(buffer[..<count])
    }
}
