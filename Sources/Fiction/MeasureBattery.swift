import CaseModel

/// When each partner fills in which questionnaire, and with what answers.
struct MeasureBattery: Sendable {
    private(set) var records: [CaseHistory.MeasureRecord] = []
    private var plans: Pair<Plan>

    private struct Plan: Sendable {
        var satisfactionDue = 0
        var trustDue: Int?
        var moodDue: Int? = 0
        var anxietyDue: Int? = 0
        var repeatsMood: Bool
        var keepsAnswers: Bool
    }

    init(couple: Couple, dice: inout Dice) {
        func plan(isHurt: Bool, dice: inout Dice) -> Plan {
            Plan(
                trustDue: isHurt || couple.isMutual || dice.chance(600) ? 0 : nil, moodDue: dice.chance(930) ? 0 : nil,
                anxietyDue: dice.chance(900) ? 0 : nil, repeatsMood: dice.chance(isHurt ? 720 : 450),
                keepsAnswers: dice.chance(880))
        }
        let first = plan(isHurt: couple.hurt == .a, dice: &dice)
        plans = Pair(first, plan(isHurt: couple.hurt == .b, dice: &dice))
    }

    /// Fills in what is due for one partner on a day; true if the ninth item of the PHQ-9 was not 0.
    mutating func fill(_ partner: Partner, _ state: InnerState, on day: Int, dice: inout Dice) -> Bool {
        let isFirst = plans[partner].satisfactionDue == 0
        if !isFirst, dice.chance(90) { return false }
        var asksForCare = false
        if day >= plans[partner].satisfactionDue {
            plans[partner].satisfactionDue = day + 28
            let score = state.satisfaction * 81 / 1000 + dice.bell(-5...5)
            add("CSI-16", partner, Forms.satisfaction, total: score, on: day, dice: &dice)
        }
        if let due = plans[partner].trustDue, day >= due {
            plans[partner].trustDue = day + 28
            let score = 8 + state.trust * 48 / 1000 + dice.bell(-4...4)
            add("DTS", partner, Forms.trust, total: score, reversed: Forms.trustReversed, on: day, dice: &dice)
        }
        if let due = plans[partner].moodDue, day >= due {
            plans[partner].moodDue = plans[partner].repeatsMood ? day + 56 : nil
            let score = max(0, (state.distress - 60) * 21 / 1000 + dice.bell(-3...3))
            asksForCare = addMood(partner, score: score, on: day, dice: &dice)
        }
        if let due = plans[partner].anxietyDue, day >= due {
            plans[partner].anxietyDue = plans[partner].repeatsMood ? day + 56 : nil
            let score = (state.distress - 40) * 18 / 1000 + dice.bell(-3...3)
            add("GAD-7", partner, Forms.anxiety, total: score, on: day, dice: &dice)
        }
        return asksForCare
    }

    private mutating func add(
        _ instrument: String, _ partner: Partner, _ items: [ClosedRange<Int>], total: Int, reversed: [Int] = [],
        on day: Int, dice: inout Dice
    ) {
        var answers = Forms.answers(total: total, items, dice: &dice)
        let score = answers.reduce(0, +)
        for item in reversed {
            answers[item - 1] = items[item - 1].lowerBound + items[item - 1].upperBound - answers[item - 1]
        }
        records.append(
            .init(
                partner: partner, instrument: instrument, score: score,
                answers: plans[partner].keepsAnswers ? answers : nil, on: CalendarDate(dayNumber: day)))
    }

    /// The PHQ-9's ninth item stands apart: few choose anything but 0, whatever the sum of the others.
    private mutating func addMood(_ partner: Partner, score: Int, on day: Int, dice: inout Dice) -> Bool {
        let ninth = score >= 9 && dice.chance(45) ? dice.pick([(1, 85), (2, 15)]) : 0
        let answers = Forms.answers(total: score - ninth, Forms.moodButLast, dice: &dice) + [ninth]
        let keeps = plans[partner].keepsAnswers || ninth > 0
        records.append(
            .init(
                partner: partner, instrument: "PHQ-9", score: answers.reduce(0, +), answers: keeps ? answers : nil,
                on: CalendarDate(dayNumber: day)))
        return ninth > 0
    }
}

/// The shapes of the questionnaires that fictional partners fill in: the least and greatest answer of each item.
enum Forms {
    static let satisfaction = [0...6] + [ClosedRange<Int>](repeating: 0...5, count: 15)
    static let trust = [ClosedRange<Int>](repeating: 1...7, count: 8)
    /// Items of the Dyadic Trust Scale that count the other way round where 1 is strongly disagree.
    static let trustReversed = [1, 2, 6]
    static let moodButLast = [ClosedRange<Int>](repeating: 0...3, count: 8)
    static let anxiety = [ClosedRange<Int>](repeating: 0...3, count: 7)

    /// Answers that add up to `total`, or as near as the items allow: each near its share, no two forms alike.
    static func answers(total: Int, _ items: [ClosedRange<Int>], dice: inout Dice) -> [Int] {
        var (least, most) = (0, 0)
        for item in items { (least, most) = (least + item.lowerBound, most + item.upperBound) }
        let wanted = min(most, max(least, total))
        var answers: [Int] = []
        answers.reserveCapacity(items.count + 1)
        var sum = 0
        for item in items {
            let width = item.upperBound - item.lowerBound
            let share = (width * (wanted - least) * 2 + (most - least)) / (2 * (most - least))
            let answer = min(item.upperBound, max(item.lowerBound, item.lowerBound + share + dice.below(3) - 1))
            answers.append(answer)
            sum += answer
        }
        while sum != wanted {
            let index = dice.below(items.count)
            let step = sum < wanted ? 1 : -1
            if items[index].contains(answers[index] + step) {
                answers[index] += step
                sum += step
            }
        }
        return answers
    }
}
