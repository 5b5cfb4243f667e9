import CaseModel
import FoundationEssentials
import Synchronization
import TestSupport

@testable import Casework

/// A couple whose whole history is filed in a practice of its own, with handles that are the same in every run.
struct FiledCouple: Sendable {
    let practice: TestPractice
    let therapist: Casework
    let handle: String

    init(_ history: CaseHistory) async throws {
        practice = try await TestPractice()
        var environment = practice.environment
        environment.random = .counting(from: 7)
        therapist = Casework(environment, token: practice.therapist.token)
        handle = try await therapist.openCase(history, key: .random(using: &environment.random)).description
    }

    /// The handle of the session that begins at this time.
    func session(at text: String) async throws -> String {
        let entries = try await therapist.sessions(of: handle)
        guard let entry = entries.first(where: { $0.at.description == text }) else { throw NoSuchSession(at: text) }
        return entry.handle
    }

    struct NoSuchSession: Error {
        let at: String
    }
}

extension RandomSource {
    /// SplitMix64: the same numbers in the same order, every time. Source: G. Steele and others, OOPSLA 2014.
    static func counting(from seed: UInt64) -> RandomSource {
        let state = Counter(seed)
        return RandomSource { state.next() }
    }
}

private final class Counter: Sendable {
    private let state: Mutex<UInt64>

    init(_ seed: UInt64) {
        state = Mutex(seed)
    }

    func next() -> UInt64 {
        var mixed = state.withLock { state in
            state &+= 0x9E37_79B9_7F4A_7C15
            return state
        }
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

extension RequestKey {
    static func fresh() -> RequestKey {
        var random = SystemRandomNumberGenerator()
        return .random(using: &random)
    }
}

func day(_ text: String) -> CalendarDate {
    CalendarDate(text) ?? CalendarDate(dayNumber: 0)
}

func time(_ text: String) -> LocalTime {
    LocalTime(text) ?? LocalTime(day: day(text), minute: 0)
}
