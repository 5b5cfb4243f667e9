import FoundationEssentials
import Postgres
import TestSupport
import Testing

/// The week of docs/how-to/a-week.md: what a practice does from Monday to Friday, by the commands that people type.
///
/// Ana treats and manages the practice, Tim is a trainee with Mara as supervisor, Fay keeps the front desk. Days are dated
/// back with `--on`, as the story is told afterwards.
@Suite("A therapist's week", .practice)
struct WeekStoryTests {
    /// Ana's desk: therapist and practice admin.
    let ana = PracticeHome.current

    @Test func isWalkedByTheCommandsOfTheHowTo() async throws {
        let fay = try await join("fay", "Fay Bell", "front_desk")
        let mara = try await join("mara", "Mara Stein", "supervisor")
        let tim = try await join("tim", "Tim Lund", "trainee")
        try await ana.done("supervision start mara --of tim")
        let intake = try await monday(fay)
        let couple = try await tuesday()
        try await wednesday()
        let trainee = try await thursday(tim, mara)
        try await thursdaysFile()
        try await friday(intake, couple, trainee, mara)
        try await documents(couple, mara)
    }

    // MARK: Monday: an intake, both screened alone; the front desk learns nothing

    private func monday(_ fay: PracticeHome) async throws -> String {
        let handle = try await ana.done(
            "case open --part-a hurt --part-b involved --breach financial --found found --on 2026-06-01 --quiet --phone-a 555-0141 --private-phone-b 555-0178 --name-a",
            "Ana Ruiz", "--name-b", "Dan Ruiz")
        let other = try await ana.done(
            "case open --part-a hurt --part-b involved --breach financial --on 2026-06-01 --quiet --phone-a 555-0142 --private-phone-b 555-0179 --name-a",
            "Ana Ruiz", "--name-b", "Dan Ruiz")
        let session = try await fay.done("session book \(handle) --quiet --at", "2999-06-01 09:00")
        #expect(try await ana.done("session confirm \(session)") == "Confirmed session \(session).")
        let reminders = try await fay.done("desk reminders --on 2999-06-01 --format csv")
        #expect(reminders.contains("phone 555-0141"))
        #expect(!reminders.contains("555-0178") && reminders.contains("do not remind"))
        // the intake: consents, the policy, both screened alone, measures
        let early = try await ana.troth("session book \(handle) --format individual_B --at", "2999-06-04 15:00")
        early.expectRefusal(5, saying: "secrets policy")
        for couple in [handle, other] {
            for partner in ["A", "B"] {
                try await ana.done("consent record \(couple) --partner \(partner) --kind treatment --on 2026-06-01")
                try await ana.done(
                    "consent record \(couple) --partner \(partner) --kind secrets_policy --policy no_secrets --on 2026-06-01"
                )
            }
        }
        try await ana.done("measure record \(handle) CSI-16 --partner A --score 38 --on 2026-06-01")
        try await ana.done("measure record \(handle) PHQ-9 --partner A --answers 1,1,2,2,1,0,1,0,0 --on 2026-06-01")
        try await ana.done(
            "safety screen \(handle) --partner A --result positive --instrument HITS --fear --on 2026-06-01 --words",
            "afraid when he drinks")
        try await ana.done("safety screen \(handle) --partner B --result negative --on 2026-06-01")
        for partner in ["A", "B"] {
            try await ana.done("safety screen \(other) --partner \(partner) --result negative --on 2026-06-01")
        }
        try await sameAtTheDesk(fay, held: handle, free: other)
        let refused = try await ana.troth("session book \(handle) --at", "2999-06-08 09:00")
        refused.expectRefusal(5, saying: "are held in the case \(handle)")
        #expect(try await ana.done("safety list --format csv").contains("\(handle),held"))
        try await ana.done("safety decide \(handle) separate_only --reason", "A is afraid at home")
        #expect(try await ana.done("safety show \(handle)").contains("are held"))
        return handle
    }

    /// Whatever the front desk asks about the held couple it is told as of the other: the same words, but the handles.
    private func sameAtTheDesk(_ fay: PracticeHome, held: String, free: String) async throws {
        var told: [[String]] = []
        for handle in [held, free] {
            var words: [String] = []
            for format in ["conjoint", "individual_A", "individual_B"] {
                let outcome = try await fay.troth(
                    "session book \(handle) --format \(format) --at", "2999-07-0\(words.count + 1) 09:00")
                let said = (outcome.output + outcome.errors).split(separator: " ").filter { $0.first != "S" }
                words.append("\(outcome.status) \(said.joined(separator: " "))")
            }
            let calendar = try await fay.troth("desk calendar --since 2999-07-01 --until 2999-07-09 --format csv")
            words += calendar.lines.filter { $0.contains(handle) }.map {
                $0.replacing(handle, with: "").split(separator: ",").dropLast(1).joined(separator: ",")
            }
            words.append(try await fay.done("desk couples --case \(handle) --quiet") == handle ? "known" : "unknown")
            told.append(words)
        }
        #expect(told[0] == told[1])
        #expect(told[0].first?.contains("therapist to confirm.") == true, "\(told[0])")
    }

