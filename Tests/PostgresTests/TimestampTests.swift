import Testing

@testable import Postgres

@Suite("Timestamps are microseconds in UTC")
struct TimestampTests {
    @Test(arguments: [
        (0, "1970-01-01 00:00:00.000000+00"),
        (-1, "1969-12-31 23:59:59.999999+00"),
        (1_795_422_600_123_456, "2026-11-23 08:30:00.123456+00"),
        (951_782_400_000_000, "2000-02-29 00:00:00.000000+00"),
        (-62_135_596_800_000_001, "0001-12-31 23:59:59.999999+00 BC"),
        (253_402_300_800_000_000, "10000-01-01 00:00:00.000000+00"),
    ])
    func textIsISO(microseconds: Int64, text: String) {
        #expect(Timestamp(microseconds: microseconds).description == text)
        #expect(Timestamp(postgresText: Array(text.utf8).span) == Timestamp(microseconds: microseconds))
    }

    @Test(arguments: ["2026-11-23 08:30:00", "2026-11-23 08:30:00+00", "2026-11-23 08:30:00.0+00"])
    func shortFormsRead(text: String) {
        #expect(Timestamp(postgresText: Array(text.utf8).span)?.microseconds == 1_795_422_600_000_000)
    }

    @Test(arguments: [
        "infinity", "-infinity", "", "2026-11-23", "2026-13-01 00:00:00+00", "2026-11-23 08:30:00+01",
        "2026-11-23 08:30:00+00 AD", "2026-11-23 25:30:00+00", "2026-11-23 08:30:00.1234567+00",
    ])
    func othersDoNot(text: String) {
        #expect(Timestamp(postgresText: Array(text.utf8).span) == nil)
    }
}
