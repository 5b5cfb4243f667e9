/// How often a couple comes by the treatment plan.
package enum PlannedFrequency: Sendable, Hashable {
    case twiceWeekly
    /// Every so many weeks: 1 is weekly, 2 fortnightly; at most 26.
    case weeks(Int)
    case monthly

    /// As it stands in a column: `weekly`, `every_3_weeks`.
    package var code: String {
        switch self {
        case .twiceWeekly: "twice_weekly"
        case .weeks(1): "weekly"
        case .weeks(2): "fortnightly"
        case .weeks(let weeks): "every_\(weeks)_weeks"
        case .monthly: "monthly"
        }
    }

    /// As a person reads it: `every 3 weeks`.
    package var words: String { code.replacing("_", with: " ") }

    /// Nil for what is neither a code nor what a person would type for it: `3 weeks`, `every 3 weeks`, `biweekly` (which
    /// some take for twice a week) is none.
    package init?(_ text: String) {
        let typed = text.lowercased().split { $0 == " " || $0 == "_" }.joined(separator: " ")
        switch typed {
        case "twice weekly", "twice a week": self = .twiceWeekly
        case "weekly", "every week": self = .weeks(1)
        case "fortnightly", "every fortnight": self = .weeks(2)
        case "monthly", "every month": self = .monthly
        default:
            var words = typed.split(separator: " ")
            if words.first == "every" { words.removeFirst() }
            guard words.count == 2, words[1] == "weeks", let weeks = Int(words[0]), (2...26).contains(weeks) else {
                return nil
            }
            self = .weeks(weeks)
        }
    }
}
