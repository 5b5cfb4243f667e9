import CaseModel

/// One couple's way through the practice, week by week, from the first call to the end or to today.
struct Walk: Sendable {
    let couple: Couple
    let slot: WeeklySlot
    let today: Int
    var dice: Dice
    var writer: NoteWriter?

    var record: CaseHistory
    var inner: Pair<InnerState>
    var road = Road()
    var sheet = RatingSheet()
    var battery: MeasureBattery
    var amends = AmendsBook()
    var goals = GoalPlan()
    var terms: Terms
    /// Whether this couple part by decision once they come to the last stage.
    let wouldPart: Bool

    var nextDue = 0
    var lastHeld = 0
    var held = 0
    var composure = 0
    var alone: [SessionFormat] = []
    var ending: Ending?
    var hasPaused = false
    var pausedUntil: Int?

    /// How the work ends, once that is settled.
    struct Ending: Sendable {
        var after: Int
        var how: Closing.HowItEnded
        var relationship: Closing.Relationship
    }

    init(couple: Couple, slot: WeeklySlot, today: CalendarDate, dice: Dice, writer: NoteWriter?) {
        (self.couple, self.slot, self.today, self.dice, self.writer) = (couple, slot, today.dayNumber, dice, writer)
        let isFavored = self.dice.chance(500)
        let hurt = InnerState(isHurt: true, outlook: couple.outlook, isFavored: isFavored, dice: &self.dice)
        let involved = InnerState(
            isHurt: couple.isMutual, outlook: couple.outlook, isFavored: !isFavored, dice: &self.dice)
        inner = couple.hurt == .a ? Pair(hurt, involved) : Pair(involved, hurt)
        battery = MeasureBattery(couple: couple, dice: &self.dice)
        terms = Terms(dice: &self.dice)
        wouldPart = self.dice.chance(couple.outlook.parting)
        road.plan(outlook: couple.outlook, dice: &self.dice)
        record = CaseHistory(
            a: couple.records.a, b: couple.records.b, breach: couple.breach, region: couple.region,
            togetherSince: couple.togetherSince, children: couple.children,
            openedOn: CalendarDate(dayNumber: couple.openedOn), status: .active)
    }

    /// The whole case as it stands today.
    mutating func history() -> CaseHistory {
        var first = slot.first(onOrAfter: couple.openedOn + dice.low(4...62))
        while Holidays.contains(first) { first += 7 }
        if dice.chance(45) {
            neverBegan()
        } else if first >= today {
            queue(until: first)
        } else {
            begin(on: first)
        }
        return record
    }

    /// A call that came to nothing.
    private mutating func neverBegan() {
        let on = couple.openedOn + dice.between(14...60)
        guard on <= today else {
            record.status = .enquiry
            return
        }
        record.status = .closed
        record.closing = Closing(
            on: CalendarDate(dayNumber: on), howItEnded: dice.pick([(.lostContact, 5), (.referred, 2), (.other, 3)]),
            relationship: .unknown)
    }

    /// The first session is still ahead.
    private mutating func queue(until first: Int) {
        record.status = couple.openedOn > today - 6 || dice.chance(250) ? .enquiry : .waiting
        if record.status == .waiting, first < today + 14 {
            book(.conjoint, on: first, stage: nil)
        }
    }

    private mutating func begin(on first: Int) {
        record.consents = terms.consents(on: CalendarDate(dayNumber: first), dice: &dice)
        if terms.mayBookAlone || dice.chance(120) {
            alone = couple.hurt == .a ? [.individualA, .individualB] : [.individualB, .individualA]
        }
        nextDue = first
        var day = first
        while day < today + 14, ending == nil {
            if day < today {
                inner.a.passWeek(dice: &dice)
                inner.b.passWeek(dice: &dice)
            }
            if day >= nextDue, !Holidays.contains(day) {
                if day < today { meet(on: day) } else { look(ahead: day) }
            }
            day += 7
        }
        finish()
        record.stages = road.records
        record.ratings = sheet.ratings
        record.measures = battery.records
        record.commitments = amends.records
        record.goals = goals.records
        record.records = StageBook.records(of: record, couple: couple, today: today)
    }

    /// The calendar of the next two weeks; nobody is booked alone before both accepted the secrets policy.
    private mutating func look(ahead day: Int) {
        if let pausedUntil, pausedUntil > today {
            record.status = .paused
            return
        }
        let format = terms.mayBookAlone ? alone.first ?? .conjoint : .conjoint
        if !alone.isEmpty { alone.removeFirst() }
        book(format, on: day, stage: road.stage)
        nextDue = day + 7 * weeksToNext(after: day)
    }

    private mutating func book(_ format: SessionFormat, on day: Int, stage: Stage?) {
        let modality = terms.modality(dice: &dice)
        record.sessions.append(
            .init(
                at: at(day), minutes: format == .conjoint ? 80 : 50, format: format, modality: modality, state: .booked,
                attendance: .nobody, stage: stage))
    }

    func at(_ day: Int) -> LocalTime {
        LocalTime(day: CalendarDate(dayNumber: day), minute: slot.minute)
    }

    /// Weekly at first and after a setback, then fortnightly, then monthly.
    mutating func weeksToNext(after day: Int) -> Int {
        if !alone.isEmpty || road.isShaken(on: day) { return 1 }
        switch road.stage ?? .acknowledge {
        case .acknowledge, .apologize: return 1
        case .boundaries: return held > 9 && dice.chance(400) ? 2 : 1
        case .amends, .patience: return dice.pick([(2, 85), (3, 15)])
        case .plan: return road.progress(on: day) < 400 ? 2 : 4
        }
    }

    private mutating func finish() {
        if let pausedUntil, pausedUntil > today { record.status = .paused }
        guard let ending else { return }
        switch ending.how {
        case .lostContact: fade(after: ending)
        case .oneWithdrew: withdraw(after: ending)
        case .completed: close(on: ending.after, ending)
        default: close(on: ending.after + dice.between(1...12), ending)
        }
    }

    /// Sessions that nobody came to, then a letter, then the file is closed.
    private mutating func fade(after ending: Ending) {
        var day = ending.after
        for _ in 0..<dice.between(1...2) {
            day += 7
            while Holidays.contains(day) { day += 7 }
            guard day < today else { return }
            missed(on: day, .noShow, .conjoint)
        }
        close(on: day + dice.between(14...40), ending)
    }

    private mutating func withdraw(after ending: Ending) {
        let day = Holidays.workday(from: ending.after + dice.between(2...6))
        guard day < today else { return }
        let partner: Partner = dice.chance(550) ? couple.involved : couple.hurt
        call(partner, .withdrawal, on: day, minute: 13 * 60)
        close(on: day, ending)
    }

    private mutating func close(on day: Int, _ ending: Ending) {
        guard day <= today else { return }
        record.status = .closed
        record.closing = Closing(
            on: CalendarDate(dayNumber: day), howItEnded: ending.how, relationship: ending.relationship)
    }
}
