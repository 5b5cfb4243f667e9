import Glibc

/// The loops around read(2) and write(2): short counts, interrupted calls, descriptors that do not block.
enum Descriptor {
    /// Writes everything; nil when it went well, else the error number.
    static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32? {
        bytes.withUnsafeBytes { buffer -> Int32? in
            var done = 0
            while done < buffer.count {
                let written = Glibc.write(descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done)
                if written >= 0 {
                    done += written
                } else if errno == EAGAIN {
                    var wait = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                    _ = poll(&wait, 1, -1)
                } else if errno != EINTR {
                    return errno
                }
            }
            return nil
        }
    }

    /// Reads to the end, but never more than `limit` bytes; throws the error as `FileError` about `path`.
    static func read(_ descriptor: Int32, limit: Int, path: String) throws -> [UInt8] {
        var result: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while result.count < limit {
            let count = Glibc.read(descriptor, &chunk, min(chunk.count, limit - result.count))
            if count == 0 { break }
            if count > 0 {
                result.append(contentsOf: chunk[..<count])
            } else if errno != EINTR {
                throw FileError(path: path, errno: errno)
            }
        }
        return result
    }
}
