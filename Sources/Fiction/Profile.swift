import CaseModel

extension PartnerProfile {
    /// What the front desk and the intake form would hold of a made-up person. Phone numbers end in 01xx after 555 and
    /// addresses in example.org: both are set aside for fiction (47 CFR 52; RFC 2606) and reach nobody.
    init(of person: Person, region: String, dice: inout Dice) {
        self.init()
        birthDate = CalendarDate(year: person.birth.year, month: person.birth.month, day: person.birth.day)?.description
        let line = 100 + dice.below(100)
        channels = [
            ContactChannel(
                kind: .phone, value: "\(Self.areaCode(of: region, dice: &dice))-555-0\(line)",
                isKnownToOther: !dice.chance(90))
        ]
        if dice.chance(720) {
            let address = "\(dice.pick(Self.mailboxes))\(dice.between(2...989))@example.org"
            channels.append(ContactChannel(kind: .email, value: address, isKnownToOther: !dice.chance(140)))
        }
        if dice.chance(800) { education = dice.pick(Self.educations) }
        if dice.chance(880) { occupation = dice.pick(Self.occupations) }
        if dice.chance(450) { background = dice.pick(Self.backgrounds) }
    }

    private static func areaCode(of region: String, dice: inout Dice) -> String {
        switch region {
        case "OR": dice.pick(["503", "541"])
        case "WA": dice.pick(["206", "360"])
        case "NV": dice.pick(["702", "775"])
        case "ID": "208"
        default: dice.pick(["415", "510", "213", "916", "619", "707"])
        }
    }

    private static let mailboxes = [
        "bluejay", "river.stone", "maple", "northwind", "harvest", "quiet.tide", "lantern", "sandpiper", "juniper",
        "foxglove", "copper.kettle", "meadow", "driftwood", "morning.walk", "cedar",
    ]

    private static let educations: [(String, Int)] = [
        ("High school", 22), ("Some college", 24), ("Trade certificate", 10), ("Bachelor's degree", 28),
        ("Master's degree", 12), ("Doctorate", 4),
    ]

    private static let occupations = [
        "Nurse", "Electrician", "Elementary school teacher", "Software engineer", "Bookkeeper", "Truck driver",
        "Restaurant owner", "Physical therapist", "Sales representative", "Firefighter", "Office manager", "Carpenter",
        "Graphic designer", "Paralegal", "Pharmacist", "Warehouse supervisor", "Librarian", "Realtor",
        "Dental hygienist",
        "Project manager", "Retired postal worker", "Winemaker", "Social worker", "Machinist", "Chef",
        "Home health aide",
        "Accountant", "Landscaper", "College lecturer", "Retail manager", "Stay-at-home parent", "Civil engineer",
        "Veterinary technician", "Insurance adjuster", "Musician", "Bus operator", "Surveyor", "Retired teacher",
    ]

    private static let backgrounds = [
        "Second marriage; the first ended amicably.", "Grew up as the eldest of four, with much responsibility early.",
        "Parents divorced after an affair of the father's.",
        "Worked with a counselor after a bereavement and found it useful.",
        "Moved to the coast for work; family lives far away.", "Raised in a home where conflict was not spoken of.",
        "Cares for an aging parent two days a week.", "Served in the Coast Guard for six years.",
        "Money was short in childhood and is a sore subject.", "First time in counseling; skeptical and willing.",
        "Sober for some years with the help of a group.", "Close to two sisters, who know part of what happened.",
        "Faith is important and a source of support.", "Treated for depression some years ago, with good effect.",
    ]
}
