import CaseModel
import Postgres
package import Sealing

/// The only door to the data: each use case opens its transaction, acts under one duty, and leaves its audit event.
///
/// Nothing here skips the database's own checks: the transaction carries the login session's token, takes the role of
/// the one duty, and row security decides what is there. A use case is a method in a file of its subject.
package struct Casework: Sendable {
    package let environment: Environment
    /// The token of the person who acts; without it only logging in is possible.
    let token: LoginToken?

    package init(_ environment: Environment, token: LoginToken? = nil) {
        (self.environment, self.token) = (environment, token)
    }

    /// Reads what is in plain columns. Sealed words are out of reach here.
    func read<Answer: Sendable>(
        _ act: String, by duty: Duty, _ body: @escaping @Sendable (Desk) throws -> Answer
    ) async throws -> Answer {
        try await failures {
            try await environment.database.read(options(act, role: duty.role)) { transaction in
                try body(Desk(transaction, duty: duty, environment: environment))
            }
        }
    }

    /// Reads sealed words: `body` fetches ciphertext through one of the database's opening functions, which write the
    /// audit event; the words are opened only after COMMIT answered COMMIT.
    func open<Answer: Sendable>(
        _ act: String, by duty: Duty, _ body: @escaping @Sendable (Desk) throws -> Answer
    ) async throws -> Answer {
        try await failures {
            try await environment.database.open(options(act, role: duty.role)) { transaction in
                try body(Desk(transaction, duty: duty, environment: environment))
            }
        }
    }

    /// Makes one change that a person asked for, at most once for a key.
    ///
    /// `answer` holds ids only and is known beforehand, since ids are drawn by the program. A second request with the
    /// same key and the same content gets the first one's answer and changes nothing; with other content it is refused.
    func change(
        _ request: Request, by duty: Duty, answer: String, _ body: @escaping @Sendable (Desk) throws -> Void
    ) async throws -> String {
        try await failures {
            try await environment.database.write(options(request.act, role: duty.role)) { transaction in
                let desk = try Desk(transaction, duty: duty, environment: environment)
                if let earlier = try desk.claim(request, answer: answer) { return earlier }
                try body(desk)
                return answer
            }
        }
    }

    func options(_ act: String, role: String?) -> TransactionOptions {
        var settings: [(name: String, value: String)] = [("troth.act", act)]
        if let token { settings.append(("troth.token", hexadecimal(token.bytes))) }
        return TransactionOptions(role: role, settings: settings)
    }
}

extension Duty {
    /// The database role that holds this duty's rights.
    var role: String { "troth_\(rawValue)" }
}

/// The bytes in lower-case hexadecimal digits.
func hexadecimal(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count * 2)
    for byte in bytes {
        text.append(digits[Int(byte >> 4)])
        text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
}
