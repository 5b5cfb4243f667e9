import Glibc
import Synchronization

/// Turns signals into bytes of a pipe, so that ordinary code can wait for them beside other input.
///
/// A handler may do next to nothing; writing one byte is allowed (signal-safety(7)). Pipes nest: an inner one takes the
/// signals over and gives them back when it is closed, so close them in the reverse order.
final class SignalPipe: Sendable {
    /// Where the handlers write; the innermost pipe.
    private static let writeEnd = Atomic<Int32>(-1)

    let readEnd: Int32
    private let ownWriteEnd: Int32
    private let outerWriteEnd: Int32
    private let previous: [(number: Int32, action: sigaction)]
    private let isClosed = Atomic<Bool>(false)

    /// Takes over `signals`; throws when the process has no descriptors left.
    init(_ signals: [Int32]) throws {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw FileError(path: "signal pipe", errno: errno) }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        readEnd = ends[0]
        ownWriteEnd = ends[1]
        outerWriteEnd = Self.writeEnd.exchange(ends[1], ordering: .sequentiallyConsistent)
        var action = sigaction()
        action.__sigaction_handler.sa_handler = { number in
            let saved = errno
            var byte = UInt8(truncatingIfNeeded: number)
            _ = Glibc.write(SignalPipe.writeEnd.load(ordering: .sequentiallyConsistent), &byte, 1)
            errno = saved
        }
        action.sa_flags = SA_RESTART
        sigemptyset(&action.sa_mask)
        var replaced: [(number: Int32, action: sigaction)] = []
        for number in signals {
            var old = sigaction()
            sigaction(number, &action, &old)
            replaced.append((number, old))
        }
        previous = replaced
    }

    deinit {
        close()
    }

    /// The next signal if one came, without waiting.
    func next() -> Int32? {
        var byte: UInt8 = 0
        return Glibc.read(readEnd, &byte, 1) == 1 ? Int32(byte) : nil
    }

    /// The number that `wake` sends; no signal has it.
    static let wakeUp: Int32 = 0

    /// Wakes whoever waits for the pipe, as a signal would.
    func wake() {
        var byte = UInt8(Self.wakeUp)
        _ = Glibc.write(ownWriteEnd, &byte, 1)
    }

    /// Waits until the pipe, or `descriptor`, has something to read; `milliseconds` negative waits without end.
    func wait(with descriptor: Int32 = -1, milliseconds: Int32 = -1) {
        // poll(2) skips an entry whose descriptor is negative.
        var entries = [
            pollfd(fd: readEnd, events: Int16(POLLIN), revents: 0),
            pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
        ]
        _ = poll(&entries, nfds_t(entries.count), milliseconds)
    }

    /// Gives the signals back to whoever had them.
    func close() {
        guard !isClosed.exchange(true, ordering: .sequentiallyConsistent) else { return }
        for (number, action) in previous {
            var action = action
            sigaction(number, &action, nil)
        }
        Self.writeEnd.store(outerWriteEnd, ordering: .sequentiallyConsistent)
        Glibc.close(readEnd)
        Glibc.close(ownWriteEnd)
    }
}
