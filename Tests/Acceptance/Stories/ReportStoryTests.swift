import FoundationEssentials
import Testing

@Suite("Reports, as a person asks for them", .practice)
struct ReportStoryTests {
    let home = PracticeHome.current

    @Test func byTheirNamesInEveryFormatWithTheirRefusals() async throws {
        let handle = try await home.openCase()
        let session = try await home.recordSession(of: handle)
        let text = try await home.done("report make caseload --format text --out -")
        #expect(text.contains("Mia Vance & Jon Vance") && text.contains(handle))
        #expect(try await home.done("report make progress \(handle) --format json --out -").contains("progress-report"))
        for format in ["html", "pdf", "md", "text", "json"] {
            let path = "\(home.path)/caseload.\(format)"
            try await home.done("report make caseload --format \(format) --quiet --out", path)
            #expect((FileManager.default.contents(atPath: path)?.count ?? 0) > 500)
        }
        // The admin sees figures of one couple: none that could be shown.
        let outcomes = try await home.done("report make outcomes --format text --out -")
        #expect(outcomes.contains("withheld") && !outcomes.contains("Mia"))
        for (command, status, advice) in [
            ("report make closing \(handle)", Int32(5), "troth case close"),
            ("report make supervision", 4, "supervisor"),
            ("report make closing", 2, "handle of the case"),
            ("report make caseload \(handle)", 2, "leave the handle out"),
            ("report make nothing", 2, "nothing"),
            ("report make progress C0000000", 3, "C0000000"),
            ("summary \(session) --copy partner --of A", 5, "troth authorization add"),
            ("summary \(session) --copy insurer", 6, "A or B"),
        ] {
            let outcome = try await home.troth(command)
            #expect(outcome.status == status, "\(command): \(outcome.status) \(outcome.errors)")
            #expect(outcome.errors.contains(advice), "\(command): \(outcome.errors)")
        }
    }

    @Test func byThePracticesOwnTemplates() async throws {
        let folder = home.path + "/letterhead"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        _ = try home.file("letterhead/letterhead.mustache", "{{practice}}\n12 Elm Street\n")
        _ = try home.file("letterhead/caseload.mustache", "title: Our couples\nsection: couples\n")
        #expect(try await home.done("report template check", folder) == "2 files are right.")
        let text = try await home.done("report make caseload --format text --out - --template", folder)
        #expect(text.hasPrefix("Harbor Counseling\n12 Elm Street\n") && text.contains("Our couples"))
        _ = try home.file("letterhead/caseload.mustache", "section: nothing\n")
        let wrong = try await home.troth("report template check", folder)
        #expect(wrong.status == 1)
        #expect(wrong.output.hasPrefix("caseload.mustache:1: "))
        let refused = try await home.troth("report make caseload --format text --out - --template", folder)
        #expect(refused.status == 6)
        #expect(refused.output.isEmpty)
        #expect(try await home.troth("report template check /nowhere").status == 6)
        #expect(try await home.done("report template names").contains("summary.mustache"))
    }
}
