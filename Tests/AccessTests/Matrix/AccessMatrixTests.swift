import Casework
import Postgres
import TestSupport
import Testing

@Suite("The access matrix")
struct AccessMatrixTests {
    /// Every person tries every table, column and operation, and no cell is otherwise than the rules in words say.
    @Test func inSQLSaysWhatTheRulesSay() async throws {
        let practices = try await TwoPractices()
        let every = Proof.size(20, full: 1)
        let (held, broken, lines) = try await practices.past { transaction in
            try transaction.one(
                "select held, broken, coalesce(lines, '{}') from proof.run(\(every), '{sql,words}')", Int.self,
                Int.self,
                [String].self)
        }
        let proof = Proof("access matrix, in SQL")
        proof.count(passed: held, failed: broken)
        #expect(broken == 0, "\(lines.joined(separator: "\n"))")
        proof.report()
    }

    /// COPY shows what a query shows, and never writes.
    @Test func byCopySaysWhatTheRulesSay() async throws {
        let practices = try await TwoPractices()
        let proof = Proof("access matrix, by COPY")
        let every = Proof.size(20, full: 1)
        let cells = try await practices.past { transaction in
            try transaction.all(
                """
                select c.role, c.token, o.schema, o.object, min(c.col), c.expected, min(c.actor)
                from proof.cells c join proof.objects o using (object) join proof.columns k using (object, col)
                where not k.generated and c.path = 'sql' and c.operation = 'read' and o.relkind = 'r'
                group by c.actor, c.role, c.token, o.schema, o.object, c.expected
                having min(c.cell) % \(every) = 0
                """, String.self, String.self, String.self, String.self, String.self, String.self, String.self)
        }
        for (role, token, schema, object, column, expected, actor) in cells {
            let options = TransactionOptions(role: role, settings: [("troth.token", token), ("troth.act", "proof")])
            let out = await outcome {
                try await practices.environment.database.read(options) { transaction in
                    try transaction.copyOut(
                        "copy \(identifier: schema).\(identifier: object) (\(identifier: column)) to stdout"
                    ) { _ in }
                }
            }
            #expect(proof.holds(out == expected), "\(actor) \(object).\(column): \(expected), not \(out)")
            let into = await outcome {
                try await practices.environment.database.write(options) { transaction in
                    try transaction.copyIn("copy \(identifier: schema).\(identifier: object) from stdin") { nil }
                }
            }
            #expect(proof.holds(["denied", "0A000"].contains(into)), "\(actor) copies into \(object): \(into)")
        }
        proof.report()
    }

    private func outcome(_ body: () async throws -> Int) async -> String {
        do {
            return String(try await body())
        } catch let error as PostgresError {
            return error.sqlState == .insufficientPrivilege ? "denied" : error.sqlState?.rawValue ?? error.description
        } catch {
            return String(describing: error)
        }
    }
}
