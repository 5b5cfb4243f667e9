/// A day in the proleptic Gregorian calendar, without a time and without a time zone.
///
/// Which day a moment belongs to depends on the practice's time zone and is computed in PostgreSQL; here is only what
/// holds for days themselves. Years 1 to 9999, as ISO 8601 writes them in four digits.
package struct CalendarDate: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let year: Int
    package let month: Int
    package let day: Int

    /// Nil for a day that does not exist, such as 30 February.
    package init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1 else { return nil }
        guard day <= Self.days(inMonth: month, of: year) else { return nil }
        (self.year, self.month, self.day) = (year, month, day)
    }

    /// Reads `YYYY-MM-DD` and nothing else.
    package init?(_ text: some StringProtocol) {
        var (number, place) = (0, 0)
        for byte in text.utf8 {
            switch (place, byte) {
            case (4, UInt8(ascii: "-")), (7, UInt8(ascii: "-")): break
            case (0...3, UInt8(ascii: "0")...UInt8(ascii: "9")), (5...6, UInt8(ascii: "0")...UInt8(ascii: "9")),
                (8...9, UInt8(ascii: "0")...UInt8(ascii: "9")):
                number = number * 10 + Int(byte - UInt8(ascii: "0"))
            default: return nil
            }
            place += 1
        }
        guard place == 10 else { return nil }
        self.init(year: number / 10_000, month: number / 100 % 100, day: number % 100)
    }

    /// The day that is `dayNumber` days after 1970-01-01.
    /// Source: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", civil_from_days.
    package init(dayNumber: Int) {
        let shifted = dayNumber + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// Days since 1970-01-01. Source: as above, days_from_civil.
    package var dayNumber: Int {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    package func adding(days: Int) -> Self {
        Self(dayNumber: dayNumber + days)
    }

    /// How many days later this is than `other`.
    package func days(since other: Self) -> Int {
        dayNumber - other.dayNumber
    }

    package static func < (left: Self, right: Self) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }

    package var description: String {
        guard (0...9999).contains(year) else { return "\(year)-\(month)-\(day)" }
        let zero = UInt8(ascii: "0")
        func digits(_ number: Int) -> (UInt8, UInt8) { (zero + UInt8(number / 10), zero + UInt8(number % 10)) }
        let (century, year, month, day) = (digits(year / 100), digits(year % 100), digits(month), digits(day))
        let dash = UInt8(ascii: "-")
        return String(
            decoding: [
                century.0, century.1, year.0, year.1, dash, month.0, month.1, dash, day.0, day.1,
            ], as: UTF8.self)
    }

    private static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
