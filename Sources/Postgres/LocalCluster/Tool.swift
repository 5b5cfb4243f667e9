import Subprocess
import SystemPackage

/// Runs one of the server's programs, as the cluster's owner where asked, with nothing inherited but an empty input.
///
/// Of the environment only a fixed path and language go along: a stray `PGHOST` or `PGOPTIONS` would change what the
/// programs do, and their messages must be readable here.
struct Tool: Sendable {
    let path: String
    /// The user to run as; nil for the one that runs this process.
    var account: ServerAccount?
    /// Out of reach of the terminal's Ctrl-C, which `pg_ctl` would pass on to the server it starts.
    var ownSession = false

    /// What the program said, both streams together, and how it ended.
    struct Answer: Sendable {
        let succeeded: Bool
        let lines: [String]
    }

    private static let outputLimit = 1_048_576

    /// Runs the program to its end.
    func run(_ arguments: [String]) async throws(ClusterError) -> Answer {
        let command = command(arguments)
        do {
            let result = try await Subprocess.run(
                .path(FilePath(command.path)),
                arguments: Arguments(command.arguments),
                environment: .custom(["PATH": "/usr/bin:/bin", "LC_ALL": "C"]),
                workingDirectory: "/",
                platformOptions: options,
                output: .bytes(limit: Self.outputLimit),
                error: .combinedWithOutput)
            let text = String(decoding: result.standardOutput, as: UTF8.self)
            return Answer(
                succeeded: result.terminationStatus.isSuccess,
                lines: text.split(whereSeparator: \.isNewline).map(String.init))
        } catch {
            if Task.isCancelled { throw .interrupted }
            throw .toolFailed(program: path, lines: ["\(error)"])
        }
    }

    private var options: PlatformOptions {
        var options = PlatformOptions()
        options.createSession = ownSession
        return options
    }

    /// The program and its arguments, behind util-linux's `setpriv` where another user is asked for.
    ///
    /// The library could change the user itself, between fork and exec; but glibc's `setgroups` waits there for
    /// threads that the child does not have, and now and then the child hangs for ever (seen with 1.0.2).
    private func command(_ arguments: [String]) -> (path: String, arguments: [String]) {
        guard let account, account.userID != ServerAccount.currentUserID else { return (path, arguments) }
        let identity = ["--reuid=\(account.userID)", "--regid=\(account.groupID)", "--clear-groups", "--"]
        return ("/usr/bin/setpriv", identity + [path] + arguments)
    }
}
