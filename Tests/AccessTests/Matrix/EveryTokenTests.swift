import Casework
import Postgres
import TestSupport
import Testing

@Suite("Every token under every role")
struct EveryTokenTests {
    /// The gate can take any duty's role with anybody's token. No role but that of a duty that the token's person holds
    /// shows a row, asked itself or through a view that another role made.
    @Test func showsNothingMoreThanTheDutyThatIsHeld() async throws {
        let practices = try await TwoPractices()
        let every = Proof.size(20, full: 1)
        let (held, broken, lines) = try await practices.past { transaction in
            try transaction.one(
                "select held, broken, coalesce(lines, '{}') from proof.run(\(every), '{role,view}')", Int.self,
                Int.self,
                [String].self)
        }
        let proof = Proof("every token under every role")
        proof.count(passed: held, failed: broken)
        #expect(broken == 0, "\(lines.joined(separator: "\n"))")
        proof.report()
    }
}
