import FoundationEssentials
import Postgres
import Sealing

/// A code as a person gave it.
enum GivenCode: Sendable {
    /// A code of the authenticator app, of this time step.
    case ofStep(Int64)
    /// A recovery code.
    case ofRecovery(SpokenSecret)
    /// Neither, or a code that was used before.
    case wrong

    /// What the database is told: it takes no step twice, and counts 0 as a failure.
    var step: Int64? {
        switch self {
        case .ofStep(let step): step
        case .ofRecovery: nil
        case .wrong: 0
        }
    }

    var recovery: [UInt8]? {
        if case .ofRecovery(let code) = self { code.sha256 } else { nil }
    }
}

/// A person's second factor, opened: the secret, and the last step whose code was taken.
struct SecondFactor {
    /// Groups of four characters of a recovery code: 80 bits.
    static let recoveryGroups = 4
    /// How many recovery codes there are.
    static let recoveryCodes = 10
    private let secret: TimeCode
    private let lastStep: Int64

    init(sealed: [UInt8], lastStep: Int64, practice: UUID, staff: UUID, key: PracticeKey) throws {
        secret = TimeCode(bytes: try key.words.open(sealed, at: Self.place(of: staff, in: practice)))
        self.lastStep = lastStep
    }

    static func place(of staff: UUID, in practice: UUID) -> Place {
        Place(practice: practice, row: staff, column: "second_factor.secret")
    }

    func read(_ typed: String, at now: Timestamp) -> GivenCode {
        if let recovery = SpokenSecret(typed: typed, groups: Self.recoveryGroups) { return .ofRecovery(recovery) }
        return secret.step(of: typed, atSecond: now.microseconds / 1_000_000, after: lastStep).map(GivenCode.ofStep)
            ?? .wrong
    }
}

/// A second factor that is offered: what to put into the authenticator app.
package struct EnrolmentOffer: Sendable {
    /// `otpauth://…`, for a link or a picture.
    package let uri: String
    /// The secret, for typing.
    package let secret: String
}

/// A second factor on its way to be enrolled, sealed.
struct EnrolledFactor: Sendable {
    let sealed: [UInt8]
    let step: Int64
    let codes: [[UInt8]]
}

/// A second factor that was drawn and not yet shown to work.
struct FactorDraft: Sendable {
    private let secret: TimeCode
    let codes: [SpokenSecret]

    init(using random: inout RandomSource) {
        secret = TimeCode.make(using: &random)
        codes = Self.recoveryCodes(using: &random)
    }

    static func recoveryCodes(using random: inout RandomSource) -> [SpokenSecret] {
        (0..<SecondFactor.recoveryCodes).map { _ in
            SpokenSecret.make(groups: SecondFactor.recoveryGroups, using: &random)
        }
    }

    func offer(practice: String, login: String) -> EnrolmentOffer {
        EnrolmentOffer(uri: secret.uri(issuer: "Troth \(practice)", account: login), secret: secret.text)
    }

    /// - Throws: `invalid` where the first code is not the app's: nothing is enrolled that does not work.
    func confirmed(
        by code: String, at now: Timestamp, practice: UUID, staff: UUID, key: PracticeKey,
        using random: inout RandomSource
    ) throws -> EnrolledFactor {
        guard let step = secret.step(of: code, atSecond: now.microseconds / 1_000_000, after: 0) else {
            throw CaseworkError.invalid(
                field: "code",
                "it is not the app's. Nothing was changed; check the clocks of the phone and of this machine, and begin "
                    + "again")
        }
        let sealed = try key.words.seal(
            secret.bytes, at: SecondFactor.place(of: staff, in: practice), revision: 1, using: &random)
        return EnrolledFactor(sealed: sealed, step: step, codes: codes.map(\.sha256))
    }
}
