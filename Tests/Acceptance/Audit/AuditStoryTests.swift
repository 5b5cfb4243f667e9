import FoundationEssentials
import Glibc
import Testing

/// The audit, as those who run a practice and those who check it meet it.
@Suite("The audit of a practice", .serialized, .practice)
struct AuditStoryTests {
    let home = PracticeHome.current

    private static let verifier: String = {
        var parts = #filePath.split(separator: "/")
        parts.removeLast(4)
        return "/" + parts.joined(separator: "/") + "/deploy/audit-verify.py"
    }()

    private func independently(_ arguments: String...) async throws -> Program.Outcome {
        try await Program.start(
            ["python3", Self.verifier] + arguments, of: "/usr/bin/env",
            environment: ["PATH": "/usr/local/bin:/usr/bin:/bin"]
        ).outcome()
    }

    private func content(_ path: String) throws -> [UInt8] {
        Array(try #require(FileManager.default.contents(atPath: path)))
    }

    /// Makes Ana an auditor as well.
    private func auditor() async throws {
        try await home.superuser(
            """
            insert into app.staff_duties (practice_id, staff_id, duty)
            select practice_id, staff_id, 'auditor' from app.staff
            where login = 'ana' and not exists (select from app.staff_duties where duty = 'auditor');
            """)
    }

    @Test("is sealed by every command, verified by two programs that share no code, and shows what was changed")
    func story() async throws {
        let handle = try await home.openCase()
        let file = home.path + "/checkpoints"
        var status = stat()
        #expect(stat(file, &status) == 0 && status.st_mode & 0o777 == 0o600)
        try await home.troth("case show C0000000").expectRefusal(3, saying: "No case C0000000")
        try await auditor()
        #expect(try await home.done("audit seal") == "Sealed 1 event.")
        #expect(try await home.done("audit verify").hasSuffix("The audit is as it was sealed."))

        let shown = try await home.done("audit show --as auditor --case \(handle) --format csv")
        #expect(shown.contains("case open") && shown.contains("ana") && !shown.contains("Vance"))
        #expect(try await home.done("audit show --as auditor --act deny --format csv").contains("C0000000"))
        #expect(try await home.done("audit show --as therapist --case \(handle) --quiet").isEmpty == false)
        try await home.troth("audit show --case C0000000").expectRefusal(3, saying: "No case C0000000")

        let key = try #require(try await home.done("audit key --quiet").split(separator: "\n").first.map(String.init))
        let folder = home.path + "/export"
        let kept = home.path + "/kept"
        try FileManager.default.copyItem(atPath: file, toPath: kept)
        try await home.done("audit export --as auditor --out \(folder)")
        let unchanged = try await independently(folder, "--key", key, "--checkpoints", kept)
        #expect(unchanged.status == 0, "\(unchanged.output) \(unchanged.errors)")
        #expect(unchanged.lines.last?.hasPrefix("UNCHANGED") == true)

        let events = try content(folder + "/events.jsonl")
        let changed = String(decoding: events, as: UTF8.self).replacing(
            "\"insert\"", with: "\"update\"", maxReplacements: 1)
        try Data(changed.utf8).write(to: URL(filePath: folder + "/events.jsonl"))
        let found = try await independently(folder, "--key", key)
        #expect(found.status == 1 && found.lines.last?.hasPrefix("CHANGED") == true, "\(found.output)")

        try await home.superuser("update private.audit_events set act = 'nothing' where event_id = 3;")
        let verified = try await home.troth("audit verify")
        #expect(verified.status == 1 && verified.output.contains("the event 3, number 3 of the log, was altered"))
        #expect(verified.output.hasSuffix("THE AUDIT WAS CHANGED.\n"))
    }
}

@Suite("A file of checkpoints", .serialized, .practice)
struct CheckpointFileTests {
    let home = PracticeHome.current

    private func keep(_ bytes: [UInt8], _ name: String) throws -> String {
        try Data(bytes).write(to: URL(filePath: "\(home.path)/\(name)"))
        chmod("\(home.path)/\(name)", 0o600)
        return "\(home.path)/\(name)"
    }

