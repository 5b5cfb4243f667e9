import FoundationEssentials
import Testing

/// What every command has in common, on a small fictional practice.
@Suite("Every command", .serialized, .fiction)
struct CommandLineTests {
    let home = PracticeHome.current

    /// All commands there are, as the program itself lists them for shell completion.
    private func commands() async throws -> [[String]] {
        struct Dump: Decodable {
            struct Command: Decodable {
                let commandName: String
                let subcommands: [Command]?
            }
            let command: Command
        }
        func paths(_ command: Dump.Command, after path: [String]) -> [[String]] {
            [path]
                + (command.subcommands ?? []).filter { $0.commandName != "help" }
                .flatMap { paths($0, after: path + [$0.commandName]) }
        }
        let json = try await home.done("--experimental-dump-help")
        return paths(try JSONDecoder().decode(Dump.self, from: Data(json.utf8)).command, after: [])
    }

    @Test func hasAHelpThatSaysWhatItDoes() async throws {
        let commands = try await commands()
        #expect(commands.count > 50)
        for command in commands {
            let help = try await home.troth((command + ["--help"]).joined(separator: " "))
            #expect(help.status == 0, "\(command)")
            #expect(help.errors.isEmpty)
            let first = help.lines.first ?? ""
            #expect(first.hasPrefix("OVERVIEW: ") && first.count > 20, "\(command): \(first)")
            #expect(help.output.contains("USAGE: troth"))
        }
    }

    @Test func refusesAWordItDoesNotKnowWithStatus2() async throws {
        for command in try await commands() {
            let outcome = try await home.troth((command + ["--no-such-option"]).joined(separator: " "))
            #expect(outcome.status == 2, "\(command): \(outcome.errors)")
            #expect(outcome.output.isEmpty)
            #expect(outcome.errors.hasPrefix("Error: "), "\(command): \(outcome.errors)")
        }
    }

    private func lists() async throws -> [String] {
        let handle = try #require(try await home.troth("case list --all --quiet").lines.first)
        let note = try #require(try await home.troth("note show --case \(handle) --quiet").lines.first)
        return [
            "case list --all", "case show \(handle)", "session list \(handle)", "session list",
            "consent list \(handle)",
            "note show --case \(handle)", "note show \(note)", "stage show \(handle)", "measure list \(handle)",
            "commitment list \(handle)", "goal list \(handle)", "impact list \(handle)",
            "apology list \(handle)", "boundary list \(handle)", "boundary breaches \(handle)",
            "talk list \(handle)", "setback list \(handle)", "plan list \(handle)", "whoami", "doctor",
        ]
    }

    @Test func givesJSONThatIsJSONAndCSVWithAHeading() async throws {
        for list in try await lists() {
            let json = try await home.done("\(list) --format json")
            #expect(throws: Never.self, "\(list)") { try JSONValue.parsed(json) }
            let csv = try await home.troth("\(list) --format csv")
            #expect(csv.status == 0)
            let heading = csv.lines.first ?? ""
            #expect(!heading.isEmpty && heading.allSatisfy { $0.isLowercase || "_,0123456789".contains($0) })
        }
    }

    @Test func writesNoEscapesIntoAPipe() async throws {
        for list in try await lists() {
            for environment in [["TERM": "xterm-256color"], ["TERM": "xterm-256color", "NO_COLOR": "1"]] {
                let outcome = try await home.troth(list, environment: environment)
                #expect(!outcome.output.contains("\u{1B}") && !outcome.errors.contains("\u{1B}"), "\(list)")
            }
        }
    }

    /// On a terminal there are colours, and with NO_COLOR there are none: seen through script(1).
    @Test func coloursATerminalUnlessToldNotTo() async throws {
        func onTerminal(_ more: String, _ environment: [String: String]) async throws -> String {
            let line = "script -qec '\(Program.path) case list \(more)' /dev/null </dev/null"
            return try await home.shell(line, environment: environment.merging(["TERM": "xterm-256color"]) { $1 })
                .output
        }
        #expect(try await onTerminal("", [:]).contains("\u{1B}["))
        #expect(try await !onTerminal("", ["NO_COLOR": "1"]).contains("\u{1B}["))
        #expect(try await !onTerminal("--no-color", [:]).contains("\u{1B}["))
    }

    @Test func isQuietWhenTheReaderLeaves() async throws {
        for list in ["case list --all", "session list", "session list --format json"] {
            let outcome = try await home.shell("troth \(list) | head -1; echo ${PIPESTATUS[0]}")
            #expect(outcome.errors.isEmpty, "\(outcome.errors)")
            #expect(outcome.lines.count == 2)
        }
    }

    @Test(arguments: ["bash", "zsh", "fish"]) func hasACompletionScript(_ shell: String) async throws {
        let script = try await home.done("--generate-completion-script \(shell)")
        #expect(script.contains("troth") && script.contains("commitment"))
        guard shell == "bash" else { return }
        let path = try home.file("completion.bash", script)
        #expect(try await home.shell("bash -n \(path)").status == 0)
    }

    @Test func saysItsVersion() async throws {
        #expect(try await home.done("--version").hasPrefix("troth "))
    }
}

extension Trait where Self == PracticeTrait {
    /// A fictional practice, made as the demo makes it, in which one of its therapists is logged in.
    fileprivate static var fiction: Self {
        PracticeTrait { home in
            try await home.done("demo --home \(home.path) --only --couples 6 --today 2026-11-23")
            let therapist = try await home.superuser(
                """
                select s.login from app.staff s join app.staff_duties d using (practice_id, staff_id)
                where d.duty = 'therapist' order by (select count(*) from app.assignments a
                    where a.practice_id = s.practice_id and a.staff_id = s.staff_id) desc, s.login limit 1
                """)
            try await home.done("login \(therapist) --password-stdin", input: .text("everyone here is invented"))
        }
    }
}
