import CaseModel

/// A commitment that a couple might make, before it has an owner.
struct Amend: Sendable, Hashable {
    var rhythm: Rhythm
    /// Begins in lower case with a verb, so that it follows "will".
    var text: String

    /// Reads `weekly | share the bank statements on Sunday`.
    init(_ line: String) {
        let halves = line.split(separator: "|", maxSplits: 1).map { Prose.trimmed($0) }
        rhythm = Rhythm(rawValue: halves[0]) ?? .weekly
        text = halves.last ?? line
    }
}

/// The commitments of one case, and what each partner saw of them.
struct AmendsBook: Sendable {
    /// A commitment as a note speaks of it.
    struct Mention: Sendable {
        var owner: Owner
        var text: String
    }

    /// What was reported at one session.
    struct News: Sendable {
        var kept: [Mention] = []
        var missed: [Mention] = []
        /// Kept as the owner sees it, not as the other does.
        var disputed: [Mention] = []
    }

    private(set) var records: [CaseHistory.CommitmentRecord] = []
    private var mentions: [Mention] = []
    private var endsOn: [Int] = []
    private var usedPractical: UInt64 = 0
    private var usedEmotional: UInt64 = 0
    private var usedShared: UInt64 = 0

    /// Partners agree a commitment; its owner is mostly the involved partner, and later on
    /// sometimes both.
    mutating func agree(
        _ kind: CommitmentKind, in stage: Stage, on day: Int, couple: Couple, dice: inout Dice
    ) -> Mention? {
        let isShared = stage > .apologize && dice.chance(kind == .emotional ? 260 : 120)
        let owner: Owner
        let amend: Amend?
        if isShared {
            owner = .both
            amend = Self.draw(SharedWords.bothAmends, &usedShared, dice: &dice)
        } else {
            let giver = couple.isMutual && dice.chance(400) || dice.chance(90) ? couple.hurt : couple.involved
            owner = giver == .a ? .a : .b
            amend =
                kind == .practical
                ? Self.draw(couple.words.amends, &usedPractical, dice: &dice)
                : Self.draw(SharedWords.emotionalAmends, &usedEmotional, dice: &dice)
        }
        guard let amend else { return nil }
        let due = amend.rhythm == .once ? CalendarDate(dayNumber: day + dice.between(10...28)) : nil
        let mention = Mention(owner: owner, text: amend.text)
        mentions.append(mention)
        endsOn.append(day + 7 * dice.between(6...16))
        records.append(
            .init(
                owner: owner, kind: kind, rhythm: amend.rhythm,
                text: amend.text.prefix(1).uppercased() + amend.text.dropFirst(),
                agreedOn: CalendarDate(dayNumber: day),
                dueOn: due, isWanted: owner.rawValue != couple.hurt.rawValue, reports: []))
        return mention
    }

    /// Both partners report on what was due by a session, each for themselves.
    mutating func report(on day: Int, inner: Pair<InnerState>, isSetback: Bool, dice: inout Dice) -> News {
        var news = News()
        for index in records.indices where endsOn[index] >= day {
            let agreed = records[index].agreedOn.dayNumber
            let days: ClosedRange<Int>
            switch records[index].rhythm {
            case .weekly: days = day...day
            case .daily: days = (day - 1)...day
            case .once:
                guard let due = records[index].dueOn?.dayNumber, due <= day, records[index].reports.isEmpty else {
                    continue
                }
                days = day...day
            }
            for reported in days where reported > agreed {
                report(index, on: reported, isLast: reported == day, inner, isSetback, &news, dice: &dice)
            }
        }
        return news
    }

    private mutating func report(
        _ index: Int, on day: Int, isLast: Bool, _ inner: Pair<InnerState>, _ isSetback: Bool, _ news: inout News,
        dice: inout Dice
    ) {
        let owner = records[index].owner
        let giver: Partner = owner == .b ? .b : .a
        let effort = (inner.a.satisfaction + inner.b.satisfaction + inner[giver.other].trust) / 3
        let kept = dice.chance(min(960, 520 + effort * 6 / 10 - (isSetback ? 260 : 0)))
        let seen = dice.chance(kept ? 900 : 120)
        let on = CalendarDate(dayNumber: day)
        if !dice.chance(60) { records[index].reports.append(.init(on: on, by: giver, kept: kept)) }
        if !dice.chance(80) { records[index].reports.append(.init(on: on, by: giver.other, kept: seen)) }
        guard isLast else { return }
        switch (kept, seen) {
        case (true, true): news.kept.append(mentions[index])
        case (true, false): news.disputed.append(mentions[index])
        default: news.missed.append(mentions[index])
        }
    }

    private static func draw(_ amends: [Amend], _ used: inout UInt64, dice: inout Dice) -> Amend? {
        let start = dice.below(amends.count)
        for offset in amends.indices {
            let index = (start + offset) % amends.count
            if used & (1 << UInt64(index)) == 0 {
                used |= 1 << UInt64(index)
                return amends[index]
            }
        }
        return nil
    }
}
