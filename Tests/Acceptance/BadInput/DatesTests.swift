import Testing

extension BadInput {
    @Suite("A day or a time that does not exist")
    struct Dates {
        let home = PracticeHome.current

        private static let couple = "--part-a hurt --part-b involved --breach financial"

        /// Commands with CASE in the place of a handle.
        static let commands = [
            ["case open \(couple) --born-a 1984-02-30"], ["case open \(couple) --on 2026-13-01"],
            ["case open \(couple) --breach-month 2026-13"], ["case open \(couple) --on 2026-1-1"],
            ["case close CASE --ended completed --relationship together --on 2026-06-31"],
            ["session book CASE --at", "2026-02-30 10:00"], ["session book CASE --at", "2026-02-20 24:00"],
            ["session book CASE --at tomorrow"], ["session list CASE --since 2025-02-29"],
            ["session record --case CASE --held --attended both --format conjoint --starts", "2026-04-31 09:00"],
            ["consent record CASE --partner A --kind treatment --on 2026-00-10"],
            ["note write --case CASE --psychotherapy --file - --on 2026-11-31"],
            ["stage advance CASE --on 2026-02-29"], ["stage return CASE --to 1 --reason so --on 2026-02-29"],
            ["stage rate CASE 1.1 --by A 3 --on 2100-02-29"],
            ["measure record CASE CSI-16 --partner A --score 40 --on 2026-09-31"],
            ["commitment add CASE --owner A --kind practical --rhythm once --text x --due 2026-04-31"],
            ["boundary agree CASE --area honesty --text x --review 2026-11-31"],
            ["plan add CASE --text x --follow-up 2026-02-30"], ["talk add CASE --text x --on 2026-02-30"],
            ["goal add CASE --owner A --goal g --measure m --target t --due 2027-02-30"],
        ]

        @Test(arguments: commands) func isRefused(_ command: [String]) async throws {
            let handle = try await home.openCase()
            let words = command[0].replacing("CASE", with: handle)
            try await home.unchanged {
                let outcome =
                    command.count > 1
                    ? try await home.troth(words, command[1], input: .text("words"))
                    : try await home.troth(words, input: .text("words"))
                outcome.expectRefusal(6, saying: "exist")
            }
        }

        @Test func anHourThatTheClocksLeapOverIsRefused() async throws {
            let handle = try await home.openCase()
            try await home.unchanged {
                try await home.troth("session book \(handle) --at", "2027-03-14 02:30")
                    .expectRefusal(6, saying: "does not exist in the practice's time zone America/Chicago")
            }
        }
    }
}