    private var file: [UInt8] {
        get throws { Array(try #require(FileManager.default.contents(atPath: home.path + "/checkpoints"))) }
    }

    @Test("of another server, damaged, torn or open to others is told apart, and nothing is lost")
    func badFiles() async throws {
        try await home.done("case list")
        let own = try file
        let text = String(decoding: own, as: UTF8.self)

        // another server's: the same form, another log and key
        let other = PracticeHome()
        try await other.found()
        try await other.done("case list")
        let foreign = Array(try #require(FileManager.default.contents(atPath: other.path + "/checkpoints")))
        await other.remove()
        let foreignPath = try keep(foreign, "foreign")
        try await home.done("case list")
        try await home.troth("audit seal --checkpoints \(foreignPath)")
            .expectRefusal(5, saying: "another server", "Nothing was sealed")
        #expect(Array(try #require(FileManager.default.contents(atPath: foreignPath))) == foreign)
        let verified = try await home.troth("audit verify --checkpoints \(foreignPath)")
        #expect(verified.status == 1 && verified.output.contains("of another server"))

        // damaged in the middle
        let damaged = try keep(Array(text.replacing("system", with: "sys\u{1}em", maxReplacements: 1).utf8), "damaged")
        try await home.troth("audit seal --checkpoints \(damaged)")
            .expectRefusal(5, saying: "\(damaged) is damaged", "line 1", "Nothing was sealed")
        try await home.troth("audit verify --checkpoints \(damaged)").expectRefusal(5, saying: "is damaged")
        let nothing = try keep(Array("hello\n".utf8) + [UInt8](repeating: 7, count: 9_000), "nothing")
        try await home.troth("audit verify --checkpoints \(nothing)").expectRefusal(5, saying: "is damaged")

        // torn by a power cut: the rest is taken, and it is written on
        let torn = try keep(Array(own.dropLast(30)), "torn")
        let checked = try await home.troth("audit verify --checkpoints \(torn)")
        #expect(checked.status == 0 && checked.output.contains("ends within a checkpoint"))
        try await home.done("audit seal --checkpoints \(torn)")
        #expect(try await home.done("audit verify --checkpoints \(torn)").contains("as it was sealed"))

        // readable by others
        chmod(torn, 0o644)
        try await home.troth("audit seal --checkpoints \(torn)").expectRefusal(5, saying: "can be read by others")
        try await home.troth("audit verify --checkpoints \(home.path)/nowhere").expectRefusal(6, saying: "nowhere")
    }

    @Test("that knows of more than the database stops the sealing, until somebody says that it was a restore")
    func rolledBack() async throws {
        for _ in 0..<2 { try await home.done("whoami") }
        try await home.superuser(
            """
            delete from private.audit_events where transaction >= (
                select from_transaction from private.audit_checkpoints order by sealed_at desc limit 1);
            delete from private.audit_checkpoints where sealed_at = (select max(sealed_at) from private.audit_checkpoints);
            """)
        let before = try file
        try await home.troth("audit seal").expectRefusal(5, saying: "its end was cut off", "--after-restore")
        let told = try await home.troth("whoami")
        #expect(told.status == 0 && told.errors.contains("the audit was not sealed"))
        #expect(try file == before)
        #expect(try await home.troth("audit verify").status == 1)
        try await home.done("audit seal --after-restore")
        #expect(try file.count > before.count)
    }
}

@Suite("The accounting of disclosures", .serialized, .practice)
struct DisclosureStoryTests {
    let home = PracticeHome.current

    @Test("says what was given to whom, and stays as it is")
    func story() async throws {
        let handle = try await home.openCase()
        #expect(try await home.done("disclosure list \(handle)").contains("Nothing was given"))
        try await home.done(
            "disclosure record \(handle) --on 2026-05-04 --of A --to", "County court, Travis", "--what",
            "Dates of sessions", "--purpose", "Court order of 2026-04-30")
        let shown = try await home.done("disclosure list \(handle) --format csv")
        #expect(shown.contains("2026-05-04,\"County court, Travis\",Dates of sessions,Court order of 2026-04-30,A,ana"))
        try await home.troth("disclosure record \(handle) --on 2099-01-01 --to x --what x --purpose x")
            .expectRefusal(6, saying: "still to come")
        try await home.troth("disclosure record \(handle) --to x --what x --of therapist --purpose x")
            .expectRefusal(6, saying: "joint, A or B")
        try await home.troth("disclosure record C0000000 --to x --what x --purpose x").expectRefusal(3)
        #expect(
            try await home.superuser("select count(*) from private.audit_events where operation = 'disclose'") == "1")
        let omar = try await home.colleague()
        try await omar.troth("disclosure list \(handle)").expectRefusal(3, saying: "No case")
    }
}
