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
        #expect(try await home.done("outcome practice --partners").hasPrefix("Fewer than ten couples"))
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

    /// A plan, a coverage and what was seen, to the insurer's copy; and what nothing else shows of it.
    @Test func forAnInsurer() async throws {
        let handle = try await home.openCase()
        try await home.done(
            "treatment set \(handle) --frequency fortnightly --review 2026-06-10 --on 2026-02-01 --problem -",
            input: .text("Distress after the BREACHWORD"))
        #expect(try await home.done("case show \(handle)").contains("Distress after the BREACHWORD"))
        #expect(try await home.done("caseload --why").contains("the treatment plan was to be reviewed on 2026-06-10"))
        try await home.done(
            "coverage set \(handle) --client A --diagnosis F43.23 --service-code 90847 --from 2026-01-01 --member-id - --payer",
            "Harbor Mutual", input: .text("HM-77123"))
        try await home.done("staff licence ana --number", "OR T1234")
        try await home.done("consent record \(handle) --partner A --kind payment --on 2026-01-02")
        let session = try await home.recordSession(of: handle)
        try await home.done(
            "session record \(session) --held --attended both --version 1 --intervention de_escalation --response A=good "
                + "--response B=little --risk A=low --risk B=high")
        let note = try await home.draft(of: session, "NOTEWORDS")
        try await home.done("note sign \(note) --late-reason", "On leave")
        let copy = try await home.done("summary \(session) --copy insurer --of A --format text --out -")
        for word in [
            "HM-77123", "Harbor Mutual", "F43.23", "90847", "OR T1234", "De-escalation of conflict", "good response",
            "low",
            "fortnightly", "10 Jun 2026",
        ] {
            #expect(copy.contains(word), "\(word)")
        }
        for word in ["BREACHWORD", "NOTEWORDS", "Jon", "high", "little", "not recorded"] {
            #expect(!copy.contains(word), "\(word)")
        }
        let file = try await home.done("summary \(session) --format text --out -")
        #expect(file.contains("De-escalation") && file.contains("little response") && !file.contains("HM-77123"))
        try await home.done("coverage end \(handle) --client A --on 2026-06-01")
        let later = try await home.done("summary \(session) --copy insurer --of A --format text --out -")
        #expect(!later.contains("HM-77123") && later.contains("not recorded"))
        for (command, advice) in [
            (
                "coverage set \(handle) --client C --payer x --member-id x --diagnosis F43.23 --service-code 90847",
                "A or B"
            ),
            (
                "coverage set \(handle) --client A --payer x --member-id x --diagnosis sad --service-code 90847",
                "F43.23"
            ),
            ("coverage set \(handle) --client A --payer x --member-id x --diagnosis F43.23 --service-code 9", "90847"),
            ("treatment set \(handle) --problem x --frequency often --review 2027-01-01", "fortnightly"),
            ("treatment set \(handle) --problem x --frequency weekly --review 2026-02-30", "YYYY-MM-DD"),
            (
                "session record \(session) --held --attended both --version 2 --risk A=low --risk A=high",
                "once a partner"
            ),
            ("session record \(session) --held --attended A --version 2 --response B=good", "was not there"),
        ] {
            let outcome = try await home.troth(command)
            #expect(outcome.status == 6 && outcome.errors.contains(advice), "\(command): \(outcome.errors)")
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
