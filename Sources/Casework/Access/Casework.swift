package import CaseModel
import Postgres
package import Sealing

/// The only door to the data: each use case opens its transaction, acts under one duty, and leaves its audit event.
///
/// Nothing here skips the database's own checks: the transaction carries the login session's token, takes the role of
/// one duty, never of several at once, and row security decides what is there. A use case is a method in a file of its
/// subject, and names the duties by which it can be done.
package struct Casework: Sendable {
    package let environment: Environment
    /// The token of the person who acts; without it only logging in is possible.
    let token: LoginToken?
    /// The duty that the person asks to act under; nil is the first of a use case's that they hold.
    let acting: Duty?

    package init(_ environment: Environment, token: LoginToken? = nil, acting: Duty? = nil) {
        (self.environment, self.token, self.acting) = (environment, token, acting)
    }

    /// Reads what is in plain columns. Sealed words are out of reach here.
    func read<Answer: Sendable>(
        _ act: String, by duties: [Duty], _ body: @escaping @Sendable (Desk) throws -> Answer
    ) async throws -> Answer {
        try await answered(act) {
            try await amidKeyChanges {
                try await environment.database.read(options(act, role: nil)) { transaction in
                    try at(Desk(transaction, by: duties, asked: acting, environment: environment), body)
                }
            }
        }
    }

    /// Reads sealed words: `body` fetches ciphertext through one of the database's opening functions, which write the
    /// audit event; the words are opened only after COMMIT answered COMMIT. `whole` is all that is asked: it goes out with
    /// the question who this is, where that is asked, and with COMMIT, in one round trip, and `body` finds its answer in
    /// `Desk.whole`. An answer without a row is to be `notFound`.
    func open<Answer: Sendable>(
        _ act: String, by duties: [Duty], whole: SQL? = nil, _ body: @escaping @Sendable (Desk) throws -> Answer
    ) async throws -> Answer {
        try await answered(act) {
            try await amidKeyChanges {
                try await knowing(whole == nil ? [] : duties) { known in
                    try await environment.database.open(options(act, role: known?.duty.role)) { transaction in
                        try at(desk(transaction, by: duties, known, whole: whole), body)
                    }
                }
            }
        }
    }

    /// Makes one change that a person asked for, at most once for a key.
    ///
    /// `answer` holds ids only and is known beforehand, since ids are drawn by the program. A second request with the
    /// same key and the same content gets the first one's answer and changes nothing; with other content it is refused.
    func change(
        _ request: Request, by duties: [Duty], answer: String, _ body: @escaping @Sendable (Desk) throws -> Void
    ) async throws -> String {
        try await answered(request.act) {
            try await amidKeyChanges {
                do {
                    return try await knowing(duties) { known in
                        try await environment.database.write(options(request.act, role: known?.duty.role)) {
                            transaction in
                            try at(desk(transaction, by: duties, known)) { try $0.carryOut(request, answer, body) }
                        }
                    }
                } catch let error as PostgresError where error.constraint == "requests_pkey" {
                    return try await environment.database.read(options(request.act, role: nil)) { transaction in
                        try at(Desk(transaction, by: duties, asked: acting, environment: environment)) { desk in
                            try desk.earlierAnswer(to: request)
                        }
                    }
                }
            }
        }
    }

    /// Sets up a desk: of the person who is known, or of the one whom the database names now, who is known from then on.
    private func desk(
        _ transaction: Transaction, by duties: [Duty], _ known: KnownDesk?, whole: SQL? = nil
    ) throws -> Desk {
        if let known { return Desk(transaction, of: known, environment: environment, whole: whole) }
        let desk = try Desk(transaction, by: duties, asked: acting, environment: environment, whole: whole)
        if let token { environment.holders.note(desk.holder, of: token) }
        return desk
    }

    /// Does work that the database refuses to whoever may not do it, for a person whom this program knows: it need not ask
    /// who this is. What was refused is done anew at a desk that asks, since what is known may be over, and then tells why.
    private func knowing<Answer>(
        _ duties: [Duty], _ work: (KnownDesk?) async throws -> Answer
    ) async throws -> Answer {
        guard let token, let holder = environment.holders.holder(of: token),
            let known = KnownDesk(holder, by: duties, asked: acting)
        else { return try await work(nil) }
        do {
            return try await work(known)
        } catch let error where mayMeanThePerson(error) {
            environment.holders.forget(token)
            return try await work(nil)
        }
    }

    /// Whether this may be what becomes of somebody who is not, or no longer, whom the program takes them for: the request's key,
    /// which goes out first, is refused to them, and no note is found.
    private func mayMeanThePerson(_ error: any Error) -> Bool {
        switch error {
        case CaseworkError.notFound: true
        case let error as PostgresError: error.sqlState == .insufficientPrivilege
        default: false
        }
    }

    /// Works at a desk. What is not found there may be open to the person by another of the use case's duties; that they
    /// hold one is said in either case, so it does not tell whether the record exists.
    private func at<Answer>(_ desk: Desk, _ body: (Desk) throws -> Answer) throws -> Answer {
        do {
            return try body(desk)
        } catch CaseworkError.notFound(let subject, let name, _) {
            throw CaseworkError.notFound(subject, name, alsoAs: desk.otherDuties)
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
