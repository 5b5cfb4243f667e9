import CaseModel
import Casework
import FoundationEssentials
import Postgres
import Sealing
import TestSupport

/// Two practices on one server, with a person for each duty and relationship and a case for each person.
///
/// Made once a test process, then copied for each suite.
struct TwoPractices: Sendable {
    let environment: Environment
    /// Past every door.
    let superuser: Database

    init() async throws {
        let template = try await Template.shared.value
        let name = try await TestServer.shared.clone(of: template.name)
        var settings = try await TestServer.shared.settings(database: name)
        // a proof takes long, and the machine may be busy with others meanwhile
        settings.idleInTransactionTimeout = .zero
        superuser = Database(settings)
        environment = template.environment(
            Database(try await TestServer.shared.settings(database: name, user: "troth_gate")))
    }

    /// Runs work as the superuser, without a limit of time.
    func past<Answer: Sendable>(_ body: @Sendable (Transaction) throws -> Answer) async throws -> Answer {
        try await superuser.write(TransactionOptions(statementTimeout: .zero)) { transaction in
            do { return try body(transaction) } catch let error as PostgresError {
                throw Unexpected(message: error.serverMessage ?? error.description)
            }
        }
    }

    static func key() -> RequestKey {
        var random = SystemRandomNumberGenerator()
        return .random(using: &random)
    }
}

/// What the server said of a statement of the tests themselves.
struct Unexpected: Error {
    let message: String
}

/// The database that is copied.
private struct Template: Sendable {
    static let shared = Task { try await Template() }

    let name: String
    private let practice: TestPractice

    func environment(_ database: Database) -> Environment {
        Environment(
            database: database, keyring: practice.environment.keyring, now: practice.environment.now,
            passwordCost: practice.environment.passwordCost)
    }

    init() async throws {
        practice = try await TestPractice()
        name = practice.databaseName
        let superuser = try await practice.superuser()
        defer {
            superuser.close()
            practice.database.close()
        }
        try await fileCases(superuser)
        let scripts = try ["people", "cells", "mutants"].map { try Folder.text("SQL/\($0).sql") }
        let lines = try ExpectedRights("tables.txt").lines
        let catalogue = try CatalogueRules()
        try await superuser.write(TransactionOptions(statementTimeout: .zero)) { transaction in
            do {
                for script in scripts { try transaction.script(trusted: script) }
                for line in lines { try line.insert(transaction) }
                try catalogue.insert(transaction)
                try transaction.execute("select proof.make_cells()")
            } catch let error as PostgresError {
                throw Unexpected(message: error.serverMessage ?? error.description)
            }
        }
    }

    /// As many couples as there are people to have them, and some couples in the other practice.
    private func fileCases(_ superuser: Database) async throws {
        try await Founding(
            owner: superuser, keyring: practice.environment.keyring, passwordCost: practice.environment.passwordCost
        ).found(
            practice: "Other Practice", timeZone: "Europe/Berlin",
            first: NewStaffMember(
                login: "berta", name: "Berta Other", credential: "LMFT", duties: [.therapist, .practiceAdmin],
                password: TestPractice.password))
        let token = try await practice.stranger.logIn(login: "berta", password: TestPractice.password).token
        try await Casework(practice.environment, token: token).fileCases(
            (0..<10).map { _ in TriedCouple.history }, key: TwoPractices.key())
        try await practice.therapist.fileCases(
            (0..<240).map { _ in TriedCouple.history }, key: TwoPractices.key())
    }
}

extension ExpectedRights.Line {
    /// Puts the line where the cells are made from it, its columns spelled out.
    fileprivate func insert(_ transaction: Transaction) throws {
        let count = try transaction.execute(
            """
            insert into proof.rules (line, duty, object, operation, whose, rows, columns)
            select \(number)::int, \(duty), o.object, \(operation), \(whose)::text[], \(rows), array(
                select c.col from proof.columns c
                where c.object = o.object and not c.generated
                    and case \(columns)::text[] when '{plain}' then not c.sealed when '{all}' then true
                             else c.col = any (\(columns)::text[]) end)
            from proof.objects o where o.object = \(object)
            """)
        guard count == 1 else { throw Unexpected(message: "no table \(object), in line \(number / 10_000)") }
    }
}
