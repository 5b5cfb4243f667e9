import FoundationEssentials
import Testing

@Suite("A couple's road, from an empty folder to the closed case", .emptyHome)
struct CoupleStoryTests {
    let home = PracticeHome.current

    @Test func isWalkedByTheCommandsAPersonTypes() async throws {
        try await begin()
        let handle = try await open()
        let session = try await meet(handle)
        try await write(session, handle)
        try await walk(handle)
        try await amend(handle)
        try await report(session, handle)
        try await close(handle)
    }

    private func begin() async throws {
        let made = try await home.done(
            "init --time-zone America/Chicago --login ana --password-stdin --practice", "Harbor Counseling", "--name",
            "Ana Ruiz", "--credential", "LMFT", input: .text(PracticeHome.password))
        #expect(made.contains("No copy of it was made. Make one soon"))
        #expect(made.hasSuffix("Next: troth login ana"))
        #expect(try await home.done("init").contains("is here already; nothing else was changed."))
        let entered = try await home.done("login ana --password-stdin", input: .text(PracticeHome.password))
        #expect(entered == "Logged in as ana.")
        let me = try await home.troth("whoami --format csv").lines.last
        #expect(me?.hasPrefix("ana,Ana Ruiz,Harbor Counseling,") == true)
        #expect(try await home.done("server status").hasPrefix("Running: PostgreSQL"))
        let doctor = try await home.troth("doctor --format csv")
        #expect(doctor.status == 0, "\(doctor.output)")
        #expect(try await home.done("case list") == "No cases yet. `troth case open` opens one.")
    }

    private func open() async throws -> String {
        let said = try await home.done(
            "case open --part-a hurt --part-b involved --breach financial --found found --born-a 1984-03-09 --born-b 1981 --on 2026-06-01",
            "--name-a", "Mia Vance", "--name-b", "Jon Vance", "--private-phone-a", "555-0199")
        let handle = try #require(said.split(separator: " ").last?.split(separator: ".").first.map(String.init))
        #expect(said == "Opened case \(handle).")
        let page = try await home.done("case show \(handle)")
        for words in ["Mia Vance", "Jon Vance", "1984-03-09", "555-0199", "financial"] {
            #expect(page.contains(words), "\(page)")
        }
        try await home.done("consent record \(handle) --partner A --kind secrets_policy --policy no_secrets")
        #expect(try await home.done("case show \(handle)").contains("not yet accepted by both"))
        try await home.done("consent record \(handle) --partner B --kind secrets_policy --policy no_secrets")
        #expect(try await home.done("case show \(handle)").contains("accepted by both"))
        #expect(try await home.troth("consent list \(handle) --format csv").lines.count == 3)
        return handle
    }

    private func meet(_ handle: String) async throws -> String {
        let alone = try await home.done("session book \(handle) --format individual_A --quiet --at", "2027-06-18 10:00")
        #expect(try await home.done("session cancel \(alone) --late").contains("as a late cancellation"))
        let session = try await home.done("session book \(handle) --quiet --at", "2026-06-20 10:00")
        let held = try await home.done("session record \(session) --held --attended both --stage 1")
        #expect(held == "Recorded session \(session): held. Its note: `troth note write \(session)`.")
        let list = try await home.done("session list \(handle) --format csv")
        #expect(list.contains("\(session),\(handle),2026-06-20 10:00,50,conjoint,office,held,both,"))
        return session
    }

    private func write(_ session: String, _ handle: String) async throws {
        let words = """
            # Subjective
            Mia said that she no longer looks at the statements every night.
            # Objective
            Both came on time.
            # Assessment
            The hurt is heard.
            # Plan
            Jon shows the statements on Sunday.
            """
        let note = try await home.done("note write \(session) --format soap --quiet --file -", input: .text(words))
        #expect(try await home.done("note show \(note)").contains("draft, version 1"))
        #expect(try await home.done("note sign \(note) --late-reason late") == "Signed note \(note).")
        let shown = try await home.done("note show \(note)")
        #expect(shown.contains("signed"))
        #expect(shown.contains("Mia said that she no longer looks at the statements every night."))
        #expect(shown.contains("Ana Ruiz, LMFT"))
        #expect(try await home.troth("note show --case \(handle) --format csv").lines.count == 2)
    }

    private func walk(_ handle: String) async throws {
        let first = try await home.done("stage advance \(handle) --on 2026-06-20")
        #expect(first.contains("is in stage 1, Acknowledge the Hurt"))
        let rated = try await home.done("stage rate \(handle) 1.1 --by A 3 --on 2026-06-20")
        #expect(rated.hasPrefix("1.1 "))
        try await home.troth("stage advance \(handle) --on 2026-07-04 --reason held")
            .expectRefusal(5, saying: "are held in the case \(handle)")
        for partner in ["A", "B"] {
            try await home.done("safety screen \(handle) --partner \(partner) --result negative --on 2026-06-20")
        }
        let on = try await home.done("stage advance \(handle) --on 2026-07-04 --reason", "both asked for it")
        #expect(on.contains("is in stage 2, Apologize and Take Responsibility, since 2026-07-04"))
        let back = try await home.done("stage return \(handle) --to 1 --on 2026-07-11 --reason", "a second account")
        #expect(back.contains("is in stage 1"))
        #expect(try await home.done("setback list \(handle)").contains("a second account"))
        try await records(handle)
        let road = try await home.done("stage show \(handle)")
        #expect(road.contains("a second account"))
        for (day, score) in [("2026-06-20", 31), ("2026-08-20", 47)] {
            try await home.done("measure record \(handle) CSI-16 --partner A --score \(score) --on \(day)")
        }
        let series = try await home.done("measure list \(handle)")
        #expect(series.contains("31") && series.contains("47"))
    }

