import CaseModel
import Casework
import FoundationEssentials
import Postgres
import TestSupport

/// A practice with one case of its first therapist, and what tests about sessions and notes do with it again and again.
struct TreatedCouple: Sendable {
    let practice: TestPractice
    let handle: String

    var therapist: Casework { practice.therapist }

    init(_ couple: CaseHistory = CaseloadTests.couple()) async throws {
        practice = try await TestPractice()
        handle = try await practice.therapist.openCase(couple, key: .fresh()).description
    }

    static func plan(
        _ at: String = "2026-06-20 10:00", _ format: SessionFormat = .conjoint, minutes: Int = 50
    ) throws -> SessionPlan {
        SessionPlan(at: try local(at), minutes: minutes, format: format, modality: .office)
    }

    static func local(_ text: String) throws -> LocalTime {
        guard let time = LocalTime(text) else { throw CaseworkError.invalid(field: "test", text) }
        return time
    }

    /// A conjoint session that was held.
    func heldSession(_ at: String = "2026-06-13 10:00", _ format: SessionFormat = .conjoint) async throws -> String {
        let attendance: Attendance? = format == .conjoint ? .both : nil
        return try await therapist.recordSession(
            Self.plan(at, format), SessionOutcome(state: .held, attendance: attendance), in: handle, key: .fresh()
        ).description
    }

    /// The therapist's draft of free text about a session.
    func draft(_ words: String, on session: String, for audience: Audience? = nil) async throws -> String {
        try await therapist.writeNote(
            words, as: .free, for: audience, onSession: session, key: .fresh()
        ).description
    }

    func acceptPolicy(_ partner: Partner, on day: String = "2026-06-01") async throws {
        _ = try await therapist.recordConsent(
            NewConsent(partner: partner, kind: .secretsPolicy, policy: .noSecrets, on: CalendarDate(day)),
            in: handle, key: .fresh())
    }

    /// Both therapists work with the couple.
    func shareWithOther() async throws {
        guard let handle = Handle(handle, .caseFile) else { return }
        try await practice.admin.assignCase(handle, to: "omar", as: .coTherapist, key: .fresh())
    }

    /// How many audit events there are of an operation on an object, alone or among others.
    func events(_ operation: String, _ object: String, act: String) async throws -> Int {
        try await practice.superuser().read { transaction in
            try transaction.one(
                """
                select count(*) from private.audit_events
                where operation = \(operation) and \(object) = any (string_to_array(object, ',')) and act = \(act) and actor_id is not null
                """, Int.self)
        }
    }

    /// The ciphertext of every note, draft or signed, by handle.
    func ciphertexts() async throws -> [String: [UInt8]] {
        let rows = try await practice.superuser().read { transaction in
            try transaction.all(
                "select handle, body_sealed from app.drafts union all select handle, body_sealed from app.notes",
                String.self, [UInt8].self
            ).map { Ciphertext(handle: $0.0, bytes: $0.1) }
        }
        return Dictionary(uniqueKeysWithValues: rows.map { ($0.handle, $0.bytes) })
    }

    private struct Ciphertext: Sendable {
        let handle: String
        let bytes: [UInt8]
    }
}

extension RequestKey {
    static func fresh() -> Self {
        var random = SystemRandomNumberGenerator()
        return .random(using: &random)
    }
}

/// What kind of refusal it was, and its words.
struct Refusal {
    let kind: String
    let words: String
    let error: CaseworkError

    init(_ error: CaseworkError) {
        self.error = error
        words = error.description
        kind =
            switch error {
            case .notFound: "notFound"
            case .conflict: "conflict"
            case .invalid(let field, _): "invalid \(field)"
            case .staleVersion: "stale"
            case .keyUsedOtherwise: "key"
            case .forbidden: "forbidden"
            case .notLoggedIn: "notLoggedIn"
            default: words
            }
    }
}

/// How a piece of work was refused; nil where it went through.
func refusal<Answer>(_ work: () async throws(CaseworkError) -> Answer) async -> Refusal? {
    do {
        _ = try await work()
        return nil
    } catch {
        return Refusal(error)
    }
}
