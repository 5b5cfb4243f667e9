import FoundationEssentials
import Testing

@Suite("A backup", .serialized, .practice)
struct BackupStoryTests {
    let home = PracticeHome.current

    @Test func bringsTheSamePracticeIntoAnotherHome() async throws {
        let handle = try await home.openCase()
        let session = try await home.recordSession(of: handle)
        let note = try await home.draft(of: session, "a word")
        try await home.done("note sign \(note) --late-reason late")
        try await home.openCase()
        let folder = try Folder()
        let said = try await home.done("backup \(folder.path)")
        #expect(said.contains("keep the keyring in another place: \(home.path)/keyring"))
        let tables = try await home.fingerprint()
        let caseload = try await home.done("case list")

        let other = PracticeHome()
        try await other.troth("restore \(folder.path)").expectRefusal(8, saying: "no keyring at \(other.path)/keyring")
        #expect(!FileManager.default.fileExists(atPath: other.path + "/cluster"))
        try FileManager.default.createDirectory(atPath: other.path, withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: home.path + "/keyring", toPath: other.path + "/keyring")
        #expect(try await other.done("restore \(folder.path)").hasSuffix("Restored. Log in with `troth login`."))
        let restored = try await other.fingerprint()
        // Bringing the schema up to date writes anew when each file was applied.
        func data(_ tables: String) -> [Substring] {
            tables.split(separator: "\n").filter { !$0.hasPrefix("migrations.") }
        }
        #expect(data(restored) == data(tables))
        try await other.logIn("ana")
        #expect(try await other.done("case list") == caseload)
        #expect(try await other.done("note show \(note)").contains("a word"))
        try await other.troth("restore \(folder.path)")
            .expectRefusal(5, saying: "There is a database in \(other.path) already. Nothing was changed.")
        #expect(try await other.done("case list") == caseload)
        await other.remove()
        folder.remove()
    }

    @Test func sealsWhatItHeldUnsealedBeforeAnythingNewHappens() async throws {
        try await home.openCase()
        try await home.superuser(
            "delete from private.audit_checkpoints where sealed_at = (select max(sealed_at) from private.audit_checkpoints)"
        )
        let unsealed = try await home.superuser("select unsealed from private.sealing_lag()")
        #expect(unsealed != "0")
        let folder = try Folder()
        try await home.done("backup \(folder.path)")
        let other = PracticeHome()
        try FileManager.default.createDirectory(atPath: other.path, withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: home.path + "/keyring", toPath: other.path + "/keyring")
        #expect(try await other.done("restore \(folder.path)").contains("Sealed \(unsealed) event"))
        #expect(try await other.superuser("select unsealed from private.sealing_lag()") == "0")
        // under the identifier of the server that they are from
        let here = "(select c.system_identifier from pg_control_system() c)"
        #expect(
            try await other.superuser(
                "select count(*) from private.audit_checkpoints where system_identifier = \(here)")
                == "0")
        try await other.logIn("ana")
        #expect(try await other.done("audit verify").contains("as it was sealed"))
        await other.remove()
        folder.remove()
    }

    @Test func isRefusedBesideTheKeyringAndOverOtherFiles() async throws {
        let inside = home.path + "/backup"
        try await home.troth("backup \(inside)").expectRefusal(5, saying: "outside \(home.path)")
        #expect(!FileManager.default.fileExists(atPath: inside))
        let folder = try Folder()
        try Data("mine".utf8).write(to: URL(filePath: folder.path + "/mine.txt"))
        try await home.troth("backup \(folder.path)").expectRefusal(5, saying: folder.path, "Give a new folder")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["mine.txt"])
        folder.remove()
    }

    @Test func thatIsDamagedOrUnfinishedIsRefusedBeforeAnythingIsMade() async throws {
        let folder = try Folder()
        try await home.done("backup \(folder.path)")
        let other = PracticeHome()
        try FileManager.default.createDirectory(atPath: other.path, withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: home.path + "/keyring", toPath: other.path + "/keyring")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/data")
        let table = folder.path + "/data/" + (try #require(names.filter { $0.hasSuffix(".gz") }.min()))
        let whole = try #require(FileManager.default.contents(atPath: table))

        var damaged = whole
        damaged[damaged.count / 2] ^= 1
        try damaged.write(to: URL(filePath: table))
        try await other.troth("restore \(folder.path)").expectRefusal(
            5, saying: "\(table) is damaged", "another backup")
        try FileManager.default.removeItem(atPath: table)
        try await other.troth("restore \(folder.path)").expectRefusal(5, saying: "does not hold the files")
        try whole.write(to: URL(filePath: table))
        try FileManager.default.removeItem(atPath: folder.path + "/manifest.json")
        try await other.troth("restore \(folder.path)").expectRefusal(5, saying: "manifest.json is missing")
        try await other.troth("restore \(folder.path)/nowhere").expectRefusal(5, saying: "holds no finished backup")
        #expect(try FileManager.default.contentsOfDirectory(atPath: other.path) == ["keyring"])
        folder.remove()
    }

    /// A folder for one backup.
    private struct Folder {
        let path = "\(Remains.folder)/backup-\(UInt32.random(in: .min ... .max))"

        init() throws {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        }

        func remove() { try? FileManager.default.removeItem(atPath: path) }
    }
}
