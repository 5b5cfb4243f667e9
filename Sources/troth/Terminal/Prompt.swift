import Glibc

/// Questions to the person at the terminal, asked on /dev/tty so that standard input and output stay free for data.
///
/// Both calls block their thread until there is an answer: ask before any transaction is open.
package struct Prompt: Sendable {
    /// Bytes in an answer; a terminal line in canonical mode holds no more (termios(3)).
    static let limit = 4095

    private let terminal: String
    private let input: Int32

    /// `terminal` and `input` differ from the defaults only in tests.
    package init(terminal: String = "/dev/tty", input: Int32 = STDIN_FILENO) {
        self.terminal = terminal
        self.input = input
    }

    /// Asks for a password without showing it, or reads one line of standard input when `fromStandardInput` is set.
    ///
    /// Throws `PromptError`, and `Interrupted` after Ctrl-C, when the echo is on again.
    package func password(
        _ question: String, fromStandardInput: Bool = false,
        instead: String = "pipe the password in with --password-stdin"
    ) throws -> String {
        let bytes: [UInt8]?
        if fromStandardInput, isatty(input) == 0 {
            bytes = try line(from: input, signals: nil)
        } else {
            bytes = try ask(question, echo: false, instead: instead)
        }
        guard let bytes else { throw PromptError.noAnswer }
        let password = try text(bytes)
        guard !password.isEmpty else { throw PromptError.emptyPassword }
        return password
    }

    /// Asks for a new password, twice at a terminal, so that a slip of the finger does not lock anyone out.
    ///
    /// Throws as `password`, and `PromptError.different`.
    package func newPassword(_ question: String, fromStandardInput: Bool = false) throws -> String {
        let first = try password(question + ": ", fromStandardInput: fromStandardInput)
        if fromStandardInput, isatty(input) == 0 { return first }
        guard try password(question + ", again: ") == first else { throw PromptError.different }
        return first
    }

    /// Asks for a code, which is good once and may be seen; or reads the next line of standard input.
    package func code(_ question: String, fromStandardInput: Bool = false) throws -> String {
        let bytes =
            if fromStandardInput, isatty(input) == 0 {
                try line(from: input, signals: nil)
            } else {
                try ask(question, echo: true, instead: "pipe the code in on the line after the password")
            }
        guard let bytes else { throw PromptError.noAnswer }
        let code = try text(bytes)
        guard code.contains(where: { !$0.isWhitespace }) else { throw PromptError.emptyCode }
        return code
    }

    /// Asks for yes or no until one of them comes; the end of the input means no.
    package func confirm(_ question: String, instead: String = "answer in advance with --yes") throws -> Bool {
        while true {
            guard let bytes = try ask(question + " [yes/no] ", echo: true, instead: instead) else { return false }
            switch try text(bytes).lowercased() {
            case "y", "yes": return true
            case "n", "no": return false
            default: continue
            }
        }
    }

    /// Asks for one line of text, shown as it is typed; the end of the input is an empty answer.
    package func answer(_ question: String, instead: String) throws -> String {
        try ask(question, echo: true, instead: instead).map(text) ?? ""
    }

    /// Whether there is a terminal to ask on.
    package var isAvailable: Bool {
        let descriptor = open(terminal, O_RDWR | O_NOCTTY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        close(descriptor)
        return true
    }

    /// One line from the terminal. A signal gives the echo back first and is then sent again to whoever had it before;
    /// after a stop (Ctrl-Z) the question is asked again.
    private func ask(_ question: String, echo: Bool, instead: String) throws -> [UInt8]? {
        while true {
            let descriptor = open(terminal, O_RDWR | O_NOCTTY | O_CLOEXEC)
            guard descriptor >= 0 else { throw PromptError.noTerminal(instead: instead) }
            defer { close(descriptor) }
            let signals = try SignalPipe([SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP])
            let silence = echo ? nil : EchoOff(descriptor)
            guard echo || silence != nil else { throw PromptError.noTerminal(instead: instead) }
            defer { withExtendedLifetime(silence) {} }
            _ = Descriptor.write(Array(question.utf8), to: descriptor)
            do {
                return try line(from: descriptor, signals: signals)
            } catch let interrupted as Interrupted {
                EchoOff.restoreSaved()
                signals.close()
                _ = Descriptor.write([0x0A], to: descriptor)
                // To this thread: it is then delivered before raise(3) returns, while its owner still listens.
                raise(interrupted.signal)
                if interrupted.signal != SIGTSTP { throw interrupted }
            }
        }
    }

    /// The bytes before the line feed, or nil at the end of the input; a carriage return before it is dropped.
    private func line(from descriptor: Int32, signals: SignalPipe?) throws -> [UInt8]? {
        var bytes: [UInt8] = []
        var byte: UInt8 = 0
        while true {
            if let signals {
                signals.wait(with: descriptor)
                if let signal = signals.next() { throw Interrupted(signal: signal) }
            }
            let count = read(descriptor, &byte, 1)
            if count < 0, errno == EINTR || errno == EAGAIN { continue }
            if count <= 0 { return bytes.isEmpty ? nil : bytes }
            if byte == 0x0A {
                if bytes.last == 0x0D { bytes.removeLast() }
                return bytes
            }
            guard bytes.count < Self.limit else { throw PromptError.tooLong }
            bytes.append(byte)
        }
    }

    private func text(_ bytes: [UInt8]) throws -> String {
        guard let text = String(validating: bytes, as: UTF8.self), !bytes.contains(0) else { throw PromptError.notText }
        return text
    }
}
