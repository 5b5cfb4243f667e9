import Glibc
import Testing

@testable import troth

/// A terminal without a screen: what is typed goes in at `master`, what is shown comes out there.
private final class PseudoTerminal: Sendable {
    let master: Int32
    let slave: Int32
    let path: String

    init() throws {
        // TIOCSPTLCK and TIOCGPTN of <asm-generic/ioctls.h>, which is what unlockpt(3) and ptsname(3) call on Linux.
        master = open("/dev/ptmx", O_RDWR | O_NOCTTY)
        var (lock, number): (Int32, Int32) = (0, 0)
        guard master >= 0, ioctl(master, 0x4004_5431, &lock) == 0, ioctl(master, 0x8004_5430, &number) == 0 else {
            throw FileError(path: "/dev/ptmx", errno: errno)
        }
        path = "/dev/pts/\(number)"
        slave = open(path, O_RDWR | O_NOCTTY)
    }

    deinit {
        close(slave)
        close(master)
    }

    var echoes: Bool {
        var settings = termios()
        tcgetattr(slave, &settings)
        return settings.c_lflag & tcflag_t(ECHO) != 0
    }

    func type(_ text: String) {
        _ = Descriptor.write(Array(text.utf8), to: master)
    }

    /// What was shown so far.
    func shown() -> String {
        _ = fcntl(master, F_SETFL, O_NONBLOCK)
        let bytes = (try? Descriptor.read(master, limit: 4096, path: "pty")) ?? []
        return String(decoding: bytes, as: UTF8.self)
    }

    func waitForEcho(_ on: Bool) async throws {
        while echoes != on { try await Task.sleep(for: .milliseconds(5)) }
    }
}

extension SignalTests {
    @Suite("Questions are asked on the terminal, passwords unseen")
    struct PromptTests {
        @Test func passwordIsNotShown() async throws {
            let terminal = try PseudoTerminal()
            let prompt = Prompt(terminal: terminal.path)
            async let answer = Task.detached { try prompt.password("Password: ") }.value
            try await terminal.waitForEcho(false)
            terminal.type("sécret \u{1F511}\n")
            #expect(try await answer == "sécret \u{1F511}")
            #expect(terminal.echoes)
            var shown = ""
            _ = fcntl(terminal.master, F_SETFL, O_NONBLOCK)
            var byte: UInt8 = 0
            while read(terminal.master, &byte, 1) == 1 { shown.unicodeScalars.append(Unicode.Scalar(byte)) }
            #expect(shown == "Password: \r\n")
        }

        @Test(arguments: [SIGINT, SIGTERM])
        func signalGivesTheEchoBack(signal: Int32) async throws {
            let terminal = try PseudoTerminal()
            let prompt = Prompt(terminal: terminal.path)
            async let outcome = Task.detached {
                try await Interruption.run { try prompt.password("Password: ") }
            }.result
            try await terminal.waitForEcho(false)
            kill(getpid(), signal)
            let result = await outcome
            #expect(throws: Interrupted(signal: signal)) { try result.get() }
            #expect(terminal.echoes)
        }

        @Test func emptyPasswordsAndEndOfInput() async throws {
            for (typed, error) in [("\n", PromptError.emptyPassword), ("\u{4}", .noAnswer)] {
                let terminal = try PseudoTerminal()
                let prompt = Prompt(terminal: terminal.path)
                async let outcome = Task.detached { try prompt.password("Password: ") }.result
                try await terminal.waitForEcho(false)
                terminal.type(typed)
                let result = await outcome
                #expect(throws: error) { try result.get() }
                #expect(terminal.echoes)
            }
        }

        @Test(arguments: [("yes\n", true), ("Y\n", true), ("no\n", false), ("maybe\nyes\n", true), ("\u{4}", false)])
        func confirm(typed: String, expected: Bool) throws {
            let terminal = try PseudoTerminal()
            terminal.type(typed)
            #expect(try Prompt(terminal: terminal.path).confirm("Erase?") == expected)
        }

        @Test func refusedWithoutATerminal() {
            let prompt = Prompt(terminal: "/nonexistent/tty")
            let error = #expect(throws: PromptError.self) { try prompt.password("Password: ") }
            #expect(error?.description.contains("--password-stdin") == true)
            #expect(throws: PromptError.self) { try prompt.confirm("Erase?") }
            // A file is no terminal either: nothing could switch its echo off.
            #expect(throws: PromptError.self) { try Prompt(terminal: "/dev/null").password("Password: ") }
        }

        @Test(
            arguments: [
                ("secret\nrest\n", .success("secret")), ("secret\r\n", .success("secret")),
                ("no end", .success("no end")),
                ("", .failure(.noAnswer)), ("\n", .failure(.emptyPassword)), ("a\u{0}b\n", .failure(.notText)),
                (String(repeating: "x", count: 5000) + "\n", .failure(.tooLong)),
            ] as [(String, Result<String, PromptError>)])
        func standardInput(text: String, expected: Result<String, PromptError>) throws {
            var ends: [Int32] = [-1, -1]
            try #require(pipe(&ends) == 0)
            defer { close(ends[0]) }
            _ = Descriptor.write(Array(text.utf8), to: ends[1])
            close(ends[1])
            let prompt = Prompt(terminal: "/nonexistent/tty", input: ends[0])
            let result = Result { try prompt.password("Password: ", fromStandardInput: true) }
            #expect(result.mapError { $0 as? PromptError ?? .notText } == expected)
        }
    }
}
