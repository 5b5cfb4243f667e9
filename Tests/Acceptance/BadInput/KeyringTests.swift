import FoundationEssentials
import Testing

extension BadInput {
    @Suite("A keyring that cannot be used")
    struct Keyring {
        let home = PracticeHome.current

        private var path: String { home.path + "/keyring" }
        private var kept: String { home.path + "/keyring.kept" }

        /// Runs commands without the right keyring, and puts it back.
        private func without(_ body: () async throws -> Void) async throws {
            try FileManager.default.moveItem(atPath: path, toPath: kept)
            let outcome: Result<Void, any Error>
            do {
                outcome = .success(try await home.unchanged { try await body() })
            } catch {
                outcome = .failure(error)
            }
            try? FileManager.default.removeItem(atPath: path)
            try FileManager.default.moveItem(atPath: kept, toPath: path)
            try outcome.get()
            try await home.done("case list --quiet")
        }

        private func refused(saying words: String) async throws {
            for command in ["case list", "case open --part-a hurt --part-b involved --breach financial"] {
                try await home.troth(command).expectRefusal(8, saying: words)
            }
            #expect(try await home.troth("doctor").status == 1)
        }

        @Test(arguments: [0o644, 0o640, 0o606]) func ofAWrongMode(_ mode: Int) async throws {
            try await without {
                try FileManager.default.copyItem(atPath: kept, toPath: path)
                try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
                try await refused(saying: "chmod 600")
            }
        }

        @Test func thatIsMissing() async throws {
            try await without { try await refused(saying: "no keyring at \(path)") }
        }

        @Test(arguments: ["", "not a keyring\n"]) func thatIsNone(_ text: String) async throws {
            try await without {
                _ = try home.file("keyring", text)
                try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
                try await refused(saying: "ut your copy of it in its place")
            }
        }

        @Test func thatWasAltered() async throws {
            try await without {
                let text = String(decoding: FileManager.default.contents(atPath: kept) ?? Data(), as: UTF8.self)
                let altered = text.replacing("key ", with: "key F", maxReplacements: 1)
                _ = try home.file("keyring", altered)
                try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
                try await refused(saying: path)
            }
        }

        /// Also a practice on a server that libpq's own settings name, in a database of its own.
        @Test func ofAnotherPractice() async throws {
            try await home.superuser("create database elsewhere")
            let other = PracticeHome(settings: [
                "PGHOST": try home.socketFolder, "PGPORT": "5432", "PGDATABASE": "elsewhere", "PGUSER": "postgres",
            ])
            try await other.done(
                "init --practice Elsewhere --time-zone Europe/Vienna --login eve --name Eve --password-stdin",
                input: .text(PracticeHome.password))
            try await without {
                try FileManager.default.copyItem(atPath: other.path + "/keyring", toPath: path)
                try await refused(saying: "keyring")
            }
            try await home.superuser("drop database elsewhere")
        }
    }
}
