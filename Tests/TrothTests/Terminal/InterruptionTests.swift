import Glibc
import Testing

@testable import troth

extension SignalTests {
    @Suite("A signal cancels the work")
    struct InterruptionTests {
        @Test(arguments: [(SIGINT, 130), (SIGTERM, 143)] as [(Int32, Int32)])
        func cancels(signal: Int32, code: Int32) async {
            let error = await #expect(throws: Interrupted.self) {
                try await Interruption.run {
                    kill(getpid(), signal)
                    try await Task.sleep(for: .seconds(3600))
                }
            }
            #expect(error?.signal == signal)
            #expect(error?.exitCode == code)
        }

        @Test func workThatEndsWellCounts() async throws {
            let result = try await Interruption.run {
                kill(getpid(), SIGINT)
                try? await Task.sleep(for: .seconds(3600))
                return 7
            }
            #expect(result == 7)
        }

        @Test func withoutASignalErrorsPass() async {
            await #expect(throws: PromptError.noAnswer) {
                try await Interruption.run { throw PromptError.noAnswer }
            }
        }

        @Test func handlersAreGivenBack() async throws {
            signal(SIGTERM, SIG_IGN)
            defer { signal(SIGTERM, SIG_DFL) }
            try await Interruption.run {}
            // Ignored again: this would end the test run otherwise.
            #expect(kill(getpid(), SIGTERM) == 0)
        }
    }
}
