import CaseModel

/// Days and times as people read them in English.
enum DayText {
    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
    private static let weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]

    /// `15 Jun 2026`.
    static func short(_ day: CalendarDate) -> String {
        "\(day.day) \(months[day.month - 1].prefix(3)) \(day.year)"
    }

    /// `Monday, 15 June 2026`.
    static func long(_ day: CalendarDate) -> String {
        // 1970-01-01 was a Thursday.
        let weekday = weekdays[((day.dayNumber + 4) % 7 + 7) % 7]
        return "\(weekday), \(day.day) \(months[day.month - 1]) \(day.year)"
    }

    /// `Jun 2026`, for an axis.
    static func month(_ day: CalendarDate) -> String {
        "\(months[day.month - 1].prefix(3)) \(day.year)"
    }

    /// `14:30`.
    static func clock(_ time: LocalTime) -> String {
        String(time.description.suffix(5))
    }
}
