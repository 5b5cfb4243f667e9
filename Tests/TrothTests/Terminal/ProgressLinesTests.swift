import Testing

@testable import troth

@Suite("Progress without a terminal")
struct ProgressLinesTests {
    @Test("tells the count, the rate and the time left, once in five seconds")
    func lines() {
        var lines = ProgressLines(label: "Run B4XK92TM", total: 1_000)
        #expect(lines.line(advancedBy: 40, at: .seconds(4)) == nil)
        #expect(lines.line(advancedBy: 40, at: .seconds(5)) == "Run B4XK92TM: 80 of 1,000, 16/s, 58 s left")
        #expect(lines.line(advancedBy: 40, at: .seconds(9)) == nil)
        #expect(lines.line(advancedBy: 880, at: .seconds(10)) == "Run B4XK92TM: 1,000 of 1,000, 100/s, 0 s left")
    }
}
