/// What fell due of a commitment in a span of days, and how much of it one partner saw kept.
///
/// What was due and was not reported is not kept: a share of what was reported alone would grow by saying nothing of what
/// was missed.
package struct DueAmends: Sendable, Hashable {
    package private(set) var due = 0
    package private(set) var kept = 0
    package private(set) var missed = 0

    /// Due, and not reported by that partner.
    package var unreported: Int { due - kept - missed }

    /// Whole per cent of what was due, rounded half up; nil where nothing was.
    package var percent: Int? { due == 0 ? nil : (kept * 200 + due) / (due * 2) }

    package init() {}

    /// Adds what fell due of one commitment from `first` to `last`.
    ///
    /// Daily: each day after the one on which it was agreed. Weekly: every seventh day after that; the last report of the
    /// seven days up to it speaks for it. Once: the due date, for which the last report by `last` speaks. A day or a week
    /// that is not over counts once it is reported. From the day on which it was ended, or after its due date, nothing
    /// more falls due.
    ///
    /// - Parameter reports: of one partner, a day each.
    package mutating func add(
        _ rhythm: Rhythm, agreedOn: CalendarDate, dueOn: CalendarDate?, endedOn: CalendarDate?,
        reports: [CalendarDate: Bool], from first: CalendarDate, through last: CalendarDate
    ) {
        let known = reports.filter { $0.key <= last }
        if rhythm == .once {
            guard let on = dueOn ?? known.keys.max(), (first...last).contains(on) else { return }
            guard endedOn.map({ on < $0 }) ?? true || !known.isEmpty else { return }
            return count(known.max { $0.key < $1.key }?.value)
        }
        let length = rhythm == .daily ? 1 : 7
        var turn = 1
        while true {
            let end = agreedOn.adding(days: turn * length)
            // what is seen on the very day of the agreement belongs to the first turn
            let begin = turn == 1 ? agreedOn : end.adding(days: 1 - length)
            guard begin <= last else { return }
            turn += 1
            guard end >= first else { continue }
            let seen = known.filter { (begin...end).contains($0.key) }.max { $0.key < $1.key }?.value
            let isOver = end <= last && endedOn.map { end < $0 } ?? true && dueOn.map { end <= $0 } ?? true
            if isOver || seen != nil { count(seen) }
        }
    }

    private mutating func count(_ seen: Bool?) {
        due += 1
        if seen == true { kept += 1 }
        if seen == false { missed += 1 }
    }
}
