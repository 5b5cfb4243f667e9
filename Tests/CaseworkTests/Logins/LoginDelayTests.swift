import FoundationEssentials
import Glibc
import Postgres
import Sealing
import TestSupport
import Testing

@testable import Casework

@Suite("Failures slow the next try down, and nobody is locked out")
struct LoginDelayTests {
    private static let wrong = "no river at all in spring"

    private func attempt(
        _ practice: TestPractice, _ login: String = "thea", password: String = wrong, place: LoginToken? = nil
    ) async -> String {
        do {
            _ = try await practice.stranger.logIn(login: login, password: password, place: place)
            return "in"
        } catch CaseworkError.loginRefused {
            return "refused"
        } catch CaseworkError.loginDelayed(let seconds) {
            return "\(seconds)"
        } catch {
            return "\(error)"
        }
    }

    /// As if `interval` had passed since the last failures.
    private func wait(_ interval: String, in practice: TestPractice) async throws {
        try await practice.behindTheDoor(
            "update private.login_counters set failed_at = failed_at - \(interval)::interval")
    }

    /// Failures in a row, without waiting for them: one is made, the others are counted on top.
    private func fail(_ times: Int, _ practice: TestPractice, place: LoginToken? = nil) async throws {
        #expect(await attempt(practice, place: place) == "refused")
        try await practice.behindTheDoor(
            "update private.login_counters set failures = \(times), failed_at = clock_timestamp() where failures = 1")
    }

    @Test("The delays grow to five minutes, the same for a login that does not exist", arguments: ["thea", "nobody"])
    func grow(login: String) async throws {
        let practice = try await TestPractice()
        var delays: [Int] = []
        for _ in 1...13 {
            #expect(await attempt(practice, login) == "refused")
            delays.append(
                try await practice.count(
                    "select max(extract(epoch from private.login_delay(failures)))::integer from private.login_counters"
                ))
            try await wait("6 minutes", in: practice)
        }
        #expect(delays == [0, 0, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300])
    }

    @Test("A try that comes too early is not looked at, and does not lengthen the delay")
    func early() async throws {
        let practice = try await TestPractice()
        try await fail(12, practice)
        let derivations = practice.environment.derivations.derivations
        for _ in 1...20 {
            let seconds = Int(await attempt(practice, password: TestPractice.password)) ?? 0
            #expect((1...300).contains(seconds))
        }
        #expect(practice.environment.derivations.derivations == derivations, "no work is done for it")
        try await wait("300 seconds", in: practice)
        #expect(await attempt(practice, password: TestPractice.password) == "in")
    }

    @Test("The database itself looks at nothing before the time, even at a right proof")
    func theDatabaseRefuses() async throws {
        let practice = try await TestPractice()
        try await fail(12, practice)
        let salt = try await practice.database.read {
            try $0.one("select salt, derivation from private.login_salt('thea')", [UInt8].self, String.self)
        }
        let proof = try PasswordProof(
            password: TestPractice.password, salt: salt.0, settings: ScryptSettings(text: salt.1))
        let answer = try await practice.database.write {
            try $0.one("select answer from private.log_in('thea', \(proof.bytes), sha256('a token'))", String.self)
        }
        #expect(answer == "wait")
    }

    @Test func aSuccessClears() async throws {
        let practice = try await TestPractice()
        for _ in 1...2 { #expect(await attempt(practice) == "refused") }
        #expect(await attempt(practice, password: TestPractice.password) == "in")
        for _ in 1...2 { #expect(await attempt(practice) == "refused") }
        #expect(await attempt(practice, password: TestPractice.password) == "in")
    }

    @Test("Whoever has logged in at a place is not slowed down there by failures elsewhere")
    func knownPlace() async throws {
        let practice = try await TestPractice()
        let (desk, elsewhere) = (LoginToken.make(), LoginToken.make())
        #expect(await attempt(practice, password: TestPractice.password, place: desk) == "in")
        try await fail(12, practice, place: elsewhere)
        #expect(Int(await attempt(practice, password: TestPractice.password, place: elsewhere)) != nil)
        #expect(await attempt(practice, password: TestPractice.password, place: desk) == "in")
        try await wait("6 minutes", in: practice)
        try await fail(12, practice, place: desk)
        #expect(Int(await attempt(practice, password: TestPractice.password, place: desk)) != nil, "its own count")
        #expect(await attempt(practice, "omar", password: TestPractice.password, place: desk) == "in")
    }

    @Test("A clock that went back locks nobody out")
    func clockWentBack() async throws {
        let practice = try await TestPractice()
        try await fail(12, practice)
        try await wait("-1 day", in: practice)
        #expect(await attempt(practice, password: TestPractice.password) == "in")
    }

    @Test("A login that does not exist costs the same derivation, and leaves the same kind of event")
    func unknownLogin() async throws {
        let practice = try await TestPractice()
        let before = practice.environment.derivations.derivations
        #expect(await attempt(practice) == "refused")
        #expect(practice.environment.derivations.derivations == before + 1)
        #expect(await attempt(practice, "nobody") == "refused")
        #expect(practice.environment.derivations.derivations == before + 2)
        #expect(
            try await practice.count("select count(*) from private.audit_events where operation = 'log_in_refused'")
                == 2)
        #expect(
            try await practice.count(
                "select count(*) from private.login_counters where counter = convert_to('nobody', 'UTF8')") == 0)
    }

    @Test("Tries at once are counted one after another: one of many, not all of them, gets through")
    func atOnce() async throws {
        let practice = try await TestPractice()
        for _ in 1...2 { _ = await attempt(practice) }
        try await practice.behindTheDoor("update private.login_counters set failures = 11")
        try await wait("6 minutes", in: practice)
        let answers = await withTaskGroup(of: String.self) { group in
            for _ in 1...12 { group.addTask { await attempt(practice) } }
            return await group.reduce(into: [String: Int]()) { $0[$1, default: 0] += 1 }
        }
        #expect(answers["refused"] == 1, "\(answers)")
        #expect(
            try await practice.count("select max(failures) from private.login_counters") == 12, "\(answers)")
    }

    @Test("At most two derivations run at once in a program")
    func slots() async throws {
        let slots = DerivationSlots()
        let first = try await slots.take()
        let second = try await slots.take()
        let third = Task { try await slots.derive("a password", salt: Self.salt, settings: Self.cost) }
        try await Task.sleep(for: .milliseconds(200))
        #expect(slots.derivations == 0, "the third waits for its turn")
        slots.release(first)
        _ = try await third.value
        slots.release(second)
        #expect(slots.derivations == 1)
    }

    @Test("nor among programs that share a home, and a program that dies gives its slot back")
    func sharedSlots() async throws {
        let folder = "/tmp/troth-slots-\(UInt64.random(in: 0 ... .max))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        // as two other programs hold them
        let held = (1...DerivationSlots.count).map { open("\(folder)/derivation.\($0)", O_RDWR | O_CREAT, 0o600) }
        for file in held { #expect(flock(file, LOCK_EX | LOCK_NB) == 0) }
        let slots = DerivationSlots(folder: folder)
        let waiting = Task { try await slots.derive("a password", salt: Self.salt, settings: Self.cost) }
        try await Task.sleep(for: .milliseconds(200))
        #expect(slots.derivations == 0)
        close(held[1])
        _ = try await waiting.value
        close(held[0])
    }

    private static let salt = [UInt8](repeating: 1, count: PasswordProof.saltLength)
    private static let cost = (try? ScryptSettings(logN: 14, r: 8, p: 1)) ?? .standard
}
