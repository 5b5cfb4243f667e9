/// A plan of the server with its figures, as auto_explain writes it into the server's log.
package struct ExplainedPlan: Sendable {
    /// The process that served the connection.
    package let process: Int
    /// The text of the statement and its plan.
    package let text: String
    /// Rows of the result.
    package let rows: Int
    /// Rows that filters removed, in all loops.
    package let removed: Int

    /// How many rows filters removed for each row of the result; a plan without result counts as one row.
    package var ratio: Double { Double(removed) / Double(max(1, rows)) }

    /// Whether all rows of that table were looked at.
    package func scansAll(_ table: String) -> Bool {
        text.split(separator: "\n").contains {
            $0.contains("Seq Scan on \(table) ") && !$0.contains("(never executed)")
        }
    }

    /// What makes the server explain every statement of a database, those within functions too; for new connections. By the
    /// superuser, one command after the other.
    package static func settings(database: String) -> [String] {
        [
            "session_preload_libraries = 'auto_explain'", "auto_explain.log_min_duration = 0",
            "auto_explain.log_analyze = on", "auto_explain.log_timing = off", "auto_explain.log_nested_statements = on",
        ].map { "alter database \"\(database)\" set \($0)" }
    }

    /// The plans in a piece of the log.
    package static func all(in log: String) -> [ExplainedPlan] {
        var plans: [ExplainedPlan] = []
        var process: Int?
        var lines: [Substring] = []
        func end() {
            if let process { plans.append(ExplainedPlan(process: process, lines)) }
            (process, lines) = (nil, [])
        }
        for line in log.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("\t") {
                lines.append(line)
            } else {
                end()
                if line.contains("LOG:  duration:"), line.hasSuffix("plan:") { process = number(after: "[", in: line) }
            }
        }
        end()
        return plans
    }

    private init(process: Int, _ lines: [Substring]) {
        var (rows, loops, removed) = (-1, 1, 0)
        for line in lines {
            if let found = Self.number(after: "(actual rows=", in: line) {
                loops = Self.number(after: " loops=", in: line) ?? 1
                if rows < 0 { rows = found }
            }
            if let found = Self.number(after: "Rows Removed by Filter: ", in: line) { removed += found * loops }
            if let found = Self.number(after: "Rows Removed by Join Filter: ", in: line) { removed += found * loops }
        }
        (self.process, self.rows, self.removed) = (process, max(0, rows), removed)
        text = lines.joined(separator: "\n")
    }

    private static func number(after words: String, in line: Substring) -> Int? {
        guard let end = line.firstRange(of: words)?.upperBound else { return nil }
        return Int(line[end...].prefix(while: \.isNumber))
    }
}