    // MARK: Tuesday: a joint session; item 9

    private func tuesday() async throws -> String {
        let handle = try await ana.openCase()
        let session = try await ana.recordSession(of: handle, at: "2026-06-02 10:00")
        let words =
            "# Subjective\nMia slept better.\n# Objective\nBoth calm.\n# Assessment\nAmends begun.\n# Plan\nThe call."
        // the connection is lost and the command given again: one draft
        let key = "--key tuesday-note-1 --quiet --file -"
        let note = try await ana.done("note write \(session) --format soap \(key)", input: .text(words))
        #expect(try await ana.done("note write \(session) --format soap \(key)", input: .text(words)) == note)
        try await ana.troth("note sign \(note)").expectRefusal(5, saying: "--late-reason")
        try await ana.done("note sign \(note) --late-reason", "told in a test, long after")
        let kept = try await ana.done(
            "commitment add \(handle) --owner B --kind practical --rhythm daily --on 2026-06-01 --quiet --text",
            "Calls before he leaves work")
        try await ana.done("commitment keep \(kept) --as-seen-by B --on 2026-06-02")
        try await ana.done("commitment miss \(kept) --as-seen-by A --on 2026-06-02")
        let said = try await ana.done(
            "measure record \(handle) PHQ-9 --partner A --answers 1,2,2,2,1,1,1,0,1 --on 2026-06-02")
        #expect(said.contains("Item 9 is above 0") && said.contains("Flag 1 is open"))
        try await ana.troth("safety assess \(handle) 1 --assessment asked").expectRefusal(6, saying: "action")
        try await ana.done("safety plan \(handle) --partner A --review 2999-01-01 --words", "whom she calls at night")
        try await ana.done("safety assess \(handle) 1 --assessment asked --action", "a plan, and a call tomorrow")
        #expect(try await ana.done("safety show \(handle)").contains("a call tomorrow"))
        // the couple's file shows nothing of it
        let summary = try await ana.done("summary \(session) --format text --out -")
        for word in ["Item 9", "item 9", "call tomorrow", "at night", "safety", "Flag"] {
            #expect(!summary.contains(word))
        }
        return handle
    }

    // MARK: Wednesday: one partner alone; a return

    private func wednesday() async throws {
        let handle = try await ana.openCase()
        for partner in ["A", "B"] {
            try await ana.done(
                "consent record \(handle) --partner \(partner) --kind secrets_policy --policy no_secrets --on 2026-06-01"
            )
        }
        let session = try await ana.done(
            "session record --case \(handle) --held --format individual_B --quiet --starts", "2026-06-03 14:00")
        let note = try await ana.draft(of: session, "The contact has not ended.")
        try await ana.done("note sign \(note) --late-reason late")
        #expect(try await ana.done("note show \(note)").contains("told by B in confidence"))
        let told = try await ana.done(
            "confided record \(handle) --partner B --on 2026-06-03 --words", "The contact has not ended")
        #expect(told.contains("Matter 1") && told.hasSuffix("due by 2026-06-17."))
        #expect(try await ana.done("confided list --format csv").contains("\(handle),1,B,2026-06-03,no_secrets"))
        try await ana.done("confided settle \(handle) 1 --outcome shared_by_partner")
        try await ana.done("stage advance \(handle) --on 2026-06-01")
        try await ana.done("stage advance \(handle) --to 4 --on 2026-06-01 --reason", "told at intake")
        let back = try await ana.done("stage return \(handle) --to 3 --on 2026-06-03 --reason", "a second credit card")
        #expect(back.contains("is in stage 3"))
        #expect(try await ana.done("stage show \(handle)").contains("a second credit card"))
    }

    // MARK: Thursday: the trainee's note

    private func thursday(_ tim: PracticeHome, _ mara: PracticeHome) async throws -> String {
        let handle = try await tim.openCase()
        let session = try await tim.recordSession(of: handle, at: "2026-06-04 10:00")
        let note = try await tim.draft(of: session, "Ben is cold.")
        let signed = try await tim.done("note sign \(note) --late-reason late")
        #expect(signed == "Signed note \(note). It waits for its co-signature.")
        #expect(try await mara.done("note sweep --format csv").contains("tim,to co-sign"))
        try await tim.troth("note cosign \(note)").expectRefusal(4, saying: "supervisor")
        try await mara.done("note return \(note) --comment", "Say what Ben did, not what he is")
        #expect(try await tim.done("note show \(note)").contains("Say what Ben did"))
        #expect(try await tim.done("note sweep --format csv").contains("tim,returned"))
        let corrected = try await tim.done("note correct \(note) --quiet --file -", input: .text("Ben looked away."))
        try await tim.done("note sign \(corrected)")
        #expect(try await mara.done("note cosign \(corrected)") == "Co-signed note \(corrected).")
        let edit = try await tim.troth("note write \(corrected) --version 1 --file -", input: .text("more"))
        #expect(edit.status == 5 && edit.errors.contains("note amend \(corrected)"))
        let addendum = try await tim.done("note amend \(corrected) --quiet --file -", input: .text("He called later."))
        try await tim.done("note sign \(addendum)")
        let shown = try await tim.done("note show \(note)")
        #expect(shown.contains("Ben is cold.") && shown.contains("corrected by \(corrected)"))
        #expect(try await tim.done("note show \(addendum)").contains("addendum to \(corrected)"))
        return handle
    }

