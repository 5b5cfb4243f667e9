import FoundationEssentials
import Postgres
import Sealing

/// All that a login brings to the database, again at every try until nothing is missing.
struct LoginAttempt: Sendable {
    let login: String
    let proof: PasswordProof
    let place: LoginToken?
    let token: LoginToken
    var code: GivenCode?
    var renewed: NewProof?
    var enrolled: EnrolledFactor?
    var recoveryCodes: [SpokenSecret] = []

    var statement: SQL {
        """
        select answer, practice_id, staff_id, expires_at, wait_seconds, practice_name, secret_sealed, last_step,
            wrapped_key
        from private.log_in(\(login), \(proof.bytes), \(token.sha256), \(place?.sha256), \(code?.step)::bigint,
            \(code?.recovery)::bytea, \(renewed?.salt)::bytea, \(renewed?.derivation)::text,
            \(renewed?.proof.bytes)::bytea, \(enrolled?.sealed)::bytea, \(enrolled?.step)::bigint,
            \(enrolled?.codes)::bytea[])
        """
    }
}

/// A password's proof under a salt of its own.
struct NewProof: Sendable {
    let salt: [UInt8]
    let derivation: String
    let proof: PasswordProof
}

/// What the database answered to a login, and what comes with it.
struct LoginAnswer: Sendable {
    enum Kind: Sendable {
        case begun(Timestamp)
        case refused
        case wait(Int)
        case needs(LoginNeed)
    }

    struct Row: RowDecodable {
        let answer: String
        let practice: UUID?
        let staff: UUID?
        let expiresAt: Timestamp?
        let wait: Int
        let practiceName: String?
        let sealed: [UInt8]?
        let lastStep: Int64?
        let wrappedKey: [UInt8]?

        init(row: inout RowReader) throws(PostgresError) {
            answer = try row.next()
            practice = try row.next()
            staff = try row.next()
            expiresAt = try row.next()
            wait = try row.next()
            practiceName = try row.next()
            sealed = try row.next()
            lastStep = try row.next()
            wrappedKey = try row.next()
        }
    }

    let kind: Kind
    private let row: Row

    init(_ row: Row) throws(CaseworkError) {
        self.row = row
        switch (row.answer, row.expiresAt) {
        case ("in", let expiresAt?): kind = .begun(expiresAt)
        case ("refused", _): kind = .refused
        case ("wait", _): kind = .wait(row.wait)
        case ("code", _): kind = .needs(.code)
        case ("change", _): kind = .needs(.newPassword)
        case ("enrol", _): kind = .needs(.secondFactor)
        default: throw .internal("an answer to a login that is not known")
        }
    }

    var practiceName: String { row.practiceName ?? "" }

    func practice() throws(CaseworkError) -> UUID { try held(row.practice) }
    func staff() throws(CaseworkError) -> UUID { try held(row.staff) }

    /// The practice's key, which the login opens with the keyring: nobody is logged in yet who could ask for it.
    func key(_ environment: Environment) throws -> PracticeKey {
        try environment.keyring.unwrap(held(row.wrappedKey), practice: practice())
    }

    func factor(_ environment: Environment) throws -> SecondFactor {
        try SecondFactor(
            sealed: held(row.sealed), lastStep: held(row.lastStep), practice: practice(), staff: staff(),
            key: key(environment))
    }

    private func held<Value>(_ value: Value?) throws(CaseworkError) -> Value {
        guard let value else { throw .internal("an answer to a login lacks a part") }
        return value
    }
}
