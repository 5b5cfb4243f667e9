import FoundationEssentials
import Glibc
import Testing

@Suite("Keys", .serialized, .practice)
struct KeysStoryTests {
    let home = PracticeHome.current
    private static let passphrase = "six words that nobody guesses"

    /// A new path outside of the home.
    private func path(_ name: String) -> String { "\(Remains.folder)/\(UInt32.random(in: .min ... .max))-\(name)" }

    @Test func areCopiedUnderAPassphraseAndComeBackFromIt() async throws {
        let handle = try await home.openCase()
        #expect(try await home.done("doctor --format csv").contains("keyring backup,warning"))
        let copy = path("backup.txt")
        let said = try await home.done("keys backup --out \(copy) --passphrase-stdin", input: .text(Self.passphrase))
        #expect(said.contains("Wrote the copy to \(copy)"))
        var status = stat()
        try #require(stat(copy, &status) == 0)
        #expect(status.st_mode & 0o7777 == 0o600)
        #expect(try await home.done("doctor --format csv").contains("keyring backup,good"))
        let events = try await home.superuser(
            "select count(*) from private.audit_events where operation = 'keys_backup'")
        #expect(events == "1")
        // never over a file that is there, and not beside the keyring
        try await home.troth("keys backup --out \(copy) --passphrase-stdin", input: .text(Self.passphrase))
            .expectRefusal(6, saying: "exists already")
        try await home.troth("keys backup --out \(home.path)/copy --passphrase-stdin", input: .text(Self.passphrase))
            .expectRefusal(5, saying: "outside")
        try await home.troth("keys backup --out \(path("b"))", "--passphrase-stdin", input: .text("short"))
            .expectRefusal(8, saying: "at least 15 characters")

        // the keyring is lost
        let keyring = home.path + "/keyring"
        try FileManager.default.moveItem(atPath: keyring, toPath: home.path + "/lost")
        try await home.troth("case show \(handle)").expectRefusal(8, saying: "no keyring")
        let restore = "keys restore \(copy) --passphrase-stdin"
        try await home.troth(restore, input: .text("seven words that nobody guesses"))
            .expectRefusal(8, saying: "passphrase does not open")
        #expect(!FileManager.default.fileExists(atPath: keyring))
        #expect(try await home.done(restore, input: .text(Self.passphrase)).hasPrefix("Restored the keyring"))
        #expect(try await home.done("case show \(handle)").contains("Mia Vance"))
        #expect(try await home.done(restore, input: .text(Self.passphrase)).contains("already"))

        // another keyring is never replaced
        let other = PracticeHome()
        try await other.done(
            "init --practice Else --time-zone Europe/Vienna --login eve --name Eve --password-stdin --no-keys-backup",
            input: .text(PracticeHome.password))
        let theirs = FileManager.default.contents(atPath: other.path + "/keyring")
        try await other.troth(restore, input: .text(Self.passphrase)).expectRefusal(8, saying: "never overwritten")
        #expect(FileManager.default.contents(atPath: other.path + "/keyring") == theirs)
        await other.remove()
    }

    @Test func ofACopyThatIsDamagedAreNotTaken() async throws {
        let copy = path("backup.txt")
        try await home.done("keys backup --out \(copy) --passphrase-stdin", input: .text(Self.passphrase))
        let whole = String(decoding: FileManager.default.contents(atPath: copy) ?? Data(), as: UTF8.self)
        let empty = PracticeHome()
        let damages = [
            ("", "not a backup"), ("hello\n", "not a backup"),
            (String(whole.prefix(whole.count - 53)), "end is missing"),
            (whole.replacing("\nmade ", with: "\nmode "), "altered"),
            (whole.replacing("\n02 ", with: "\n02 x"), "line 2 is not as it was written"),
        ]
        for (text, words) in damages {
            let file = path("damaged.txt")
            try Data(text.utf8).write(to: URL(filePath: file))
            try await empty.troth("keys restore \(file) --passphrase-stdin", input: .text(Self.passphrase))
                .expectRefusal(8, saying: words, "Nothing was changed")
            #expect(!FileManager.default.fileExists(atPath: empty.path + "/keyring"))
        }
        try await empty.troth("keys restore \(path("none")) --passphrase-stdin", input: .text(Self.passphrase))
            .expectRefusal(6, saying: "is not there")
    }