    /// What belongs to the stages, recorded while the couple is in stage 1.
    private func records(_ handle: String) async throws {
        let told = try await home.done(
            "impact add \(handle) --by A --on 2026-07-11 --quiet --text", "I lost my footing")
        #expect(try await home.done("impact acknowledge \(told)") == "Impact statement \(told) is acknowledged.")
        let apology = try await home.done(
            "apology add \(handle) --by B --parts regret,harm --on 2026-07-12 --quiet --text", "I am sorry")
        #expect(try await home.done("apology receive \(apology) not_yet") == "Apology \(apology): not yet.")
        #expect(
            try await home.done("apology list \(handle) --format csv").contains(
                "regret harm,responsibility change examples,not yet"))
        let boundary = try await home.done(
            "boundary agree \(handle) --area honesty --review 2027-01-10 --on 2026-07-13 --assent A --quiet --text",
            "Statements are open to both")
        #expect(try await home.done("boundary assent \(boundary) --by B") == "B assents to \(boundary).")
        try await home.troth("boundary assent \(boundary) --by B").expectRefusal(5, saying: "recorded already")
        let breach = try await home.done(
            "boundary breach \(boundary) --on 2026-07-20 --quiet --text", "One was kept back")
        #expect(try await home.done("stage show \(handle) --format json").contains("\"kind\" : \"breach\""))
        try await home.done("boundary talk-through \(breach)")
        try await home.troth("setback work-through \(breach)").expectRefusal(6, saying: "a breach")
        try await home.done("talk add \(handle) --on 2026-07-21 --text", "How the evenings apart began")
        let plan = try await home.done(
            "plan add \(handle) --follow-up 2027-03-01 --assent A --assent B --quiet --text", "We call a pause")
        #expect(try await home.done("plan list \(handle)").contains("2027-03-01"))
        try await home.done("plan review \(plan) --next 2027-06-01")
    }

    private func amend(_ handle: String) async throws {
        let amends = try await home.done(
            "commitment add \(handle) --owner B --kind practical --rhythm weekly --on 2026-06-20 --quiet --text",
            "Shows the statements on Sunday")
        try await home.done("commitment keep \(amends) --as-seen-by B --on 2026-06-21")
        try await home.done("commitment miss \(amends) --as-seen-by A --on 2026-06-28")
        #expect(try await home.done("commitment list \(handle)").contains("Shows the statements on Sunday"))
        let goal = try await home.done(
            "goal add \(handle) --owner both --due 2027-02-01 --quiet --goal", "Talk after a hard day", "--measure",
            "Talks a week", "--target", "3 a week")
        #expect(try await home.done("goal review \(goal) --standing on_track") == "Goal \(goal) is on track.")
        let goals = try await home.done("goal list \(handle) --format csv")
        #expect(goals.contains("Talk after a hard day,Talks a week,3 a week"))
    }

    private func report(_ session: String, _ handle: String) async throws {
        let summary = try await home.done("summary \(session) --format text --out -")
        #expect(summary.contains("Jon shows the statements on Sunday."))
        #expect(!summary.contains("555-0199"))
        #expect(!summary.contains("DRAFT"))
        let folder = home.path + "/reports"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        try await home.done("progress \(handle) --format html --out \(folder)/")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder)
        #expect(files.count == 1)
        let name = try #require(files.first)
        #expect(!name.contains("Vance"))
        let mode = try FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")[.posixPermissions] as? Int
        #expect(mode == 0o600)
        let page = String(decoding: FileManager.default.contents(atPath: "\(folder)/\(name)") ?? Data(), as: UTF8.self)
        #expect(page.hasPrefix("<!DOCTYPE html>") || page.hasPrefix("<!doctype html>"))
        #expect(page.contains("CSI-16"))
    }

    private func close(_ handle: String) async throws {
        let closed = try await home.done("case close \(handle) --ended completed --relationship together")
        #expect(closed == "Closed case \(handle).")
        #expect(try await home.done("case list --quiet").isEmpty)
        #expect(try await home.done("case list --all --format csv").contains("\(handle),Mia Vance & Jon Vance,closed"))
        #expect(try await home.done("logout") == "Logged out.")
        try await home.troth("case list").expectRefusal(4, saying: "You are not logged in")
        #expect(try await home.done("server stop") == "The server is stopped.")
        #expect(try await home.troth("server status").status == 7)
    }
}
