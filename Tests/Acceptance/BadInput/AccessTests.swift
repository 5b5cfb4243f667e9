import FoundationEssentials
import Testing

extension BadInput {
    @Suite("What is not yours, or not there")
    struct Access {
        let home = PracticeHome.current

        /// Two notes, so that the draft's commands and the signed note's both have one.
        private func filed() async throws -> (case: String, session: String, note: String) {
            let handle = try await home.openCase()
            let session = try await home.recordSession(of: handle)
            let note = try await home.done("note write \(session) --format free --quiet --file -", input: .text("words"))
            return (handle, session, note)
        }

        private func run(_ command: [String], in home: PracticeHome) async throws -> Program.Outcome {
            command.count > 1
                ? try await home.troth(command[0], command[1], input: .text("words"))
                : try await home.troth(command[0], input: .text("words"))
        }

        @Test func somebodyElsesIsSaidToBeUnknown() async throws {
            let (handle, session, note) = try await filed()
            let omar = try await home.colleague()
            let none = (case: "C0000000", session: "S0000000", note: "N0000000")
            try await home.unchanged {
                let theirs = BadInput.commands(case: handle, session: session, note: note)
                let unknown = BadInput.commands(case: none.case, session: none.session, note: none.note)
                for (theirs, unknown) in zip(theirs, unknown) {
                    let refused = try await run(theirs, in: omar)
                    refused.expectRefusal(3, saying: "is open to you")
                    let notThere = try await run(unknown, in: omar)
                    notThere.expectRefusal(3, saying: "0000000 is open to you")
                    let same = notThere.errors.replacing(none.case, with: handle)
                        .replacing(none.session, with: session).replacing(none.note, with: note)
                    #expect(refused.errors == same, "the two can be told apart: \(theirs[0])")
                }
                #expect(try await omar.done("case list --quiet").isEmpty)
                try await omar.troth("case assign \(handle) --to omar")
                    .expectRefusal(4, saying: "practice admin", "which you do not hold")
                try await omar.troth("staff add eve --name Eve --password-stdin", input: .text(PracticeHome.password))
                    .expectRefusal(4, saying: "practice admin")
            }
        }

        @Test(arguments: ["C12", "hello", "S4XK92TM", "'; drop table app.cases; --", "\u{1F642}"])
        func aHandleThatIsNone(_ handle: String) async throws {
            try await home.unchanged {
                try await home.troth("case show", handle).expectRefusal(6, saying: "'C' and seven letters or digits")
            }
        }

        @Test func nobodyIsLoggedIn() async throws {
            let (handle, session, note) = try await filed()
            let stranger = PracticeHome(settings: ["PGHOST": try await home.socketFolder, "PGPORT": "5432"])
            for folder in ["/journal", "/scratch"] {
                try FileManager.default.createDirectory(
                    atPath: stranger.path + folder, withIntermediateDirectories: true,
                    attributes: [.posixPermissions: 0o700])
            }
            try FileManager.default.copyItem(atPath: home.path + "/keyring", toPath: stranger.path + "/keyring")
            try await home.unchanged {
                let more = [
                    ["case list"], ["whoami"], ["staff list"], ["logout"], ["case assign \(handle) --to ana"],
                    ["case open --part-a hurt --part-b involved --breach financial"],
                    ["export progress --out \(stranger.path)/out"],
                ]
                for command in BadInput.commands(case: handle, session: session, note: note) + more {
                    let outcome = try await run(command, in: stranger)
                    outcome.expectRefusal(4, saying: "You are not logged in", "troth login")
                }
                try await stranger.troth("login ana --password-stdin", input: .text("not the password at all"))
                    .expectRefusal(4, saying: "The login or the password is wrong")
                try await stranger.troth("login nobody --password-stdin", input: .text("not the password at all"))
                    .expectRefusal(4, saying: "The login or the password is wrong")
                try await stranger.troth("login ana").expectRefusal(6, saying: "no terminal", "--password-stdin")
            }
        }

        @Test func aTokenThatOthersCanReadIsNotUsed() async throws {
            let login = home.path + "/login"
            try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: login)
            try await home.troth("case list").expectRefusal(5, saying: "can be read by others", "chmod 600")
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: login)
            try await home.done("case list --quiet")
        }
    }
}
