import Dispatch
import FoundationEssentials
import Glibc

/// The built program, run as a person would run it: by its path, in a process and a session of its own.
///
/// It has no terminal, so nothing can wait for an answer, and an environment of its own, so no setting leaks in.
struct Program: Sendable {
    /// Beside the test bundle, where `swift build --build-tests` puts it.
    static let path: String = {
        let bundle = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return bundle.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 } + "/troth"
    }()

    /// How a run ended. A process that a signal ended has the status that a shell gives it, 128 and the signal.
    struct Outcome: Sendable {
        let status: Int32
        let output: String
        let errors: String
        /// The output without the line end, as `$(...)` gives it in a shell.
        var answer: String { String(output.reversed().drop { $0.isNewline }.reversed()) }
        var lines: [String] { output.split(whereSeparator: \.isNewline).map(String.init) }
    }

    /// Where a run's standard input comes from.
    enum Input: Sendable {
        case nothing
        case text(String)
        case bytes([UInt8])
        case file(String)
    }

    /// A run under way.
    struct Running: Sendable {
        let id: pid_t
        fileprivate let scratch: Scratch

        func send(_ signal: Int32) { kill(id, signal) }

        func outcome() async throws -> Outcome {
            let id = id
            let status = await withCheckedContinuation { continuation in
                DispatchQueue.global().async {
                    var status: Int32 = 0
                    while waitpid(id, &status, 0) < 0, errno == EINTR {}
                    continuation.resume(returning: status)
                }
            }
            defer { scratch.remove() }
            let signal = status & 0x7F
            return Outcome(
                status: signal == 0 ? status >> 8 & 0xFF : 128 + signal, output: scratch.text("out"),
                errors: scratch.text("err"))
        }

        /// The most memory that the process has had resident so far; nothing once it has ended. (What wait4(2) tells of
        /// a child counts the memory of the process that started it.)
        func peakKiB() -> Int? {
            guard let status = try? String(contentsOfFile: "/proc/\(id)/status", encoding: .utf8) else { return nil }
            let line = status.split(whereSeparator: \.isNewline).first { $0.hasPrefix("VmHWM:") }
            return line.flatMap { Int($0.filter(\.isNumber)) }
        }
    }

    /// The files that stand in for the standard streams: whatever the program writes, it never has to wait for us.
    fileprivate struct Scratch: Sendable {
        let path: String

        init() throws {
            path = "\(Remains.folder)/run-\(UInt64.random(in: .min ... .max))"
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        }

        func text(_ name: String) -> String {
            String(decoding: FileManager.default.contents(atPath: "\(path)/\(name)") ?? Data(), as: UTF8.self)
        }

        func remove() { try? FileManager.default.removeItem(atPath: path) }
    }

    struct CouldNotStart: Error {
        let program: String
        let errno: Int32
    }

    /// POSIX_SPAWN_SETSID, which Glibc shows with _GNU_SOURCE only.
    private static let setsid: Int32 = 0x80

    /// Starts a program, ours where none is named.
    static func start(
        _ arguments: [String], of program: String = path, input: Input = .nothing, environment: [String: String]
    ) throws -> Running {
        Remains.watch()
        let scratch = try Scratch()
        let source =
            switch input {
            case .nothing: "/dev/null"
            case .file(let path): path
            case .text(let text): try written(Array(text.utf8), to: scratch.path + "/in")
            case .bytes(let bytes): try written(bytes, to: scratch.path + "/in")
            }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, source, O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, scratch.path + "/out", O_WRONLY | O_CREAT | O_APPEND, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, scratch.path + "/err", O_WRONLY | O_CREAT | O_APPEND, 0o600)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var noSignals = sigset_t()
        sigemptyset(&noSignals)
        var allSignals = sigset_t()
        sigfillset(&allSignals)
        posix_spawnattr_setsigmask(&attributes, &noSignals)
        posix_spawnattr_setsigdefault(&attributes, &allSignals)
        let flags = Int32(POSIX_SPAWN_SETSIGMASK) | Int32(POSIX_SPAWN_SETSIGDEF) | setsid
        posix_spawnattr_setflags(&attributes, Int16(flags))
        let given: [String] = [program] + arguments
        let pairs: [String] = environment.map { "\($0.key)=\($0.value)" }
        var words: [UnsafeMutablePointer<CChar>?] = given.map { strdup($0) } + [nil]
        var settings: [UnsafeMutablePointer<CChar>?] = pairs.map { strdup($0) } + [nil]
        defer { for pointer in words + settings { free(pointer) } }
        var id = pid_t()
        let failure = posix_spawn(&id, program, &actions, &attributes, &words, &settings)
        guard failure == 0 else { throw CouldNotStart(program: program, errno: failure) }
        return Running(id: id, scratch: scratch)
    }

    private static func written(_ bytes: [UInt8], to path: String) throws -> String {
        try Data(bytes).write(to: URL(filePath: path))
        return path
    }
}
