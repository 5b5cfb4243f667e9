/// A moment: whole microseconds since 1970-01-01 00:00 UTC, which is what `timestamptz` can hold.
///
/// `infinity` does not decode: it is no moment, and arithmetic on it would lie.
package struct Timestamp: Hashable, Comparable, Sendable {
    /// Microseconds since 1970-01-01 00:00 UTC.
    package var microseconds: Int64

    /// Makes a moment from microseconds since 1970-01-01 00:00 UTC.
    package init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    /// Orders by time.
    package static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.microseconds < right.microseconds
    }
}

extension Timestamp: CustomStringConvertible, PostgresCodable {
    private static let microsecondsPerDay: Int64 = 86_400_000_000

    /// ISO 8601 in UTC with six decimals, such as `2026-11-23 08:30:00.000000+00`.
    package var description: String {
        let perDay = Self.microsecondsPerDay
        let days = microseconds >= 0 ? microseconds / perDay : -((perDay - 1 - microseconds) / perDay)
        let (year, month, day) = civilDate(days: days)
        let time = microseconds - days * perDay
        let seconds = time / 1_000_000
        var text = padded(year > 0 ? year : 1 - year, 4)
        text += "-" + padded(month, 2) + "-" + padded(day, 2) + " " + padded(seconds / 3600, 2)
        text += ":" + padded(seconds / 60 % 60, 2) + ":" + padded(seconds % 60, 2)
        text += "." + padded(time % 1_000_000, 6) + "+00"
        return year > 0 ? text : text + " BC"
    }

    /// The same text, with its zone, so that no session setting can change its meaning.
    package var postgresValue: PostgresValue { .text(description) }

    /// Reads ISO text in UTC, with or without the zone `+00`; anything else does not decode.
    package init?(postgresText text: Span<UInt8>) {
        var index = 0
        func number(atLeast minimum: Int, atMost maximum: Int) -> Int64? {
            let start = index
            var value: Int64 = 0
            while index < text.count, index - start < maximum {
                let digit = text[index] &- UInt8(ascii: "0")
                guard digit < 10 else { break }
                value = value * 10 + Int64(digit)
                index += 1
            }
            return index - start >= minimum ? value : nil
        }
        func skip(_ expected: UInt8) -> Bool {
            guard index < text.count, text[index] == expected else { return false }
            index += 1
            return true
        }
        guard var year = number(atLeast: 4, atMost: 6), skip(UInt8(ascii: "-")),
            let month = number(atLeast: 2, atMost: 2), (1...12).contains(month), skip(UInt8(ascii: "-")),
            let day = number(atLeast: 2, atMost: 2), (1...31).contains(day), skip(UInt8(ascii: " ")),
            let hour = number(atLeast: 2, atMost: 2), hour < 24, skip(UInt8(ascii: ":")),
            let minute = number(atLeast: 2, atMost: 2), minute < 60, skip(UInt8(ascii: ":")),
            let second = number(atLeast: 2, atMost: 2), second < 60
        else { return nil }
        var fraction: Int64 = 0
        if skip(UInt8(ascii: ".")) {
            let start = index
            guard let digits = number(atLeast: 1, atMost: 6) else { return nil }
            fraction = digits
            for _ in (index - start)..<6 { fraction *= 10 }
        }
        if skip(UInt8(ascii: "+")) {
            guard number(atLeast: 2, atMost: 2) == 0 else { return nil }
        }
        if skip(UInt8(ascii: " ")) {
            guard skip(UInt8(ascii: "B")), skip(UInt8(ascii: "C")) else { return nil }
            year = 1 - year
        }
        guard index == text.count else { return nil }
        let days = dayNumber(year: year, month: month, day: day)
        let time = ((hour * 60 + minute) * 60 + second) * 1_000_000 + fraction
        let (micros, overflow) = days.multipliedReportingOverflow(by: Self.microsecondsPerDay)
        guard !overflow else { return nil }
        self.init(microseconds: micros + time)
    }
}

private func padded(_ value: Int64, _ width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}

/// Days since 1970-01-01 in the proleptic Gregorian calendar.
///
/// Source: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms".
private func dayNumber(year: Int64, month: Int64, day: Int64) -> Int64 {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
}

private func civilDate(days: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let index = (5 * dayOfYear + 2) / 153
    let month = index < 10 ? index + 3 : index - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * index + 2) / 5 + 1)
}
