import Glibc

/// Standard output with a buffer and with honest errors: a reader that has seen enough is none, a full disk is one.
///
/// `troth case list | head` closes the pipe early. The rest is then dropped quietly and the command ends as usual.
package struct StandardOutput: TextOutputStream {
    private let descriptor: Int32
    private var buffer: [UInt8] = []
    private var failure: Int32?
    private static let capacity = 65_536

    /// True once nobody reads any more or writing failed: a long producer can stop.
    package var isClosed: Bool { failure != nil }

    private init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    /// Runs `body` with the output and writes out what it left in the buffer, also when it throws.
    ///
    /// Throws `FileError` when the output could not be written for any reason but a reader that went away.
    package static func stream<Result>(
        to descriptor: Int32 = STDOUT_FILENO, _ body: (inout StandardOutput) throws -> Result
    ) throws -> Result {
        // What was printed before comes first.
        fflush(nil)
        var output = StandardOutput(descriptor: descriptor)
        let result: Result
        do {
            result = try body(&output)
        } catch {
            output.flush()
            throw error
        }
        output.flush()
        if let failure = output.failure, failure != EPIPE {
            throw FileError(path: "standard output", errno: failure)
        }
        return result
    }

    package mutating func write(_ string: String) {
        write(bytes: string.utf8)
    }

    /// Bytes as they are, of a file that is no text.
    package mutating func write(bytes: some Sequence<UInt8>) {
        guard failure == nil else { return }
        buffer.append(contentsOf: bytes)
        if buffer.count >= Self.capacity { flush() }
    }

    private mutating func flush() {
        defer { buffer.removeAll(keepingCapacity: true) }
        guard failure == nil, !buffer.isEmpty else { return }
        failure = BrokenPipe.withoutSignal { Descriptor.write(buffer, to: descriptor) }
    }
}
