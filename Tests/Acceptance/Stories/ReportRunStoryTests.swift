import FoundationEssentials
import Glibc
import Testing

@Suite("Reports in batches", .practice)
struct ReportRunStoryTests {
    private let home = PracticeHome.current

    /// Two couples: three signed notes and one that is not, and a session without a note.
    private func fill() async throws -> (draft: String, bare: String) {
        for _ in 0..<2 {
            let handle = try await home.openCase()
            for day in 13...14 {
                let session = try await home.recordSession(of: handle, at: "2026-06-\(day) 10:00")
                let note = try await home.draft(of: session, "What was said on that day.")
                if day == 13 { try await home.done("note sign \(note) --late-reason Late") }
            }
        }
        let handle = try await home.openCase()
        let draft = try await home.recordSession(of: handle)
        _ = try await home.draft(of: draft, "Not signed yet.")
        return (draft, try await home.recordSession(of: handle, at: "2026-06-16 10:00"))
    }

    private func files(_ folder: String) throws -> [String: Data] {
        var files: [String: Data] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
            files[name] = FileManager.default.contents(atPath: "\(folder)/\(name)")
        }
        return files
    }

    @Test("a month's summaries, their manifest, and what is told of the rest")
    func month() async throws {
        let (draft, bare) = try await fill()
        let out = home.path + "/june"
        let made = try await home.troth(
            "report run summary --where", "month=2026-06", "--format", "pdf,html", "--out", out, "--workers", "2")
        #expect(made.status == 1, "\(made.errors)")
        #expect(made.output.contains("5 of 6 documents in 10 files"), "\(made.output)")
        #expect(made.output.contains("  \(draft)\n"))
        #expect(made.output.contains("  \(bare)  has no note of yours"))
        let files = try files(out)
        #expect(files.count == 12)
        #expect(files.keys.allSatisfy { $0.hasPrefix("summary-S") || $0.hasPrefix("manifest.") })
        #expect(files["summary-\(draft).html"].map { String(decoding: $0, as: UTF8.self).contains("DRAFT") } == true)
        #expect(!FileManager.default.fileExists(atPath: out + ".unfinished"))
        var status = stat()
        #expect(stat(out, &status) == 0 && status.st_mode & 0o777 == 0o700)
        #expect(stat("\(out)/manifest.json", &status) == 0 && status.st_mode & 0o777 == 0o600)

        let verified = try await home.troth("report verify", out)
        #expect(verified.status == 0 && verified.output.contains("10 files of the run B"), "\(verified.output)")
        let key = try await home.done("report key")
        let elsewhere = try await home.troth(
            "report verify", out, "--key", key, "--home", "/nowhere", environment: ["TROTH_HOME": "/nowhere"])
        #expect(elsewhere.status == 0, "\(elsewhere.errors)")
        let listed = try await home.done("report list --format csv")
        #expect(listed.split(whereSeparator: \.isNewline).count >= 2)

        try Data("more".utf8).write(to: URL(filePath: "\(out)/summary-\(draft).html"))
        try Data("more".utf8).write(to: URL(filePath: "\(out)/extra.txt"))
        unlink("\(out)/summary-\(draft).pdf")
        let damaged = try await home.troth("report verify", out)
        #expect(damaged.status == 1)
        #expect(damaged.lines.count == 3, "\(damaged.output)")
        #expect(damaged.output.contains("summary-\(draft).html was altered.\n"))
        #expect(damaged.output.contains("summary-\(draft).pdf is missing.\n"))
        #expect(damaged.output.contains("extra.txt was added.\n"))

        let again = try await home.troth("report run summary --out", out)
        #expect(again.status == 5 && again.errors.contains("not empty"))
    }

    @Test("a practice's own wording is in every document, and whoever goes on with the run needs the same")
    func templates() async throws {
        let handle = try await home.openCase()
        for day in 12...14 {
            let session = try await home.recordSession(of: handle, at: "2026-05-\(day) 10:00")
            let note = try await home.draft(of: session, "What was said on that day.")
            try await home.done("note sign \(note) --late-reason Late")
        }
        let words = home.path + "/wording"
        try FileManager.default.createDirectory(atPath: words, withIntermediateDirectories: true)
        _ = try home.file("wording/letterhead.mustache", "{{practice}}\n12 Elm Street\n")
        _ = try home.file("wording/summary.mustache", "title: Our hour\nsection: plan = What comes next\n")
        let out = home.path + "/worded"
        let made = try await home.troth(
            "report run summary --format text,html --template", words, "--where", "case=\(handle)", "--out", out)
        #expect(made.status == 0 && made.output.contains("3 documents"), "\(made.output) \(made.errors)")
        let files = try files(out).filter { $0.key.hasPrefix("summary-") }
        #expect(files.count == 6)
        for (name, content) in files {
            let text = String(decoding: content, as: UTF8.self)
            #expect(text.contains("12 Elm Street") && text.contains("Our hour"), "\(name)")
        }
        let run = try #require(made.output.firstMatch(of: /B[0-9A-HJKMNP-TV-Z]{7}/)?.output)
        let without = try await home.troth("report run --resume \(run) --out", home.path + "/second")
        #expect(without.status == 6 && without.errors.contains("--template"), "\(without.errors)")
        _ = try home.file("wording/summary.mustache", "title: Another hour\n")
        let changed = try await home.troth("report work \(run) --template", words, "--out", home.path + "/second")
        #expect(changed.status == 6 && changed.errors.contains("as they were then"), "\(changed.errors)")
    }

    @Test(
        "refuses what cannot be meant, and says what there is",
        arguments: [
            ("report run", "Name the report"), ("report run summary --where name=Ana", "month=YYYY-MM"),
            ("report run summary --format word", "--format takes"),
            ("report run summary --workers 0", "--workers takes"),
            ("report run summary --resume B4XK92TM", "leave both out"), ("report run lawsuit", "summary"),
            ("report list --limit 0", "--limit takes"),
        ])
    func usage(_ command: String, _ words: String) async throws {
        let rest = command.hasPrefix("report run") ? ["--out", home.path + "/none"] : []
        let outcome = try await home.start(command, rest).outcome()
        #expect(outcome.status == 2 && outcome.errors.contains(words), "\(outcome.status) \(outcome.errors)")
        #expect(!FileManager.default.fileExists(atPath: home.path + "/none.unfinished"))
    }

    @Test("a run that is not there, and one about nothing")
    func nothing() async throws {
        let absent = try await home.troth("report work B4XK92TM --out", home.path + "/absent")
        #expect(absent.status == 3)
        let empty = try await home.troth(
            "report run summary --where", "month=1999-01", "--out", home.path + "/empty")
        #expect(empty.status == 6 && empty.errors.contains("no session that was held"))
        #expect(!FileManager.default.fileExists(atPath: home.path + "/empty.unfinished"))
    }
}
