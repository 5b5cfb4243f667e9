import Glibc
import Testing

@testable import troth

@Suite("A progress line is due after a second, ten times a second at most, and says how long it will take")
struct ProgressStateTests {
    private func state(total: Int?) -> ProgressState {
        ProgressState(label: "Importing", total: total, startedAt: .seconds(100))
    }

    private func text(_ state: inout ProgressState, at seconds: Double, columns: Int = 80) -> String? {
        state.line(at: .seconds(100) + .seconds(seconds), columns: columns, unicode: true)?.rendered(colour: false)
    }

    @Test func shortWorkShowsNothing() {
        var state = state(total: 10)
        state.advance(by: 9)
        #expect(text(&state, at: 0.999) == nil)
        let stands = state.finish()
        #expect(!stands)
    }

    @Test func drawnTenTimesASecond() {
        var state = state(total: 10_000)
        var drawn = 0
        for millisecond in 0..<3000 {
            state.advance(by: 1)
            if text(&state, at: Double(millisecond) / 1000) != nil { drawn += 1 }
        }
        #expect(drawn == 20)
        #expect(state.count == 3000)
    }

    @Test func knownTotal() {
        var state = state(total: 100_000)
        state.advance(by: 25_000)
        #expect(text(&state, at: 5)?.hasPrefix("Importing  ███") == true)
        state.advance(by: 5_000)
        let line = text(&state, at: 65, columns: 86)
        #expect(line?.hasSuffix("30,000 / 100,000  462/s  2:32 left") == true)
    }

    @Test func unknownTotal() {
        var state = state(total: nil)
        state.advance(by: 12)
        #expect(text(&state, at: 3) == "Importing  12  4.0/s  0:03")
    }

    @Test func nothingDoneYet() {
        var state = state(total: 4)
        #expect(text(&state, at: 2, columns: 40) == "Importing  ···············  0 / 4  0:02")
    }

    @Test func hoursAndMoreThanTheTotal() {
        var state = state(total: 2)
        state.advance(by: 3)
        #expect(text(&state, at: 3 * 3600 + 62, columns: 40)?.hasSuffix("3 / 2  0.0/s  3:01:02") == true)
    }

    @Test func neverAsWideAsTheTerminal() {
        for columns in 1...120 {
            var state = state(total: 1_000_000)
            state.advance(by: 123_456)
            let line = state.line(at: .seconds(130), columns: columns, unicode: true)
            #expect((line?.width ?? columns) < columns)
        }
    }

    @Test func finishedDrawsNoMore() {
        var state = state(total: 4)
        #expect(text(&state, at: 2) != nil)
        let (stands, again) = (state.finish(), state.finish())
        #expect(stands && !again)
        #expect(text(&state, at: 3) == nil)
    }

    @Test func withoutATerminalNothingIsWritten() async throws {
        var ends: [Int32] = [-1, -1]
        try #require(pipe(&ends) == 0)
        defer { close(ends[0]) }
        let screen = Screen(isTerminal: false, environment: [:])
        let result = await ProgressBar.run("Importing", total: 3, screen: screen, descriptor: ends[1]) { bar in
            bar.advance(by: 3)
            return 7
        }
        close(ends[1])
        #expect(result == 7)
        #expect(try Descriptor.read(ends[0], limit: 100, path: "pipe").isEmpty)
    }
}
