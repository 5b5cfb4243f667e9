import CaseModel

/// The lasting facts of one couple, drawn once before anything happens to them.
struct Couple: Sendable {
    var people: Pair<Person>
    /// The partner who was hurt; where both were, the one hurt by the breach the work is mostly about.
    var hurt: Partner
    var isMutual: Bool
    var breach: Breach
    /// Which of the stories of its breach this couple has.
    var story: BreachWords.Story
    var region: String
    var togetherSince: Int
    var children: Int
    var openedOn: Int
    var outlook: Outlook
    var records: Pair<CaseHistory.PartnerRecord>

    var involved: Partner { hurt.other }
    var isAHurt: Bool {
        switch hurt {
        case .a: true
        case .b: false
        }
    }
    var words: BreachWords { .of(breach.kind) }

    init(today: CalendarDate, dice: inout Dice) {
        let end = today.dayNumber
        openedOn = Self.arrival(today: end, dice: &dice)
        let opened = CalendarDate(dayNumber: openedOn)
        people = Self.people(yearNow: opened.year, dice: &dice)
        hurt = dice.chance(550) ? .a : .b
        isMutual = dice.chance(50)
        let kind = dice.pick(Self.kinds)
        story = dice.pick(BreachWords.of(kind).stories)
        let state = dice.pick([(Breach.State.ended, 78), (.ongoing, 10), (.unknown, 12)])
        let came = dice.pick([(Breach.CameToLight.found, 46), (.told, 31), (.suspected, 19), (.unknown, 4)])
        let before = dice.chance(850) ? dice.low(10...500) : dice.low(500...2500)
        breach = Breach(
            kind: kind, cameToLight: came, month: dice.chance(930) ? CalendarDate(dayNumber: openedOn - before) : nil,
            state: state)
        region = dice.pick(Self.regions)
        let youngest = max(people.a.birth.year, people.b.birth.year)
        let mostYears = max(1, min(opened.year - youngest - 20, 48))
        togetherSince = opened.year - min(mostYears, dice.low(1...32))
        let years = opened.year - togetherSince
        children = years < 2 ? dice.pick([(0, 85), (1, 12), (2, 3)]) : dice.pick(Self.childrenShares)
        outlook = dice.pick(Outlook.shares)
        records = Pair(
            Self.record(people.a, part: .hurt, region: region, dice: &dice),
            Self.record(people.b, part: .hurt, region: region, dice: &dice))
        records[hurt].part = isMutual ? .both : .hurt
        records[hurt.other].part = isMutual ? .both : .involved
        records.a.objectsToResearch = dice.chance(25)
        records.b.objectsToResearch = dice.chance(20)
    }

    private static let kinds: [(Breach.Kind, Int)] = [
        (.sexual, 37), (.emotional, 19), (.online, 14), (.financial, 12), (.substance, 10), (.otherDeception, 8),
    ]

    private static let regions: [(String, Int)] = [("CA", 58), ("OR", 16), ("WA", 14), ("NV", 8), ("ID", 4)]

    private static let childrenShares: [(Int, Int)] = [(0, 34), (1, 22), (2, 29), (3, 11), (4, 3), (5, 1)]

    /// Two years of arrivals, with the rush of January and September and a few who called in the last weeks.
    private static func arrival(today: Int, dice: inout Dice) -> Int {
        if dice.chance(110) { return today - dice.between(1...40) }
        for _ in 0..<3 {
            let day = today - dice.between(20...729)
            let busy = [1, 2, 9, 10].contains(CalendarDate(dayNumber: day).month)
            if busy || dice.chance(720) { return day }
        }
        return today - dice.between(20...729)
    }

    private static func people(yearNow: Int, dice: inout Dice) -> Pair<Person> {
        let pairing = dice.below(100)
        let women =
            pairing < 6 ? (true, true) : pairing < 12 ? (false, false) : pairing < 56 ? (true, false) : (false, true)
        let culture = dice.weighted(NameCulture.weights)
        let otherCulture = dice.chance(680) ? culture : dice.weighted(NameCulture.weights)
        let age = dice.chance(880) ? dice.bell(22...62) : dice.between(40...75)
        let otherAge = min(75, max(22, age + dice.bell(-9...9)))
        let first = person(NameCulture.all[culture], isWoman: women.0, age: age, yearNow: yearNow, dice: &dice)
        var second = person(
            NameCulture.all[otherCulture], isWoman: women.1, age: otherAge, yearNow: yearNow, dice: &dice)
        while second.given == first.given {
            second = person(
                NameCulture.all[otherCulture], isWoman: women.1, age: otherAge, yearNow: yearNow, dice: &dice)
        }
        return Pair(first, second)
    }

    private static func person(
        _ culture: NameCulture, isWoman: Bool, age: Int, yearNow: Int, dice: inout Dice
    ) -> Person {
        let given = dice.pick(isWoman ? culture.women : culture.men)
        let family = dice.pick(culture.families)
        return Person(
            given: given, name: culture.full(given: given, family: family), isWoman: isWoman,
            birth: .init(year: yearNow - age, month: dice.between(1...12), day: dice.between(1...28)))
    }

    private static func record(
        _ person: Person, part: PartInBreach, region: String, dice: inout Dice
    ) -> CaseHistory.PartnerRecord {
        .init(
            name: person.name, part: part, birthYear: person.birth.year,
            profile: PartnerProfile(of: person, region: region, dice: &dice))
    }
}
