import CaseModel
import Casework
import Fiction
import FoundationEssentials
import Postgres
import Sealing

/// A practice that Fiction invents, founded in a database of the run and made larger step by step.
///
/// Couples are the same in a practice of any size, so growing one to 100,000 and cloning it on the way gives the same
/// practices as making three.
struct BenchPractice: Sendable {
    let server: BenchServer
    let keyring: Keyring
    let fiction: FictionalPractice
    private let people: [FictionalStaff]
    private let cost: ScryptSettings
    /// The day on which every measure takes place.
    static let today = CalendarDate(dayNumber: 20_619)
    private static let now = Timestamp(microseconds: 1_781_514_000_000_000)
    private static let password = "everyone here is invented"

    init(_ server: BenchServer, couples: Int, detail: Detail = .light) throws {
        self.server = server
        keyring = try server.keyring()
        fiction = FictionalPractice(seed: 20, today: Self.today, couples: couples, detail: detail)
        people = fiction.staff
        // A cheap password cost: nobody is kept out, and hundreds of people are employed.
        cost = try ScryptSettings(logN: 14, r: 8, p: 1)
    }

    /// Makes the database and the practice in it, with its admin and nobody else; false where an earlier run of this
    /// folder did so, and the database only gets the functions as they are now.
    @discardableResult
    func found(in name: String, sql: String) async throws -> Bool {
        var isThere = false
        do {
            try await server.cluster.createDatabase(name)
        } catch .databaseExists {
            isThere = true
        }
        let owner = server.database(name)
        defer { owner.close() }
        _ = try await Schema(directory: sql).install(over: owner)
        if isThere { return false }
        try await Founding(owner: owner, keyring: keyring, passwordCost: cost).found(
            practice: fiction.practiceName, timeZone: fiction.timeZone, first: person(0))
        return true
    }

    /// The program's way in: the gate's connection, nobody logged in.
    func environment(_ name: String, connections: Int = 4) -> Environment {
        Environment(
            database: server.database(name, user: "troth_gate", connections: connections), keyring: keyring,
            now: { Self.now },
            passwordCost: cost)
    }

    /// Employs therapist number `therapist`, counted from 0.
    func employ(_ therapist: Int, by admin: Casework) async throws {
        var random = SystemRandomNumberGenerator()
        _ = try await admin.addStaff(person(therapist + 1), key: .random(using: &random))
    }

    /// Logs in the therapist of that number, the admin for nil.
    func logIn(_ therapist: Int?, _ environment: Environment) async throws -> Casework {
        Casework(environment, token: try await token(therapist, environment))
    }

    /// The token of a new login of the therapist of that number, the admin for nil.
    func token(_ therapist: Int?, _ environment: Environment) async throws -> LoginToken {
        let login = person(therapist.map { $0 + 1 } ?? 0).login
        return try await Casework(environment).logIn(login: login, password: Self.password).token
    }

    /// The token of the person of that number, for a connection past Casework.
    func session(_ therapist: Int?, _ environment: Environment) async throws -> LoginToken {
        let login = person(therapist.map { $0 + 1 } ?? 0).login
        return try await Casework(environment).logIn(login: login, password: Self.password).token
    }

    /// Proves the password afresh, for what needs it.
    func prove(_ casework: Casework) async throws {
        try await casework.prove(password: Self.password)
    }

    /// A second practice admin, who approves what the first asked for.
    func secondAdmin(_ admin: Casework, _ environment: Environment) async throws -> Casework {
        var random = SystemRandomNumberGenerator()
        _ = try await admin.addStaff(
            NewStaffMember(
                login: "second", name: "Second Admin", credential: nil, duties: [.practiceAdmin],
                password: Self.password), key: .random(using: &random))
        let session = try await Casework(environment).logIn(login: "second", password: Self.password)
        return Casework(environment, token: session.token)
    }

    private func person(_ index: Int) -> NewStaffMember {
        let person = people[index]
        return NewStaffMember(
            login: person.login, name: person.name, credential: person.credential, duties: Set(person.duties),
            password: Self.password)
    }
}
