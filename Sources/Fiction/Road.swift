import CaseModel

/// A couple's way through the six stages: where they are, since when, and when they move.
struct Road: Sendable {
    private(set) var records: [CaseHistory.StageRecord] = []
    private(set) var stage: Stage?
    private(set) var since = 0
    /// Joint sessions held in this stage.
    var sessions = 0
    private var weeks = 1
    private var stays = 0
    private var shakenUntil = 0
    private var setbacks: [(stage: Stage, progress: Int)] = []
    private var skip: (from: Stage, to: Stage)?
    private var stretch = 100

    /// Least and greatest weeks in each stage; most couples are nearer the least.
    private static let weeksInStage: [ClosedRange<Int>] = [3...8, 2...8, 4...13, 6...22, 6...22, 4...13]

    mutating func plan(outlook: Outlook, dice: inout Dice) {
        stretch = outlook.stretch
        let stages = [Stage.apologize, .boundaries, .amends, .patience, .plan]
        for _ in 0..<dice.pick([(0, 700), (1, 240), (2, 60)]) {
            setbacks.append((stages[dice.weighted([16, 30, 30, 18, 6])], dice.between(250...900)))
        }
        if dice.chance(26) {
            skip = dice.pick([(.acknowledge, .boundaries), (.amends, .plan), (.apologize, .amends)])
        }
    }

    /// How far the couple are in their stage, of a thousand; over a thousand when the time is up.
    func progress(on day: Int) -> Int {
        (day - since) * 1000 / (7 * weeks)
    }

    func isShaken(on day: Int) -> Bool { day < shakenUntil }

    mutating func start(on day: Int, dice: inout Dice) {
        move(to: .acknowledge, on: day, reason: nil, dice: &dice)
    }

    /// The stage to go back to, when a setback falls on this day.
    mutating func setback(on day: Int, dice: inout Dice) -> Stage? {
        guard let stage, sessions > 0, let index = setbacks.firstIndex(where: { $0.stage == stage }),
            progress(on: day) >= setbacks[index].progress
        else { return nil }
        setbacks.remove(at: index)
        shakenUntil = day + 7 * dice.between(3...5)
        let back = dice.pick([(1, 58), (2, 28), (3, 14)])
        return Stage(rawValue: max(1, stage.rawValue - Int16(back)))
    }

    /// The stage to move on to, when the time for it has come; where criteria are unmet, only now and then, with
    /// a reason.
    mutating func onward(on day: Int, unmet: Bool, dice: inout Dice) -> (to: Stage, isSkip: Bool)? {
        guard let stage, let next = stage.next, sessions >= 2, progress(on: day) >= 1000, !isShaken(on: day) else {
            return nil
        }
        if unmet, stays < 4, !dice.chance(220) {
            stays += 1
            weeks += 2
            return nil
        }
        if let skip, skip.from == stage { return (skip.to, true) }
        return (next, false)
    }

    mutating func move(to target: Stage, on day: Int, unmet: [String] = [], reason: String?, dice: inout Dice) {
        let date = CalendarDate(dayNumber: day)
        guard
            let move = try? StageMove.move(
                from: stage, since: stage == nil ? nil : CalendarDate(dayNumber: since), to: target, on: date,
                unmet: unmet, hasReason: reason != nil)
        else { return }
        records.append(.init(move: move, on: date, reason: reason))
        let range = Self.weeksInStage[Int(target.rawValue) - 1]
        let usual = dice.low(range) * stretch / 100
        (stage, since, sessions, stays) = (target, day, 0, 0)
        weeks = max(2, move.kind == .goBack ? usual * 6 / 10 : usual)
    }
}
