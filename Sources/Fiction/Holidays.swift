import CaseModel

/// The days on which the fictional practice sees nobody.
enum Holidays {
    /// Christmas to New Year, two weeks of August, Independence Day, and Thanksgiving with the day after.
    static func contains(_ day: Int) -> Bool {
        let date = CalendarDate(dayNumber: day)
        switch (date.month, date.day) {
        case (12, 23...31), (1, 1...2), (8, 10...23), (7, 4): return true
        case (11, 22...29):
            let weekday = WeeklySlot.weekday(of: day)
            return weekday == 3 && date.day <= 28 || weekday == 4 && date.day >= 23
        default: return false
        }
    }

    /// `day`, or the Monday after it when it falls on a weekend.
    static func workday(from day: Int) -> Int {
        let weekday = WeeklySlot.weekday(of: day)
        return weekday < 5 ? day : day + 7 - weekday
    }

    /// The last working day before `day`.
    static func workday(before day: Int) -> Int {
        WeeklySlot.weekday(of: day) == 0 ? day - 3 : day - 1
    }
}
