import FoundationEssentials
import Testing

@Suite("A group practice: who opens what, and what nobody opens", .practice)
struct GroupPracticeStoryTests {
    /// Ana's desk: therapist and practice admin.
    let ana = PracticeHome.current

    @Test func worksByDuties() async throws {
        let handle = try await ana.openCase()
        let session = try await ana.recordSession(of: handle)
        let note = try await ana.draft(of: session, "They listened to each other.")
        try await ana.done("note sign \(note) --late-reason late")
        let sue = try await join("sue", "Sue Park", "supervisor")
        let tom = try await join("tom", "Tom Reyes", "trainee")
        let omar = try await join("omar", "Omar Idris", "therapist")
        let fay = try await join("fay", "Fay Bell", "front_desk")
        let aud = try await join("aud", "Audrey Lim", "auditor")
        try await supervise(sue, tom)
        try await work(fay, handle)
        try await transfer(handle, to: omar, note)
        try await bar(omar, handle)
        try await breakGlass(omar, sue, aud)
        try await lookBack()
    }

    private func join(_ login: String, _ name: String, _ duty: String) async throws -> PracticeHome {
        try await ana.done(
            "staff add \(login) --duty \(duty) --password-stdin --name", name, input: .text(PracticeHome.password))
        let desk = try ana.desk()
        try await desk.logIn(login)
        return desk
    }

    private func supervise(_ sue: PracticeHome, _ tom: PracticeHome) async throws {
        let handle = try await tom.openCase()
        try await sue.troth("case show \(handle)").expectRefusal(3, saying: "is open to you")
        #expect(try await ana.done("supervision start sue --of tom") == "sue supervises tom.")
        #expect(try await sue.done("case show \(handle)").contains("Mia Vance"))
        #expect(try await sue.done("case list --quiet") == handle)
        let own = try await tom.done(
            "note write --psychotherapy --case \(handle) --quiet --file -", input: .text("My own thoughts."))
        try await tom.done("note sign \(own)")
        try await sue.troth("note show \(own)").expectRefusal(3, saying: "is open to you")
        try await tom.done("note share \(own) --with sue")
        #expect(try await sue.done("note show \(own)").contains("My own thoughts."))
        #expect(try await tom.done("supervision list --quiet") == "sue tom")
    }

    private func work(_ fay: PracticeHome, _ handle: String) async throws {
        #expect(try await fay.done("desk couples --case \(handle)").contains("Mia Vance"))
        let session = try await fay.done(
            "session book \(handle) --format conjoint --minutes 50 --quiet --at", "2999-01-05 10:00")
        let calendar = try await fay.done("desk calendar --since 2999-01-05 --until 2999-01-05 --format csv")
        #expect(calendar.contains("Mia Vance & Jon Vance") && calendar.contains(session))
        try await fay.done("session cancel \(session)")
        for format in ["conjoint", "individual_A"] {
            let booked = try await fay.done(
                "session book \(handle) --format \(format) --minutes 50 --at", "2999-01-06 10:00")
            #expect(booked.hasSuffix("for 2999-01-06 10:00: therapist to confirm."))
        }
        for command in ["case show \(handle)", "case list", "stage show \(handle)", "note show --case \(handle)"] {
            try await fay.troth(command).expectRefusal(4, saying: "which you do not hold")
        }
        try await fay.troth("case list --as supervisor").expectRefusal(4, saying: "supervisor")
    }

    private func transfer(_ handle: String, to omar: PracticeHome, _ note: String) async throws {
        try await ana.done("case transfer offer \(handle) --to omar")
        try await omar.troth("case show \(handle)").expectRefusal(3, saying: "is open to you")
        #expect(try await omar.done("case transfer list --format csv").contains(",ana,omar,"))
        #expect(try await omar.done("case transfer accept \(handle)") == "Case \(handle) is yours.")
        #expect(try await omar.done("note show \(note)").contains("They listened to each other."))
        try await ana.troth("case show \(handle)").expectRefusal(3, saying: "is open to you")
        #expect(try await ana.done("access who \(handle) --quiet") == "omar")
    }

