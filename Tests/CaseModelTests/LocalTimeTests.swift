import CaseModel
import Testing

@Suite("A local time")
struct LocalTimeTests {
    @Test(
        "reads a day and a minute and writes them back",
        arguments: [
            ("2026-11-23 00:00", 0), ("2026-11-23 09:05", 545), ("2026-11-23T18:30", 1_110),
            ("2026-11-23 23:59", 1_439),
        ])
    func reads(text: String, minute: Int) throws {
        let time = try #require(LocalTime(text))
        #expect(time.day.description == "2026-11-23")
        #expect(time.minute == minute)
        #expect(time.description == text.replacing("T", with: " "))
    }

    @Test(
        "refuses anything else",
        arguments: [
            "", "2026-11-23", "09:00", "2026-11-23 24:00", "2026-11-23 12:60", "2026-11-23 9:00", "2026-11-23 09:0",
            "2026-11-23 09:00:00", "2026-02-30 09:00", "2026-11-23 -1:00", "2026-11-23 +9:00", "2026-11-23 ab:cd",
            "2026-11-23 09.00", "2026-11-23 09:00 PM", "2026-11-23 09:00Z", "2026-11-23 -0:30", "2026-11-23 09:-0",
            "2026-11-23  09:00", "2026-11-23 09::00",
            "2026-11-23 09:00 ", "T2026-11-23 09:00",
        ])
    func refuses(text: String) {
        #expect(LocalTime(text) == nil)
    }

    @Test("orders by day, then by minute")
    func order() throws {
        let times = try ["2026-11-22 23:59", "2026-11-23 00:00", "2026-11-23 00:01"].map { try #require(LocalTime($0)) }
        #expect(times == times.reversed().sorted())
    }
}
