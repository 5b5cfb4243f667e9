package import CaseModel
import FoundationEssentials
package import Postgres
package import Sealing

/// A person who joins a practice.
package struct NewStaffMember: Sendable {
    package var login: String
    package var name: String
    /// As it stands under a signature, such as LMFT.
    package var credential: String?
    package var duties: Set<Duty>
    package var password: String

    package init(login: String, name: String, credential: String?, duties: Set<Duty>, password: String) {
        (self.login, self.name, self.credential) = (login, name, credential)
        (self.duties, self.password) = (duties, password)
    }
}

/// Founds a practice on a migrated database: the practice, its key, its catalogue, its first person.
///
/// Done once, over a connection that may act as the owner; the gate cannot.
package struct Founding: Sendable {
    let owner: Database
    let keyring: Keyring
    let random: RandomSource
    let passwordCost: ScryptSettings
    let derivations: DerivationSlots

    package init(
        owner: Database, keyring: Keyring, random: RandomSource = .system, passwordCost: ScryptSettings = .standard,
        derivations: DerivationSlots = DerivationSlots()
    ) {
        (self.owner, self.keyring, self.random, self.passwordCost) = (owner, keyring, random, passwordCost)
        self.derivations = derivations
    }

    /// The names of the practices that are already there.
    package func practices() async throws(CaseworkError) -> [String] {
        try await failures {
            try await owner.read(TransactionOptions(role: "troth_founder")) { transaction in
                try transaction.all("select name from app.practices order by founded_at, name", String.self)
            }
        }
    }

    /// - Throws: `invalid` for a time zone PostgreSQL does not know, an empty name, a login that cannot be one.
    package func found(
        practice name: String, timeZone: String, first person: NewStaffMember
    ) async throws(CaseworkError) {
        var random = random
        let id = ID<Practice>.random(using: &random)
        let person = try await person.prepared(
            practice: name, cost: passwordCost, derivations: derivations, random: &random)
        let key = PracticeKey.make(practice: id.uuid, using: &random)
        try await failures { [random] in
            var random = random
            let wrapped = try keyring.wrap(key)
            let sealedName = try person.sealedName(under: key, using: &random)
            try await owner.write(TransactionOptions(role: "troth_founder", settings: [("troth.act", "init")])) {
                transaction in
                guard
                    try transaction.one(
                        "select exists (select from pg_timezone_names where name = \(timeZone))", Bool.self)
                else {
                    throw CaseworkError.invalid(
                        field: "time zone", "\(timeZone) is not known; use an IANA name such as America/Chicago")
                }
                _ = try transaction.execute(
                    """
                    insert into app.practices (practice_id, name, time_zone)
                    values (\(id), \(name), \(timeZone))
                    """)
                _ = try transaction.execute(
                    """
                    insert into app.practice_keys (practice_id, key_version, wrapped)
                    values (\(id), \(Int32(key.version)), \(wrapped))
                    """)
                try Self.copyCatalogue(to: id, transaction)
                try person.insert(practice: id.uuid, sealedName: sealedName, transaction)
                _ = try transaction.execute(
                    """
                    insert into private.credentials (practice_id, staff_id, login, salt, derivation, proof_sha256)
                    values (\(id), \(person.id), \(person.login), \(person.password.salt),
                        \(person.password.derivation), sha256(\(person.password.proof.bytes)))
                    """)
            }
        }
    }

    private static func copyCatalogue(to id: ID<Practice>, _ transaction: Transaction) throws {
        _ = try transaction.execute(
            "insert into app.roadmaps (practice_id, roadmap_version, name) values (\(id), 1, 'The road back to trust')")
        _ = try transaction.execute(
            """
            insert into app.stages (practice_id, roadmap_version, stage, name, short_name)
            select \(id)::uuid, 1, stage, name, short_name from private.default_stages
            """)
        _ = try transaction.execute(
            """
            insert into app.criteria
                (practice_id, roadmap_version, criterion, stage, wording, rater, scale, threshold, maximum,
                 from_records, source)
            select \(id)::uuid, 1, criterion, stage, wording, rater, scale, threshold, maximum, from_records, source
            from private.default_criteria
            """)
        _ = try transaction.execute(
            """
            insert into app.measures
                (practice_id, measure, version, direction, item_least, item_most, reversed, anchors, cutoff, reliability,
                 standard_deviation, reliable_change, source)
            select \(id)::uuid, measure, version, direction, item_least, item_most, reversed, anchors, cutoff,
                reliability, standard_deviation, reliable_change, source
            from private.default_measures
            """)
    }
}
