import Glibc

/// A regular file, read in chunks of 64 KiB.
package struct PlainFile: ByteSource {
    package let name: String
    static let chunk = 65_536

    package init(_ path: String) {
        name = path
    }

    package func open() throws(CaseworkError) -> any ByteReader {
        let descriptor = Glibc.open(name, O_RDONLY | O_CLOEXEC | O_NOCTTY)
        guard descriptor >= 0 else { throw Self.unreadable(name, errno) }
        let file = OpenFile(descriptor)
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw Self.unreadable(name, errno) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw .invalid(
                field: name, "it is not a regular file and cannot be read twice; pipe it in and give - in its place")
        }
        return Reader(file: file, name: name)
    }

    static func unreadable(_ name: String, _ number: Int32) -> CaseworkError {
        .invalid(
            field: name, "it cannot be read: \(String(cString: strerror(number))); check the name and its permissions")
    }

    private struct Reader: ByteReader {
        let file: OpenFile
        let name: String

        mutating func next() throws(CaseworkError) -> [UInt8]? {
            do {
                return try file.read(atMost: PlainFile.chunk)
            } catch {
                throw PlainFile.unreadable(name, error.number)
            }
        }
    }
}

/// A file descriptor that is closed when nothing holds it any more.
final class OpenFile: Sendable {
    /// What a system call answered.
    struct Failure: Error {
        let number: Int32
    }

    let descriptor: Int32

    init(_ descriptor: Int32) {
        self.descriptor = descriptor
    }

    deinit {
        close(descriptor)
    }

    /// The next bytes, as many as there are at once; nil at the end.
    func read(atMost count: Int) throws(Failure) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        while true {
            let got = Glibc.read(descriptor, &bytes, count)
            if got > 0 {
                bytes.removeLast(count - got)
                return bytes
            }
            if got == 0 { return nil }
            if errno != EINTR { throw Failure(number: errno) }
        }
    }

    /// Exactly `count` bytes from a place in the file, or fewer at its end.
    func read(_ count: Int, at offset: Int) throws(Failure) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var done = 0
        while done < count {
            let got = bytes.withUnsafeMutableBytes { buffer in
                pread(descriptor, buffer.baseAddress.map { $0 + done }, count - done, offset + done)
            }
            if got == 0 { break }
            if got > 0 { done += got } else if errno != EINTR { throw Failure(number: errno) }
        }
        bytes.removeLast(count - done)
        return bytes
    }

    func write(_ bytes: [UInt8]) throws(Failure) {
        var done = 0
        while done < bytes.count {
            let put = bytes.withUnsafeBytes { buffer in
                Glibc.write(descriptor, buffer.baseAddress.map { $0 + done }, bytes.count - done)
            }
            if put > 0 { done += put } else if errno != EINTR { throw Failure(number: errno) }
        }
    }
}
