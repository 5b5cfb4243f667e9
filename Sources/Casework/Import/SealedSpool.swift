import Crypto
import FoundationEssentials
import Glibc

/// Bytes that come once, such as standard input, kept so that they can be read twice: in a file without a name, sealed
/// under a random key that is in memory only. When the program ends, nothing of it can be read by anyone.
package struct SealedSpool: ByteSource {
    package let name: String
    private let file: OpenFile
    private let key: SymmetricKey
    /// The plaintext bytes of each sealed chunk but the last are this many.
    private static let chunk = 65_536
    private static let overhead = 28
    private let length: Int

    /// Takes everything that `descriptor` gives. `folder` is where the file lies, private to this person.
    package init(copying descriptor: Int32, name: String, in folder: String) throws(CaseworkError) {
        self.name = name
        let path = "\(folder)/spool.\(UUID().uuidString.lowercased())"
        let opened = Glibc.open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard opened >= 0 else { throw Self.unwritable(folder, errno) }
        unlink(path)
        file = OpenFile(opened)
        key = SymmetricKey(size: .bits256)
        var written = 0
        var held: [UInt8] = []
        var index: UInt64 = 0
        do {
            while let bytes = try Self.read(descriptor) {
                held.append(contentsOf: bytes)
                while held.count >= Self.chunk {
                    try Self.put(held[..<Self.chunk], number: index, key: key, file: file)
                    held.removeFirst(Self.chunk)
                    (index, written) = (index + 1, written + Self.chunk)
                }
            }
            try Self.put(held[...], number: index, key: key, file: file)
        } catch let error as OpenFile.Failure {
            throw Self.unwritable(folder, error.number)
        } catch let error as CaseworkError {
            throw error
        } catch {
            throw .internal("standard input could not be sealed")
        }
        length = written + held.count
    }

    package func open() throws(CaseworkError) -> any ByteReader {
        Reader(spool: self)
    }

    private static func unwritable(_ folder: String, _ number: Int32) -> CaseworkError {
        .invalid(
            field: folder,
            "standard input cannot be kept there: \(String(cString: strerror(number))); make room, or give "
                + "the name of a file")
    }

    /// Waits a moment at a time, so that Ctrl-C is heeded while nothing comes.
    private static func read(_ descriptor: Int32) throws(CaseworkError) -> [UInt8]? {
        while true {
            if Task.isCancelled { throw .cancelled }
            var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            if poll(&waiting, 1, 200) == 0 { continue }
            var bytes = [UInt8](repeating: 0, count: chunk)
            let got = Glibc.read(descriptor, &bytes, chunk)
            if got == 0 { return nil }
            if got > 0 {
                bytes.removeLast(chunk - got)
                return bytes
            }
            if errno != EINTR, errno != EAGAIN { throw PlainFile.unreadable("standard input", errno) }
        }
    }

    /// The number of a chunk is authenticated with it, so that chunks cannot change places.
    private static func put(_ bytes: ArraySlice<UInt8>, number: UInt64, key: SymmetricKey, file: OpenFile) throws {
        let box = try AES.GCM.seal(bytes, using: key, authenticating: associated(number))
        guard let combined = box.combined else { throw CaseworkError.internal("a sealed chunk without its nonce") }
        try file.write(Array(combined))
    }

    private static func associated(_ number: UInt64) -> [UInt8] {
        withUnsafeBytes(of: number.bigEndian) { Array($0) }
    }

    private struct Reader: ByteReader {
        let spool: SealedSpool
        var index = 0

        mutating func next() throws(CaseworkError) -> [UInt8]? {
            let start = index * SealedSpool.chunk
            guard start < spool.length else { return nil }
            let count = min(SealedSpool.chunk, spool.length - start) + SealedSpool.overhead
            do {
                let sealed = try spool.file.read(count, at: index * (SealedSpool.chunk + SealedSpool.overhead))
                let opened = try AES.GCM.open(
                    AES.GCM.SealedBox(combined: sealed), using: spool.key,
                    authenticating: SealedSpool.associated(UInt64(index)))
                index += 1
                return Array(opened)
            } catch {
                throw .internal("the sealed copy of standard input does not open")
            }
        }
    }
}
