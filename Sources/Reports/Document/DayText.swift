import CaseModel

/// Days and times as people read them in English.
enum DayText {
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// `15 Jun 2026`.
    static func short(_ day: CalendarDate) -> String {
        String(day.day) + " " + months[day.month - 1] + " " + String(day.year)
    }

    /// `Jun 2026`, for an axis.
    static func month(_ day: CalendarDate) -> String {
        "\(months[day.month - 1]) \(day.year)"
    }

    /// `14:30`.
    static func clock(_ time: LocalTime) -> String {
        String(time.description.suffix(5))
    }
}
