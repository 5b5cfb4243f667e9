import Casework
import Postgres
import TestSupport
import Testing

@Suite("Weakened on purpose")
struct WeakenedTests {
    /// One policy, check, grant, FORCE or search_path is weakened at a time; a rule of the catalogue or a cell of the
    /// matrix notices each.
    @Test func isNoticed() async throws {
        let practices = try await TwoPractices()
        let proof = Proof("weakened on purpose")
        let mutants = try await practices.past { transaction in
            try transaction.execute("select proof.make_mutants()")
            return try transaction.all(
                "select mutant, kind, statement from proof.mutants order by mutant", Int.self,
                String.self, String.self)
        }
        let untouched = try await practices.past { transaction in
            try transaction.one("select proof.broken_rule()", String?.self)
        }
        #expect(untouched == nil, "a rule is broken before anything was weakened")
        #expect(mutants.count >= 150)
        let every = Proof.size(120, full: 1)
        for mutant in mutants where mutant.0 % every == 0 {
            let noticed = try await practices.past { transaction in
                try transaction.one("select proof.caught_by(\(mutant.0)::int)", String?.self)
            }
            #expect(proof.holds(noticed != nil), "nobody noticed (\(mutant.1)): \(mutant.2)")
        }
        proof.report()
    }
}
