import Postgres

/// The rules of `sql/tests/catalogue.sql`, so that they can be asked in the middle of a transaction.
struct CatalogueRules: Sendable {
    private(set) var rules: [(name: String, query: String)] = []
    private(set) var views: [String] = []

    /// Reads the views it makes and each `select is_empty($$ query $$, 'name');`.
    init() throws {
        let text = try Folder.text("../../sql/tests/catalogue.sql")
        for statement in text.split(separator: ";\n") {
            if let start = statement.firstRange(of: "create temporary view ")?.upperBound {
                views.append("create view proof." + statement[start...])
            }
            let parts = statement.split(separator: "$$", omittingEmptySubsequences: false)
            if parts.count == 3, parts[0].hasSuffix("select is_empty(") {
                let name = parts[2].drop { $0 != "'" }.dropFirst().prefix { $0 != "\n" }.dropLast(2)
                rules.append((String(name), String(parts[1])))
            }
        }
        guard rules.count >= 20, views.count >= 2 else {
            throw Unexpected(message: "only \(rules.count) rules found in catalogue.sql")
        }
    }

    func insert(_ transaction: Transaction) throws {
        for view in views { try transaction.script(trusted: view) }
        for rule in rules {
            try transaction.execute("insert into proof.catalogue values (\(rule.name), \(rule.query))")
        }
        try transaction.script(trusted: "alter function proof.broken_rule() set search_path = proof, pg_catalog")
    }
}
