/// Times that were watched, in days, each with how it ended: counts a day, so that any number of couples takes no more
/// memory than there are different days.
package struct EventTimes<Cause: Hashable & Sendable>: Sendable {
    /// All whose time ended on the same day.
    struct Day: Sendable {
        var censored = 0
        var ended: [Cause: Int] = [:]

        var events: Int { ended.values.reduce(0, +) }
        var couples: Int { censored + events }
    }

    private(set) var days: [Int: Day] = [:]

    package init() {}

    /// Adds one couple; `cause` nil is a time that was not over when it was last seen.
    ///
    /// - Precondition: `day` is not negative.
    package mutating func add(_ day: Int, endedBy cause: Cause?) {
        precondition(day >= 0, "a time is not negative")
        if let cause {
            days[day, default: Day()].ended[cause, default: 0] += 1
        } else {
            days[day, default: Day()].censored += 1
        }
    }

    package var couples: Int { days.values.reduce(0) { $0 + $1.couples } }

    /// How many came to an event, by any cause.
    package var events: Int { days.values.reduce(0) { $0 + $1.events } }

    /// How many came to an event by one cause.
    package func events(of cause: Cause) -> Int { days.values.reduce(0) { $0 + ($1.ended[cause] ?? 0) } }

    /// Couples whose time was not over before this day.
    package func atRisk(on day: Int) -> Int { days.reduce(0) { $0 + ($1.key >= day ? $1.value.couples : 0) } }

    /// How many came to an event by one cause by the end of this day.
    package func events(of cause: Cause, by day: Int) -> Int {
        days.reduce(0) { $0 + ($1.key <= day ? $1.value.ended[cause] ?? 0 : 0) }
    }

    /// The days in order, each with the couples that are at risk on it: those whose time ended on it are.
    var risks: [(day: Int, atRisk: Int, ended: [Cause: Int])] {
        var atRisk = couples
        return days.sorted { $0.key < $1.key }.map { day, counts in
            defer { atRisk -= counts.couples }
            return (day, atRisk, counts.ended)
        }
    }
}