    @Test func ofTheKeyringAreExchangedAndRetired() async throws {
        let handle = try await home.openCase()
        let before = FileManager.default.contents(atPath: home.path + "/keyring")
        try await home.done("keys rotate-outer")
        #expect(FileManager.default.contents(atPath: home.path + "/keyring") != before)
        #expect(try await home.done("case show \(handle)").contains("Mia Vance"))
        #expect(try await home.done("keys status").contains("can be retired"))
        #expect(try await home.done("doctor --format csv").contains("keyring backup,warning"))
        try await home.troth("keys retire").expectRefusal(6, saying: "--yes")
        #expect(try await home.done("keys retire --yes").hasPrefix("Retired "))
        #expect(try await home.done("keys retire --yes").contains("Every key of the keyring is in use"))
        #expect(try await home.done("case show \(handle)").contains("Mia Vance"))
        // the keyring of before does not open it any more
        let now = FileManager.default.contents(atPath: home.path + "/keyring")
        try Data(before ?? Data()).write(to: URL(filePath: home.path + "/keyring"))
        try await home.troth("case show \(handle)").expectRefusal(8, saying: "needs key", "keyring that belongs")
        try Data(now ?? Data()).write(to: URL(filePath: home.path + "/keyring"))
        let omar = try await home.colleague()
        for command in ["keys rotate-outer", "keys retire --yes", "keys status", "keys rotate --all"] {
            #expect(try await omar.troth(command).status == 4, "\(command)")
        }
        #expect(FileManager.default.contents(atPath: omar.path + "/keyring") == now)
    }

    @Test func ofACaseAreExchangedThenDestroyed() async throws {
        let handle = try await home.openCase()
        let session = try await home.recordSession(of: handle)
        let note = try await home.draft(of: session, "a word of theirs")
        #expect(try await home.done("keys rotate \(handle)").hasSuffix("1 old versions of keys destroyed."))
        #expect(try await home.done("note show \(note)").contains("a word of theirs"))
        let erase = "keys erase \(handle) --reason client_request"
        try await home.troth(erase).expectRefusal(6, saying: "--confirm")
        try await home.troth("\(erase) --confirm C0000000").expectRefusal(6, saying: "Nothing was erased")
        #expect(try await home.done("note show \(note)").contains("a word of theirs"))
        let certificate = path("certificate.json")
        let said = try await home.done("\(erase) --confirm \(handle) --out \(certificate)")
        #expect(said.contains(handle) && said.contains("client_request"))
        let commands = [
            "case show \(handle)", "note show \(note)", "note sign \(note)", "session record \(session) --held",
            "keys rotate \(handle)", "\(erase) --confirm \(handle)", "summary \(session)", "stage show \(handle)",
        ]
        for command in commands {
            try await home.troth(command).expectRefusal(3, saying: "erased on")
        }
        #expect(try await home.done("keys certificate \(handle) --check \(certificate)").contains("given out"))
        let other = try await home.openCase()
        try await home.troth("keys certificate \(other) --check \(certificate)")
            .expectRefusal(5, saying: "the certificate of \(handle), not of \(other)")
        let forged = path("forged.json")
        let text = String(decoding: FileManager.default.contents(atPath: certificate) ?? Data(), as: UTF8.self)
        try Data(text.replacing("client_request", with: "other").utf8).write(to: URL(filePath: forged))
        try await home.troth("keys certificate \(handle) --check \(forged)").expectRefusal(5, saying: "was altered")
    }
}
