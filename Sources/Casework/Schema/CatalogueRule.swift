package import Postgres

/// One rule that the live catalogue of a database must obey, whatever was done to it since it was made.
///
/// The rules repeat what `sql/tests/catalogue.sql` holds for the SQL as it is written: that proves the files, this the
/// database in use.
package struct CatalogueRule: Sendable {
    /// Short, as `troth doctor` shows it.
    package let name: String
    /// What is said where it holds.
    package let good: String
    /// What is said where it does not; the offenders follow.
    package let broken: String
    /// One row for each offender: a name from the schema, never data.
    let offenders: SQL

    /// Mends most of it: policies and grants are made from nothing each time.
    static let remedy = "`troth init` makes the policies and grants anew; if it comes back, find out who changes it."

    init(_ name: String, good: String, broken: String, offenders: SQL) {
        (self.name, self.good, self.broken, self.offenders) = (name, good, broken, offenders)
    }
}

/// What a rule found.
package struct CatalogueFinding: Sendable {
    package let rule: CatalogueRule
    /// Names of what breaks it; empty where it holds.
    package let offenders: [String]

    /// A sentence for a person.
    package var text: String {
        guard !offenders.isEmpty else { return rule.good }
        let shown = offenders.prefix(8).joined(separator: ", ")
        let more = offenders.count > 8 ? " and \(offenders.count - 8) more" : ""
        return "\(rule.broken): \(shown)\(more). \(CatalogueRule.remedy)"
    }
}

extension CatalogueRule {
    /// Looks at every rule, over a connection that may read the catalogue: the gate can.
    package static func findings(in database: Database) async throws(CaseworkError) -> [CatalogueFinding] {
        try await failures { try await database.read { try findings($0) } }
    }

    /// The same within a transaction, so that a test can weaken the catalogue and take it back.
    package static func findings(_ transaction: Transaction) throws -> [CatalogueFinding] {
        try all.map { rule in
            CatalogueFinding(rule: rule, offenders: try transaction.all(rule.offenders, String.self))
        }
    }

    static let all: [CatalogueRule] = rowSecurity + policies + grants + functions + roles
}
