import CaseModel
import Casework
import Fiction
import FoundationEssentials
import Postgres
import Sealing
import Synchronization

/// A fictional practice that was made: who is in it, and the handle of each couple.
struct MadePractice: Sendable {
    let fiction: FictionalPractice
    /// Handles of the couples of each therapist, in the order of the caseload.
    let handles: [[Handle]]

    /// Everyone's password in the demo.
    static let password = "everyone here is invented"
}

/// Makes a fictional practice in a home of its own, by the same doors a real one goes through: the founder, the admin
/// who adds staff, and each therapist who files the cases.
struct DemoPractice {
    let home: Home
    let options: OfficeOptions

    func make(_ fiction: FictionalPractice) async throws -> MadePractice {
        print("Starting a private database in \(home.path) ...")
        try await DemoHome(home).makeAnew()
        let installation = Installation(home: home, options: options)
        let administrator = try await installation.administrator()
        defer { administrator.close() }
        _ = try await Schema(directory: options.sql).install(over: administrator)
        return try await add(fiction, over: administrator, keyring: try installation.keyring())
    }

    /// Adds a practice to the demo's database; two practices on one server never see each other.
    ///
    /// A login is unique on a server, so the people of a second practice have `suffix` after theirs.
    func add(
        _ fiction: FictionalPractice, named name: String? = nil, loginSuffix suffix: String = "",
        over administrator: Database, keyring: Keyring
    ) async throws -> MadePractice {
        let name = name ?? fiction.practiceName
        print("Making \(name): \(fiction.staff.count) people, \(fiction.couples) couples ...")
        // A cheap password cost: the password is printed on the screen.
        let cost = try ScryptSettings(logN: 14, r: 8, p: 1)
        let people = fiction.staff.map { person in
            NewStaffMember(
                login: person.login + suffix, name: person.name, credential: person.credential,
                duties: Set(person.duties),
                password: MadePractice.password)
        }
        try await Founding(owner: administrator, keyring: keyring, passwordCost: cost).found(
            practice: name, timeZone: fiction.timeZone, first: people[0])
        let gate = Database(try await Office.gate(options, home: home))
        defer { gate.close() }
        let environment = Environment(database: gate, keyring: keyring, now: { .now }, passwordCost: cost)
        let admin = try await logIn(people[0].login, environment)
        var random = SystemRandomNumberGenerator()
        for person in people.dropFirst() {
            _ = try await admin.addStaff(person, key: .random(using: &random))
        }
        for pair in fiction.supervision {
            try await admin.startSupervision(
                by: pair.supervisor + suffix, of: pair.supervisee + suffix, key: .random(using: &random))
        }
        return MadePractice(
            fiction: fiction,
            handles: try await ProgressBar.run("Couples", total: fiction.couples) { bar in
                var handles: [[Handle]] = []
                for therapist in 0..<fiction.therapists {
                    let therapistWork = try await logIn(people[therapist + 1].login, environment)
                    handles.append(try await file(fiction.cases(of: therapist), by: therapistWork, bar: bar))
                }
                return handles
            })
    }

    private func file(_ cases: Caseload, by casework: Casework, bar: ProgressBar) async throws -> [Handle] {
        var random = SystemRandomNumberGenerator()
        let handles = Mutex<[Handle]>([])
        try await casework.fileCases(cases, key: .random(using: &random)) { _, handle in
            handles.withLock { $0.append(handle) }
            bar.advance()
        }
        return handles.withLock { $0 }
    }

    private func logIn(_ login: String, _ environment: Environment) async throws -> Casework {
        let session = try await Casework(environment).logIn(login: login, password: MadePractice.password)
        return Casework(environment, token: session.token)
    }
}
