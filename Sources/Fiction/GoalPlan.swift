import CaseModel

/// The goals of a couple's last stage and how they stood at each review.
struct GoalPlan: Sendable {
    private(set) var records: [CaseHistory.GoalRecord] = []

    /// Three or four goals, the first on understanding each other; other goals where the partners part.
    mutating func agree(on day: Int, isParting: Bool, dice: inout Dice) {
        let banks = isParting ? SharedWords.partingGoals : SharedWords.goals
        let count = dice.between(3...min(4, banks.count))
        var later = Array(1..<banks.count)
        for place in 0..<count {
            let bank = place == 0 ? banks[0] : banks[later.remove(at: dice.below(later.count))]
            records.append(
                .init(
                    owner: place == 0 ? .both : dice.pick([(Owner.both, 60), (.a, 20), (.b, 20)]),
                    words: dice.pick(bank), agreedOn: CalendarDate(dayNumber: day),
                    dueOn: CalendarDate(dayNumber: day + 7 * dice.between(6...16)), isMutual: place == 0, reviews: []))
        }
    }

    /// Reviews every goal that is not settled yet.
    mutating func review(on day: Int, progress: Int, outlook: Outlook, dice: inout Dice) {
        for index in records.indices where records[index].agreedOn.dayNumber < day {
            if let last = records[index].reviews.last, last.standing == .reached || last.standing == .dropped {
                continue
            }
            let reached = progress > 450 ? outlook.climb * progress / 1300 : 60
            let standing: GoalStanding
            if dice.chance(reached) {
                standing = .reached
            } else if dice.chance(25) {
                standing = .dropped
            } else {
                standing = dice.chance(outlook.climb + 280) ? .onTrack : .behind
            }
            records[index].reviews.append(.init(on: CalendarDate(dayNumber: day), standing: standing))
        }
    }
}