    private func bar(_ omar: PracticeHome, _ handle: String) async throws {
        try await ana.done("access bar \(handle) --staff omar --reason", "A cousin of one partner")
        try await omar.troth("case show \(handle)").expectRefusal(3, saying: "is open to you")
        try await omar.troth("access break-glass \(handle) --reason", "Partner A called in a crisis")
            .expectRefusal(3, saying: "is open to you")
        try await ana.troth("case assign \(handle) --to omar").expectRefusal(5, saying: "is barred from this case")
        #expect(try await ana.done("access bars --format csv").contains("A cousin of one partner"))
        try await ana.done("case assign \(handle) --to ana")
        #expect(try await ana.done("case list --quiet").contains(handle))
    }

    private func breakGlass(_ omar: PracticeHome, _ sue: PracticeHome, _ aud: PracticeHome) async throws {
        let handle = try await ana.openCase()
        try await omar.troth("access break-glass \(handle) --reason", "urgent")
            .expectRefusal(6, saying: "20 characters")
        let opening = try await omar.done(
            "access break-glass \(handle) --minutes 30 --quiet --reason", "Partner A called in a crisis")
        #expect(try await omar.done("case show \(handle)").contains("Mia Vance"))
        try await omar.troth("case close \(handle) --ended completed --relationship together")
            .expectRefusal(5, saying: "by break-glass, to read")
        #expect(
            try await sue.done("login sue --password-stdin", input: .text(PracticeHome.password))
                .contains("There is a notice about a case opened by break-glass"))
        #expect(try await sue.done("access notices --format csv").contains("\(handle),omar,"))
        #expect(try await sue.done("access notices") == "No notices.")
        #expect(try await aud.done("access reviews --format csv").contains(handle))
        #expect(try await !aud.done("access reviews --format csv").contains("crisis"))
        try await omar.troth("access review-glass \(opening) --finding justified")
            .expectRefusal(4, saying: "which you do not hold")
        #expect(try await sue.done("access reviews").contains("Partner A called in a crisis"))
        try await sue.done("access review-glass \(opening) --finding justified --comment", "Spoke with Omar")
        #expect(try await sue.done("access reviews") == "Nothing is to be reviewed.")
    }

    private func lookBack() async throws {
        try await ana.logIn("ana")  // giving a duty asks for a password that was proved within five minutes
        let review = try await ana.done("access review --format csv")
        for row in ["ana,practice_admin,", "ana,therapist,", "tom,trainee,", "fay,front_desk,", "sue,supervisor,"] {
            #expect(review.contains(row))
        }
        let matrix = try await ana.done("access matrix --format csv --duty front_desk")
        #expect(matrix.contains("front_desk,troth_front_desk,partners,open,desk,"))
        #expect(!matrix.contains(",notes,"))
        #expect(try await ana.done("staff duty give omar supervisor") == "omar holds the duty supervisor.")
        try await ana.troth("staff duty give omar supervisor").expectRefusal(5, saying: "holds the duty")
        try await ana.done("staff duty end omar supervisor")
        try await ana.troth("staff duty end omar supervisor").expectRefusal(3, saying: "supervisor of omar")
    }

    @Test func twoPracticesOnOneServerNeverSeeEachOther() async throws {
        let handle = try await ana.openCase()
        #expect(try await ana.done("init").contains("--another founds one more"))
        try await ana.troth(
            "init --another --time-zone Europe/Lisbon --login rui --password-stdin --practice", "Harbor Counseling",
            "--name", "Rui Costa", input: .text(PracticeHome.password)
        ).expectOneLine(5)
        try await ana.done(
            "init --another --time-zone Europe/Lisbon --login rui --password-stdin --practice", "Ria Formosa", "--name",
            "Rui Costa", input: .text(PracticeHome.password))
        let rui = try ana.desk()
        try await rui.logIn("rui")
        #expect(try await rui.done("whoami --format csv").contains("rui,Rui Costa,Ria Formosa,"))
        #expect(try await rui.done("staff list --quiet") == "rui")
        #expect(try await rui.done("case assign --quiet").isEmpty)
        try await rui.troth("access who \(handle)").expectRefusal(3, saying: "is open to you")
        try await rui.troth("case assign \(handle) --to rui").expectRefusal(3, saying: "is open to you")
        try await rui.troth("access break-glass \(handle) --reason", "Partner A called in a crisis")
            .expectRefusal(3, saying: "is open to you")
        try await rui.troth("case transfer accept \(handle)").expectRefusal(3, saying: "is open to you")
        let theirs = try await rui.openCase()
        try await ana.troth("case show \(theirs)").expectRefusal(3, saying: "is open to you")
        #expect(try await !ana.done("case list --quiet").contains(theirs))
    }
}
