import FoundationEssentials
import Glibc
import Testing

@Suite("Logging in, passwords and the doctor", .serialized, .practice)
struct LoginStoryTests {
    let home = PracticeHome.current
    private static let other = "seven lamps over the harbor at night"

    @Test func aPersonChangesTheirPasswordAndEndsTheirLogins() async throws {
        let omar = try await home.colleague()
        let laptop = try home.desk()
        try await laptop.logIn("omar")
        #expect(try await omar.done("login list --quiet").split(separator: "\n").count == 2)
        try await omar.troth("password --password-stdin", input: .text("\(PracticeHome.password)\nshort\n"))
            .expectRefusal(6, saying: "15 characters")
        try await omar.troth("password --password-stdin", input: .text("\(PracticeHome.password)\n"))
            .expectRefusal(6, saying: "The input ended")
        try await omar.done("password --password-stdin", input: .text("\(PracticeHome.password)\n\(Self.other)\n"))
        try await laptop.troth("case list").expectRefusal(4, saying: "You are not logged in")
        try await omar.done("case list")
        try await laptop.troth("login omar --password-stdin", input: .text(PracticeHome.password))
            .expectRefusal(4, saying: "The login or the password is wrong")
        try await laptop.done("login omar --password-stdin", input: .text(Self.other))
        #expect(try await laptop.done("login end --all") == "Ended 1 login.")
        try await omar.troth("case list").expectRefusal(4, saying: "You are not logged in")
        try await laptop.troth("login end 00000000").expectRefusal(6, saying: "no login 00000000 is yours to end")
        #expect(try await laptop.troth("login end").status == 2)
        try await laptop.troth("password reset ana").expectRefusal(3, saying: "No staff member ana")
    }

    @Test func anAdminResetsAPassword() async throws {
        try await home.done(
            "staff add eve --name", "Eve Stone", "--password-stdin", input: .text(PracticeHome.password))
        let eve = try home.desk()
        try await home.superuser("update private.login_sessions set proved_at = now() - interval '1 hour'")
        try await home.troth("password reset eve").expectRefusal(6, saying: "no terminal", "--password-stdin")
        let said = try await home.done("password reset eve --password-stdin", input: .text(PracticeHome.password))
        let once = try #require(
            said.split(separator: "\n").first { $0.hasPrefix("    ") }.map { $0.filter { !$0.isWhitespace } })
        try await eve.troth("login eve --password-stdin", input: .text(PracticeHome.password)).expectRefusal(4)
        try await eve.troth("login eve --password-stdin", input: .text("\(once)\n\(PracticeHome.password.prefix(9))\n"))
            .expectOneLine(6)
        try await eve.done("login eve --password-stdin", input: .text("\(once)\n\(Self.other)\n"))
        try await eve.done("case list")
        try await eve.troth("login eve --password-stdin", input: .text(once)).expectRefusal(4)
    }

    @Test func theRulesOfLoggingIn() async throws {
        #expect(try await home.done("login rules --format csv").contains("30,12"))
        try await home.done(
            "login rules --idle-minutes 15 --hours 8 --password-stdin", input: .text(PracticeHome.password))
        #expect(try await home.done("login rules --format csv").contains("15,8"))
        try await home.troth("login rules --idle-minutes 1 --password-stdin", input: .text(PracticeHome.password))
            .expectRefusal(6, saying: "5 to 720")
        try await home.done(
            "login rules --idle-minutes 30 --hours 12 --password-stdin", input: .text(PracticeHome.password))
        #expect(try await home.done("totp --format csv").contains("no,no,0"))
        try await home.troth("totp remove --password-stdin", input: .text(PracticeHome.password))
            .expectRefusal(5, saying: "no second factor")
        try await home.troth("totp enrol --password-stdin", input: .text("000000")).expectOneLine(6)
    }

    @Test func theDoctorIsStrictWhenAsked() async throws {
        func state(_ check: String, _ said: Program.Outcome) -> String? {
            said.lines.first { $0.hasPrefix("\(check) ") }.map { String($0.dropFirst(check.count + 1)) }
        }
        let healthy = try await home.troth("doctor --quiet")
        #expect(healthy.status == 0, "\(healthy.output)")
        #expect(!healthy.lines.contains { $0.hasSuffix(" wrong") }, "\(healthy.output)")
        #expect(state("backup", healthy) == "warning")
        #expect(try await home.troth("doctor --strict").status == 1, "there is no backup yet")
        let folder = "\(Remains.folder)/backup-\(UInt32.random(in: .min ... .max))"
        try await home.done("backup \(folder)")
        #expect(state("backup", try await home.troth("doctor --quiet")) == "good")
        try FileManager.default.removeItem(atPath: folder)

        try await home.superuser("alter table app.notes no force row level security")
        let weakened = try await home.troth("doctor --quiet")
        #expect(weakened.status == 1)
        #expect(state("row security", weakened) == "wrong")
        try await home.superuser("alter table app.notes force row level security")

        chmod(home.path + "/place", 0o644)
        #expect(state("files", try await home.troth("doctor --quiet")) == "wrong")
        chmod(home.path + "/place", 0o600)

        try await home.superuser("update private.login_uses set used_at = now() + interval '2 hours'")
        #expect(state("times on record", try await home.troth("doctor --quiet")) == "warning")
        try await home.superuser("update private.login_uses set used_at = now()")
    }
}