    /// Kim asks for the file in a divorce, and only Kim's authorization exists: Kim's own entries, and an accounting.
    private func thursdaysFile() async throws {
        let handle = try await ana.openCase()
        let joint = try await ana.recordSession(of: handle, at: "2026-06-01 10:00")
        let alone = try await ana.done(
            "session record --case \(handle) --held --format individual_A --quiet --starts", "2026-06-02 14:00")
        for (session, words) in [
            (joint, "They spoke of the cabin by the lake."), (alone, "Kim fears the months ahead."),
        ] {
            let note = try await ana.draft(of: session, words)
            try await ana.done("note sign \(note) --late-reason late")
        }
        try await ana.done("setback add \(handle) --audience B --on 2026-06-03 --text", "a letter that B kept")
        try await ana.done("authorization add \(handle) --from A --to A --purpose", "For the divorce")
        let look = try await ana.done("release prepare \(handle) --to A --purpose", "For the divorce")
        #expect(look.contains("no authorization of partner B") && look.contains("It was not written"))
        let folder = ana.path + "/copy-for-kim"
        try await ana.done("release prepare \(handle) --to A --purpose", "For the divorce", "--out", folder)
        let text = String(decoding: try Data(contentsOf: URL(filePath: folder + "/record.txt")), as: UTF8.self)
        #expect(text.contains("Kim fears the months ahead."))
        for word in ["cabin", "letter", "partner B", "of both partners"] { #expect(!text.contains(word)) }
        #expect(try await ana.done("disclosure list \(handle) --format csv").contains("partner A,"))
    }

    // MARK: Friday: the sweep, documents, a closing

    private func friday(
        _ intake: String, _ couple: String, _ trainee: String, _ mara: PracticeHome
    ) async throws {
        let session = try await ana.recordSession(of: couple, at: "2026-06-05 10:00")
        #expect(try await ana.done("note sweep --format csv").contains("ana,late,"))
        let counts = try await ana.troth("note sweep --as practice_admin --counts --format csv")
        #expect(counts.lines.contains { $0.hasPrefix("ana,0,1,") } && counts.lines.contains { $0.hasPrefix("tim,") })
        let late = try await ana.draft(of: session, "They parted well.")
        try await ana.done("note sign \(late) --late-reason", "the flu")
        #expect(try await ana.done("note sweep").hasPrefix("Nothing is unsigned"))
        let flag = try await ana.done(
            "safety flag \(couple) --partner A --kind self_harm --review 2999-01-01 --words", "asked about it")
        #expect(flag.hasPrefix("Flag 2 about A"))
        #expect(
            try await ana.done("case close \(couple) --ended completed --relationship apart")
                == "Closed case \(couple).")
        // the flag outlives the case
        #expect(try await ana.done("safety list --format csv").contains("\(couple),flag,A,2,self_harm,2999-01-01,true"))
        let set = try await ana.done("practice settings --note-hours 48 --cosign-days 5 --format csv")
        #expect(set.hasSuffix("48,5,14,"))
        try await mara.troth("practice settings --note-hours 24").expectRefusal(4, saying: "practice admin")
    }

    /// The month's summaries as PDF, and the approved release of figures.
    private func documents(_ couple: String, _ mara: PracticeHome) async throws {
        let folder = ana.path + "/june"
        let made = try await ana.troth(
            "report run summary --where", "month=2026-06 case=\(couple)", "--format", "pdf", "--out", folder)
        #expect(made.status == 0 && made.output.contains("2 of 2 documents in 2 files"), "\(made.output)\(made.errors)")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
        #expect(names.count { $0.hasPrefix("summary-S") && $0.hasSuffix(".pdf") } == 2)
        let database = Database(
            ConnectionSettings([
                "host": try ana.socketFolder, "port": "5432", "dbname": "troth", "user": "postgres",
            ]))
        defer { database.close() }
        try await ManyCouples.add(0..<400, to: database)
        try await ana.done("staff duty give mara practice_admin")
        try await ana.done("export recipient add uni-north")
        let release = try await ana.done("export request --recipient uni-north --profile research --quiet")
        try await ana.troth("export deliver \(release) --out", ana.path + "/progress").expectRefusal(
            5, saying: "approved")
        try await mara.done("export approve \(release) --as practice_admin")
        let given = try await ana.done("export deliver \(release) --out", ana.path + "/progress")
        #expect(given.contains("every class at least 1"))
    }

    private func join(_ login: String, _ name: String, _ duty: String) async throws -> PracticeHome {
        try await ana.done(
            "staff add \(login) --duty \(duty) --password-stdin --name", name, input: .text(PracticeHome.password))
        let desk = try ana.desk()
        try await desk.logIn(login)
        return desk
    }
}
