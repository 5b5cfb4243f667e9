import FoundationEssentials
import Glibc
import Testing

extension BadInput {
    @Suite("What is not yours, or not there")
    struct Access {
        let home = PracticeHome.current

        private func filed() async throws -> (case: String, session: String, note: String) {
            let handle = try await home.openCase()
            let session = try await home.recordSession(of: handle)
            let note = try await home.draft(of: session, "words")
            return (handle, session, note)
        }

        private func run(_ command: [String], in home: PracticeHome) async throws -> Program.Outcome {
            command.count > 1
                ? try await home.troth(command[0], command[1]) : try await home.troth(command[0])
        }

        @Test func somebodyElsesIsSaidToBeUnknown() async throws {
            let (handle, session, note) = try await filed()
            let omar = try await home.colleague()
            let none = (case: "C0000000", session: "S0000000", note: "N0000000")
            let words = try home.file("words.txt", "words")
            try await home.unchanged {
                let theirs = BadInput.commands(case: handle, session: session, note: note, words: words)
                let unknown = BadInput.commands(
                    case: none.case, session: none.session, note: none.note, words: words)
                for (theirs, unknown) in zip(theirs, unknown) {
                    let refused = try await run(theirs, in: omar)
                    refused.expectRefusal(3, saying: "is open to you")
                    let notThere = try await run(unknown, in: omar)
                    notThere.expectRefusal(3, saying: "0000000 is open to you")
                    let same = notThere.errors.replacing(none.case, with: handle)
                        .replacing(none.session, with: session).replacing(none.note, with: note)
                    #expect(refused.errors == same, "the two can be told apart: \(theirs[0])")
                }
                try await omar.troth("case assign \(handle) --to omar")
                    .expectRefusal(4, saying: "practice admin", "which you do not hold")
                try await omar.troth("staff add eve --name Eve --password-stdin", input: .text(PracticeHome.password))
                    .expectRefusal(4, saying: "practice admin")
            }
            #expect(try await omar.done("case list --quiet").isEmpty)
        }

        @Test(arguments: ["C12", "hello", "S4XK92TM", "'; drop table app.cases; --", "\u{1F642}"])
        func aHandleThatIsNone(_ handle: String) async throws {
            try await home.unchanged {
                try await home.troth("case show", handle).expectRefusal(6, saying: "no handle")
            }
        }

        @Test func nobodyIsLoggedIn() async throws {
            let (handle, session, note) = try await filed()
            let stranger = try home.desk()
            let words = try home.file("words.txt", "words")
            try await home.unchanged {
                let more = [
                    ["case list"], ["whoami"], ["staff list"], ["logout"], ["case assign \(handle) --to ana"],
                    ["case open --part-a hurt --part-b involved --breach financial"],
                    ["export progress --out \(stranger.path)/out"],
                ]
                for command in BadInput.commands(case: handle, session: session, note: note, words: words) + more {
                    let outcome = try await run(command, in: stranger)
                    outcome.expectRefusal(4, saying: "You are not logged in", "troth login")
                }
            }
            for login in ["ana", "nobody"] {
                try await stranger.troth("login \(login) --password-stdin", input: .text("not the password at all"))
                    .expectRefusal(4, saying: "The login or the password is wrong")
            }
            try await stranger.troth("login ana").expectRefusal(6, saying: "no terminal", "--password-stdin")
        }

        @Test func aTokenThatOthersCanReadIsNotUsed() async throws {
            let login = home.path + "/login"
            try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: login)
            try await home.troth("case list").expectRefusal(5, saying: "can be read by others", "chmod 600")
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: login)
            try await home.done("case list --quiet")
        }

        @Test("nor one behind a link, in a pipe, of somebody else or of nonsense; and logging in mends each")
        func aTokenInAnotherKindOfFile() async throws {
            let login = home.path + "/login"
            let token = try #require(FileManager.default.contents(atPath: login))
            let elsewhere = try home.file("elsewhere", String(decoding: token, as: UTF8.self))
            chmod(elsewhere, 0o600)
            let makers: [(name: String, status: Int32, make: () -> Void)] =
                [
                    ("a link", 5, { symlink(elsewhere, login) }), ("a pipe", 5, { mkfifo(login, 0o600) }),
                    ("a folder", 5, { mkdir(login, 0o700) }),
                    (
                        "nonsense", 8,
                        {
                            _ = try? home.file("login", "not a token"); chmod(login, 0o600)
                        }
                    ),
                    (
                        "nothing in it", 8,
                        {
                            _ = try? home.file("login", ""); chmod(login, 0o600)
                        }
                    ),
                    (
                        "a forged one", 4,
                        {
                            _ = try? home.file("login", String(repeating: "A", count: 43)); chmod(login, 0o600)
                        }
                    ),
                ]
                + (geteuid() == 0
                    ? [
                        (
                            "of another user", 5,
                            {
                                _ = try? home.file("login", String(decoding: token, as: UTF8.self));
                                chmod(login, 0o600); chown(login, 65534, 65534)
                            }
                        )
                    ] : [])
            for maker in makers {
                remove(login)
                maker.make()
                let refused = try await home.troth("case list")
                refused.expectRefusal(maker.status)
                #expect(!refused.errors.contains(String(decoding: token.dropLast(), as: UTF8.self)))
                if maker.name == "a folder" { rmdir(login) }
                try await home.logIn("ana")
                var status = stat()
                #expect(lstat(login, &status) == 0 && status.st_mode == S_IFREG | 0o600, "\(maker.name)")
                try await home.done("case list --quiet")
            }
            let linked = try #require(FileManager.default.contents(atPath: elsewhere))
            #expect(linked == token, "what the link named was written to")
        }
    }
}
