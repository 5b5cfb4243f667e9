import Glibc
import Synchronization

/// Keeps a terminal from showing what is typed, and gives the echo back on every way out of the process that runs code:
/// `restore`, the end of this value, and `exit`.
final class EchoOff {
    private struct Saved: Sendable {
        let descriptor: Int32
        let settings: termios
    }

    private static let saved = Mutex<Saved?>(nil)
    private static let restoresAtExit: Bool = {
        atexit { EchoOff.restoreSaved() }
        return true
    }()

    /// Nil when `descriptor` is no terminal. What was typed before the question is thrown away.
    init?(_ descriptor: Int32) {
        var settings = termios()
        guard tcgetattr(descriptor, &settings) == 0 else { return nil }
        _ = Self.restoresAtExit
        Self.saved.withLock { $0 = Saved(descriptor: descriptor, settings: settings) }
        settings.c_lflag &= ~tcflag_t(ECHO)
        settings.c_lflag |= tcflag_t(ECHONL | ICANON | ISIG)
        guard tcsetattr(descriptor, TCSAFLUSH, &settings) == 0 else { return nil }
    }

    deinit {
        Self.restoreSaved()
    }

    /// The settings as they were; may be called more than once.
    static func restoreSaved() {
        saved.withLock { saved in
            guard let (descriptor, before) = saved.map({ ($0.descriptor, $0.settings) }) else { return }
            var settings = before
            tcsetattr(descriptor, TCSANOW, &settings)
            saved = nil
        }
    }
}
