import CaseModel
import Testing

@Suite("A calendar date")
struct CalendarDateTests {
    @Test("survives the way to its day number and back, on every day of 400 years")
    func roundTrip() throws {
        let first = try #require(CalendarDate(year: 1800, month: 1, day: 1)).dayNumber
        var day = try #require(CalendarDate(year: 1800, month: 1, day: 1))
        var count = 0
        let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        while day.year < 2200 {
            #expect(day.dayNumber == first + count)
            #expect(CalendarDate(dayNumber: first + count) == day)
            let isLeap = day.year % 4 == 0 && day.year % 100 != 0 || day.year % 400 == 0
            let length = lengths[day.month - 1] + (day.month == 2 && isLeap ? 1 : 0)
            let next =
                if day.day < length {
                    CalendarDate(year: day.year, month: day.month, day: day.day + 1)
                } else if day.month < 12 {
                    CalendarDate(year: day.year, month: day.month + 1, day: 1)
                } else {
                    CalendarDate(year: day.year + 1, month: 1, day: 1)
                }
            day = try #require(next)
            count += 1
        }
        #expect(count == 146_097)
    }

    @Test(
        "counts from the first of January 1970",
        arguments: [
            ("1970-01-01", 0), ("1969-12-31", -1), ("2000-03-01", 11_017), ("2026-11-23", 20_780),
            ("0001-01-01", -719_162), ("9999-12-31", 2_932_896),
        ])
    func dayNumbers(text: String, number: Int) {
        #expect(CalendarDate(text)?.dayNumber == number)
        #expect(CalendarDate(dayNumber: number).description == text)
    }

    @Test(
        "refuses days that do not exist",
        arguments: [
            (2026, 2, 29), (2100, 2, 29), (1900, 2, 29), (2026, 4, 31), (2026, 6, 31), (2026, 9, 31), (2026, 11, 31),
            (2026, 1, 32), (2026, 13, 1), (2026, 0, 1), (2026, 1, 0), (2026, 1, -1), (0, 1, 1), (10_000, 1, 1),
        ])
    func impossible(year: Int, month: Int, day: Int) {
        #expect(CalendarDate(year: year, month: month, day: day) == nil)
    }

    @Test("knows the leap days", arguments: [2000, 2024, 2400, 4])
    func leapDays(year: Int) {
        #expect(CalendarDate(year: year, month: 2, day: 29) != nil)
    }

    @Test(
        "reads nothing but YYYY-MM-DD",
        arguments: [
            "", "2026", "2026-11", "2026-1-01", "26-01-01", "2026-01-1", "2026/01/01", "2026-01-01 ", " 2026-01-01",
            "2026-01-01T", "+026-01-01", "-026-01-01", "2026-0a-01", "2026-01-01-01", "2026--01", "２０２６-01-01",
            "20260101",
        ])
    func unreadable(text: String) {
        #expect(CalendarDate(text) == nil)
    }

    @Test("reads a substring as it reads a string")
    func substring() {
        #expect(CalendarDate("on 2026-11-23".dropFirst(3))?.description == "2026-11-23")
    }

    @Test("adds, subtracts and orders days")
    func arithmetic() throws {
        let day = try #require(CalendarDate("2024-02-28"))
        #expect(day.adding(days: 1).description == "2024-02-29")
        #expect(day.adding(days: 2).description == "2024-03-01")
        #expect(day.adding(days: -59).description == "2023-12-31")
        #expect(day.adding(days: 366).days(since: day) == 366)
        #expect(day < day.adding(days: 1) && !(day < day))
        #expect(try #require(CalendarDate("2023-12-31")) < #require(CalendarDate("2024-01-01")))
    }
}
