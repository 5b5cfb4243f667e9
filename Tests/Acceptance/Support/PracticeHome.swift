import FoundationEssentials
import Glibc
import Testing

/// A home folder of its own in which the program is run, with the embedded cluster in it or another home's server.
struct PracticeHome: Sendable {
    /// The one that the running suite was given by its trait.
    @TaskLocal static var current = PracticeHome()

    static let password = "a quiet river in spring"

    let path: String
    /// What is set for every run, beside the home: where another home's server is used, the settings that name it.
    private let settings: [String: String]

    init(settings: [String: String] = [:]) {
        path = "\(Remains.folder)/\(UInt32.random(in: .min ... .max))"
        self.settings = settings
    }

    init(path: String, settings: [String: String] = [:]) {
        (self.path, self.settings) = (path, settings)
    }

    /// Runs the program: `command` split at its blanks, then `rest` as it is.
    @discardableResult
    func troth(
        _ command: String, _ rest: String..., input: Program.Input = .nothing, environment: [String: String] = [:]
    ) async throws -> Program.Outcome {
        try await start(command, rest, input: input, environment: environment).outcome()
    }

    /// The same for a command that has to succeed: gives its output without the line end. Where the password was given too
    /// long ago, as on a slow machine, it is given again as a person would.
    @discardableResult
    func done(
        _ command: String, _ rest: String..., input: Program.Input = .nothing,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> String {
        var outcome = try await start(command, rest, input: input).outcome()
        if outcome.status == 6, outcome.errors.contains("There is no terminal to ask on") {
            let login = try await troth("whoami").lines.first?.split(separator: " ").last
            try await logIn(String(try #require(login)))
            outcome = try await start(command, rest, input: input).outcome()
        }
        try #require(
            outcome.status == 0, "troth \(command): \(outcome.status) \(outcome.errors)", sourceLocation: sourceLocation
        )
        return outcome.answer
    }

    func start(
        _ command: String, _ rest: [String] = [], input: Program.Input = .nothing, environment: [String: String] = [:]
    ) throws -> Program.Running {
        try Program.start(
            command.split(separator: " ").map(String.init) + rest, input: input,
            environment: variables.merging(environment) { $1 })
    }

    /// Runs a line of shell in which `troth` is the program.
    func shell(_ line: String, environment: [String: String] = [:]) async throws -> Program.Outcome {
        try await Program.start(
            ["-c", "set -o pipefail; troth() { \"\(Program.path)\" \"$@\"; }; \(line)"], of: "/bin/bash",
            environment: variables.merging(environment) { $1 }
        ).outcome()
    }

    private var variables: [String: String] {
        var variables = ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": path, "TROTH_HOME": path]
        let runtime = "XDG_RUNTIME_DIR"
        if let folder = ProcessInfo.processInfo.environment[runtime] { variables[runtime] = folder }
        return variables.merging(settings) { $1 }
    }

    /// Makes a practice whose first person is Ana, a therapist and its admin, and logs her in.
    func found() async throws {
        try await done(
            "init --time-zone America/Chicago --login ana --password-stdin --practice", "Harbor Counseling", "--name",
            "Ana Ruiz", "--credential", "LMFT", input: .text(Self.password))
        try await logIn("ana")
    }

    func logIn(_ login: String) async throws {
        try await done("login \(login) --password-stdin", input: .text(Self.password))
    }

    /// Omar joins the practice and works at a desk of his own, on this home's server.
    func colleague() async throws -> PracticeHome {
        try await done("staff add omar --name", "Omar Idris", "--password-stdin", input: .text(Self.password))
        let omar = try desk()
        try await omar.logIn("omar")
        return omar
    }

    /// Another home on this home's server, with its keyring, where nobody is logged in.
    func desk() throws -> PracticeHome {
        let desk = PracticeHome(settings: ["PGHOST": try socketFolder, "PGPORT": "5432"])
        for folder in ["/journal", "/scratch"] {
            try FileManager.default.createDirectory(
                atPath: desk.path + folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        }
        try FileManager.default.copyItem(atPath: path + "/keyring", toPath: desk.path + "/keyring")
        return desk
    }

    /// Opens a case with some couple in it; gives its handle.
    @discardableResult
    func openCase() async throws -> String {
        try await done(
            "case open --part-a hurt --part-b involved --breach financial --on 2026-01-01 --quiet --name-a",
            "Mia Vance", "--name-b",
            "Jon Vance")
    }

    /// Records a session of both partners, held in the past; gives its handle.
    func recordSession(of handle: String, at time: String = "2026-06-15 10:00") async throws -> String {
        try await done(
            "session record --case \(handle) --held --attended both --format conjoint --quiet --starts", time)
    }

    /// Writes a session's note; gives the draft's handle.
    func draft(of session: String, _ words: String) async throws -> String {
        try await done("note write \(session) --format free --quiet --file -", input: .text(words))
    }

    /// A file in the home with these words.
    func file(_ name: String, _ text: String) throws -> String {
        try Data(text.utf8).write(to: URL(filePath: "\(path)/\(name)"))
        return "\(path)/\(name)"
    }

    /// Stops the server and deletes the home.
    func remove() async {
        let socket = try? socketFolder
        _ = try? await troth("server stop")
        try? FileManager.default.removeItem(atPath: path)
        if let socket { try? FileManager.default.removeItem(atPath: socket) }
    }
}
