package import CaseModel
package import Casework
import FoundationEssentials
package import Postgres
import Sealing

/// A founded practice on a database of its own: an admin and two therapists, each logged in.
///
/// Founded once a test process, then copied for every suite that asks, in some 50 ms.
package struct TestPractice: Sendable {
    package let database: Database
    package let databaseName: String
    package let environment: Environment
    package let admin: Casework
    package let therapist: Casework
    package let otherTherapist: Casework
    /// Nobody is logged in here.
    package let stranger: Casework

    /// The password of everyone in the practice.
    package static let password = "a quiet river in spring"
    /// The moment at which every test takes place: 2026-06-15 09:00 UTC.
    package static let now = Timestamp(microseconds: 1_781_514_000_000_000)
    package static let today = CalendarDate(dayNumber: 20_619)

    /// A fresh copy.
    package init() async throws {
        let template = try await Template.shared.value
        let name = try await TestServer.shared.clone(of: Template.name)
        databaseName = name
        database = Database(try await TestServer.shared.settings(database: name, user: "troth_gate"))
        environment = Environment(
            database: database, keyring: template.keyring, now: { Self.now }, passwordCost: Template.cost)
        stranger = Casework(environment)
        admin = Casework(environment, token: template.admin)
        therapist = Casework(environment, token: template.therapist)
        otherTherapist = Casework(environment, token: template.otherTherapist)
    }

    /// No login of today ends for want of use: only the service renews one, and a proof that works past it takes long.
    package func keepLoginsOpen() async throws {
        let owner = try await superuser()
        defer { owner.close() }
        try await owner.write { transaction in
            try transaction.execute("update private.login_sessions set idle_limit = interval '1 day'")
        }
    }

    /// A connection as the server's superuser, for a test that looks behind the door.
    package func superuser() async throws -> Database {
        Database(try await TestServer.shared.settings(database: databaseName))
    }

    /// Where the repository's SQL lies.
    package static var sqlDirectory: String {
        var parts = #filePath.split(separator: "/")
        parts.removeLast(3)
        return "/" + parts.joined(separator: "/") + "/sql"
    }
}

/// What the copies share: the keyring and the tokens of those who are logged in.
private struct Template: Sendable {
    static let name = "practice"
    static let cost = (try? ScryptSettings(logN: 14, r: 8, p: 1)) ?? .standard
    static let shared = Task { try await Template() }

    let keyring = Keyring.make(at: Date())
    let admin: LoginToken
    let therapist: LoginToken
    let otherTherapist: LoginToken

    init() async throws {
        let keyring = keyring
        try await TestServer.shared.template(Self.name) { settings in
            let owner = Database(settings)
            _ = try await Schema(directory: TestPractice.sqlDirectory).install(over: owner)
            try await Founding(owner: owner, keyring: keyring, passwordCost: Self.cost).found(
                practice: "Test Practice", timeZone: "America/Los_Angeles",
                first: NewStaffMember(
                    login: "admin", name: "Avery Admin", credential: nil, duties: [.practiceAdmin],
                    password: TestPractice.password))
            // a long run of tests must not be logged out
            try await owner.write { transaction in
                _ = try transaction.execute("update app.practices set login_idle_minutes = 720, login_hours = 24")
            }
            owner.close()
        }
        let gate = Database(try await TestServer.shared.settings(database: Self.name, user: "troth_gate"))
        defer { gate.close() }
        let environment = Environment(
            database: gate, keyring: keyring, now: { TestPractice.now }, passwordCost: Self.cost)
        func logIn(_ login: String) async throws -> LoginToken {
            try await Casework(environment).logIn(login: login, password: TestPractice.password).token
        }
        admin = try await logIn("admin")
        for (login, name) in [("thea", "Thea Marsh"), ("omar", "Omar Idris")] {
            var random = SystemRandomNumberGenerator()
            _ = try await Casework(environment, token: admin).addStaff(
                NewStaffMember(
                    login: login, name: name, credential: "LMFT", duties: [.therapist],
                    password: TestPractice.password), key: .random(using: &random))
        }
        therapist = try await logIn("thea")
        otherTherapist = try await logIn("omar")
    }
}
