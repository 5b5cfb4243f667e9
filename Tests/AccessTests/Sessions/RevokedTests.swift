import Casework
import Dispatch
import Postgres
import Sealing
import TestSupport
import Testing

@Suite("A revoked login")
struct RevokedTests {
    private struct Tried: RowDecodable, Sendable {
        let role: String
        let token: String
        let schema: String
        let object: String
        let column: String

        init(row: inout RowReader) throws(PostgresError) {
            role = try row.next()
            token = try row.next()
            schema = try row.next()
            object = try row.next()
            column = try row.next()
        }
    }

    /// In a transaction that is under way the statement after the revocation finds nothing, for every duty and table
    /// that shows something.
    @Test func isRefusedByTheVeryNextStatement() async throws {
        let practices = try await TwoPractices()
        let proof = Proof("revoked is refused by the very next statement")
        let every = Proof.size(6, full: 1)
        let tried = try await practices.past { transaction in
            try transaction.all(
                """
                select c.role, c.token, o.schema, c.object, min(c.col)
                from proof.cells c join proof.actors a using (actor) join proof.objects o using (object)
                where c.path = 'sql' and c.operation = 'read' and c.expected not in ('denied', '0') and o.relkind = 'r'
                    and a.relationship in ('primary', 'supervisor', 'break_glass')
                group by c.actor, c.role, c.token, o.schema, c.object having min(c.cell) % \(every) = 0
                """, as: Tried.self)
        }
        #expect(!tried.isEmpty)
        for one in tried {
            let (before, after) = try await rows(one, practices)
            #expect(proof.holds(before > 0 && after == 0), "\(one.role) \(one.object): \(before), then \(after)")
        }
        proof.report()
    }

    /// How many rows are there before the login is revoked and after it, in one transaction.
    private func rows(_ one: Tried, _ practices: TwoPractices) async throws -> (Int, Int) {
        let seen = DispatchSemaphore(value: 0)
        let revoked = DispatchSemaphore(value: 0)
        let options = TransactionOptions(
            role: one.role, settings: [("troth.token", one.token), ("troth.act", "proof")])
        async let counts = practices.environment.database.write(options) { transaction in
            func count() throws -> Int {
                var count = 0
                try transaction.forEach(
                    "select \(identifier: one.column) from \(identifier: one.schema).\(identifier: one.object)"
                ) { _ in count += 1 }
                return count
            }
            defer { seen.signal() }
            let before = try count()
            seen.signal()
            revoked.wait()
            return (before, try count())
        }
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                seen.wait()
                continuation.resume()
            }
        }
        try await Self.revoke(one.token, "now()", practices)
        revoked.signal()
        let answer = try await counts
        try await Self.revoke(one.token, "null", practices)
        return answer
    }

    private static func revoke(_ token: String, _ moment: SQL, _ practices: TwoPractices) async throws {
        try await practices.past { transaction in
            _ = try transaction.execute(
                """
                update private.login_sessions set revoked_at = \(moment)
                where token_sha256 = sha256(decode(\(token), 'hex'))
                """)
        }
    }
}
