/// The hour of the week that a therapist keeps for one couple, so that no two couples of a caseload of up to 35 meet
/// at the same time.
struct WeeklySlot: Sendable {
    /// 0 is Monday.
    let weekday: Int
    /// Minutes since midnight.
    let minute: Int

    init(place: Int) {
        weekday = [1, 3, 0, 2, 4][place % 5]
        minute = Self.starts[(place / 5) % Self.starts.count]
    }

    /// The first day with this slot on or after a day number.
    func first(onOrAfter day: Int) -> Int {
        let today = Self.weekday(of: day)
        return day + (weekday - today + 7) % 7
    }

    /// 0 is Monday; 1970-01-01 was a Thursday.
    static func weekday(of day: Int) -> Int {
        ((day + 3) % 7 + 7) % 7
    }

    /// Seven starts a day, with room for 80 minutes each.
    private static let starts = [10 * 60, 13 * 60 + 30, 15 * 60, 16 * 60 + 30, 11 * 60 + 30, 18 * 60, 8 * 60 + 30]
}
