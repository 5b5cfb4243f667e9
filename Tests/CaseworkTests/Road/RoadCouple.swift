import CaseModel
import Casework
import Postgres
import Synchronization
import TestSupport
import Testing

/// A practice with one couple whose case was opened on 2026-01-05: A hurt, B involved. Today is 2026-06-15.
struct RoadCouple: Sendable {
    let practice: TestPractice
    let handle: Handle

    var therapist: Casework { practice.therapist }

    init(_ history: CaseHistory = Self.history()) async throws {
        practice = try await TestPractice()
        let filed = Filed()
        try await practice.therapist.fileCases([history], key: .fresh()) { _, handle in
            filed.handle.withLock { $0 = handle }
        }
        handle = try #require(filed.handle.withLock { $0 })
    }

    static func history(a: PartInBreach = .hurt, b: PartInBreach = .involved) -> CaseHistory {
        CaseHistory(
            a: .init(name: "Mia Ortega", part: a, birthYear: 1984),
            b: .init(name: "Ben Ortega", part: b, birthYear: 1981),
            breach: Breach(kind: .financial, cameToLight: .found), region: "OR", togetherSince: 2009, children: 2,
            openedOn: day("2026-01-05"), status: .active)
    }

    /// The road is at stage 1 since 2026-01-12.
    func begun() async throws -> Self {
        _ = try await therapist.advanceStage(of: handle, on: day("2026-01-12"), key: .fresh())
        return self
    }

    func rate(_ number: String, _ by: RatedBy, _ value: Int, on text: String) async throws {
        _ = try await therapist.rateCriterion(number, of: handle, by: by, value: value, on: day(text), key: .fresh())
    }

    /// Everything of stage 1 that is rated, met.
    func meetStageOne() async throws {
        for on in ["2026-01-20", "2026-01-27"] {
            try await rate("1.1", .partner(.a), 3, on: on)
            try await rate("1.2", .partner(.b), 4, on: on)
        }
        try await rate("1.3", .therapist, 1, on: "2026-01-27")
        try await rate("1.4", .therapist, 1, on: "2026-01-27")
    }

    /// One value that stands behind the door.
    func stored<Value: PostgresDecodable & Sendable>(_ sql: SQL, _ type: Value.Type) async throws -> [Value] {
        try await practice.superuser().read { try $0.all(sql, Value.self).map { $0 } }
    }

    func count(_ table: String) async throws -> Int {
        try await practice.superuser().read {
            try $0.one("select count(*) from app.\(identifier: table)", Int.self)
        }
    }
}

/// A day that exists.
func day(_ text: String) -> CalendarDate {
    guard let day = CalendarDate(text) else { preconditionFailure("no such day") }
    return day
}

/// What a filing said, kept for the test.
private final class Filed: Sendable {
    let handle = Mutex<Handle?>(nil)
}

/// The handles that a filing told of, in their order.
final class Handles: Sendable {
    private let kept = Mutex<[Handle]>([])

    func add(_ handle: Handle) { kept.withLock { $0.append(handle) } }

    var all: [Handle] { kept.withLock { $0 } }
}
