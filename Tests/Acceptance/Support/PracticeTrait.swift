import Testing

/// Gives a suite a home of its own, `PracticeHome.current`, that is stopped and deleted when the suite has ended.
struct PracticeTrait: SuiteTrait, TestScoping {
    let prepare: @Sendable (PracticeHome) async throws -> Void

    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @concurrent @Sendable () async throws -> Void
    ) async throws {
        let home = PracticeHome()
        try await prepare(home)
        let outcome: Result<Void, any Error>
        do {
            outcome = .success(try await PracticeHome.$current.withValue(home) { try await function() })
        } catch {
            outcome = .failure(error)
        }
        await home.remove()
        try outcome.get()
    }
}

extension Trait where Self == PracticeTrait {
    /// A founded practice in which Ana is logged in.
    static var practice: Self { PracticeTrait { try await $0.found() } }

    /// A home with nothing in it yet.
    static var emptyHome: Self { PracticeTrait { _ in } }
}
