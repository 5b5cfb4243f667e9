import CaseModel

/// Which way a couple's work tends over the months.
enum Outlook: Sendable {
    case steady, slow, plateau, worsening, opposed

    static let shares: [(Outlook, Int)] = [(.steady, 50), (.slow, 24), (.plateau, 12), (.worsening, 7), (.opposed, 7)]

    /// How much longer than usual a stage takes, in hundredths.
    var stretch: Int {
        switch self {
        case .steady: 90
        case .slow: 125
        case .plateau: 140
        case .worsening: 140
        case .opposed: 120
        }
    }

    /// How far ratings climb within a stage, of a thousand.
    var climb: Int {
        switch self {
        case .steady: 500
        case .slow: 450
        case .plateau: 300
        case .worsening: 130
        case .opposed: 280
        }
    }

    /// Chance that the work breaks off after a session, of a thousand.
    var breakOff: Int {
        switch self {
        case .steady: 4
        case .slow: 8
        case .plateau: 14
        case .worsening: 26
        case .opposed: 20
        }
    }

    /// Chance that a couple who reach the last stage part by decision, of a thousand.
    var parting: Int {
        switch self {
        case .steady: 70
        case .slow: 130
        case .plateau: 320
        case .worsening: 600
        case .opposed: 450
        }
    }
}

/// How one partner is inwardly, of a thousand each: what every rating and score is read from.
struct InnerState: Sendable {
    var trust: Int
    var satisfaction: Int
    var distress: Int
    private var trustAhead: Int
    private var satisfactionAhead: Int
    private var distressAhead: Int
    /// Part of the remaining way that is gone in a week, of a thousand.
    private var pace: Int

    init(isHurt: Bool, outlook: Outlook, isFavored: Bool, dice: inout Dice) {
        trust = isHurt ? dice.bell(60...420) : dice.bell(330...780)
        satisfaction = isHurt ? dice.bell(80...540) : dice.bell(170...720)
        distress = isHurt ? dice.bell(350...880) : dice.bell(170...720)
        pace = dice.bell(25...65)
        let gain: Int
        switch outlook {
        case .steady: gain = dice.bell(330...640)
        case .slow: gain = dice.bell(190...430)
        case .plateau: gain = dice.bell(-20...190)
        case .worsening: gain = dice.bell(-330 ... -70)
        case .opposed: gain = isFavored ? dice.bell(200...450) : dice.bell(-400 ... -130)
        }
        trustAhead = Self.within(trust + gain)
        satisfactionAhead = Self.within(satisfaction + gain - (isHurt ? 0 : 60))
        distressAhead = Self.within(distress - gain * 3 / 4)
    }

    /// One week: part of the way to where things tend, and the ups and downs of life.
    mutating func passWeek(dice: inout Dice) {
        trust = Self.within(trust + (trustAhead - trust) * pace / 1000 + dice.bell(-26...26))
        satisfaction = Self.within(
            satisfaction + (satisfactionAhead - satisfaction) * pace / 1000 + dice.bell(-30...30))
        distress = Self.within(distress + (distressAhead - distress) * pace / 1000 + dice.bell(-34...34))
    }

    /// A setback: what had grown gives way at once and grows again from there.
    mutating func fall(by depth: Int) {
        trust = Self.within(trust - depth)
        satisfaction = Self.within(satisfaction - depth * 3 / 4)
        distress = Self.within(distress + depth * 3 / 4)
    }

    private static func within(_ value: Int) -> Int { min(985, max(15, value)) }
}
