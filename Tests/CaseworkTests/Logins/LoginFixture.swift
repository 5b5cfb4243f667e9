import FoundationEssentials
import Postgres
import Sealing
import TestSupport

@testable import Casework

/// What the tests of logging in need beside a practice: time that passes, and an authenticator app.
extension TestPractice {
    /// Changes the database as if somebody with all rights did.
    func behindTheDoor(_ statements: SQL...) async throws {
        try await superuser().write { transaction in
            for statement in statements { _ = try transaction.execute(statement) }
        }
    }

    func count(_ query: SQL) async throws -> Int {
        try await superuser().read { try $0.one(query, Int.self) }
    }

    /// A desk of nobody yet, at another time of the program's clock.
    func stranger(at now: Timestamp) -> Casework {
        var environment = environment
        environment.now = { now }
        return Casework(environment)
    }

    /// Somebody who logs in anew and stays logged in.
    func loggedIn(_ login: String, place: LoginToken? = nil) async throws -> Casework {
        Casework(
            environment,
            token: try await stranger.logIn(login: login, password: Self.password, place: place).token)
    }
}

/// An authenticator app: it has been given the secret, and shows codes.
struct App {
    let secret: TimeCode

    init(_ offer: EnrolmentOffer) {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)
        var bytes: [UInt8] = []
        var (bits, count): (UInt32, UInt32) = (0, 0)
        for character in offer.secret.utf8 {
            bits = bits << 5 | UInt32(alphabet.firstIndex(of: character) ?? 0)
            count += 5
            if count >= 8 {
                count -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> count))
            }
        }
        secret = TimeCode(bytes: bytes)
    }

    /// The code at so many seconds after the tests' time.
    func code(after seconds: Int64 = 0) -> String {
        secret.code(ofStep: TimeCode.step(atSecond: TestPractice.now.microseconds / 1_000_000 + seconds))
    }
}

extension Timestamp {
    func adding(seconds: Int64) -> Timestamp { Timestamp(microseconds: microseconds + seconds * 1_000_000) }
}
