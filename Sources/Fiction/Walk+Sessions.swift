import CaseModel

extension Walk {
    /// The weekly hour on a day in the past: kept, or lost.
    mutating func meet(on day: Int) {
        if let pausedUntil, day < pausedUntil { return }
        let format = held == 0 ? .conjoint : alone.first ?? .conjoint
        if held > 0, let lost = lostState() {
            missed(on: day, lost, format)
            nextDue = day + 7
            return
        }
        if held == 0 {
            road.start(on: day, dice: &dice)
        } else if !alone.isEmpty {
            alone.removeFirst()
        }
        if let partner = format.alone {
            meetAlone(partner, format, on: day)
        } else {
            meetTogether(on: day)
        }
        held += 1
        lastHeld = day
    }

    private mutating func lostState() -> SessionState? {
        dice.pick([(nil, 895), (.lateCancellation, 42), (.noShow, 22), (.cancelled, 41)])
    }

    mutating func missed(on day: Int, _ state: SessionState, _ format: SessionFormat) {
        record.sessions.append(
            .init(
                at: at(day), minutes: format == .conjoint ? 80 : 50, format: format,
                modality: terms.modality(dice: &dice), state: state, attendance: .nobody, stage: road.stage))
    }

    private mutating func meetAlone(_ partner: Partner, _ format: SessionFormat, on day: Int) {
        let modality = terms.modality(dice: &dice)
        nextDue = day + 7 * weeksToNext(after: day)
        let scene = SessionScene(
            moment: held < 4 ? .screening(partner) : .individual(partner), day: day, stage: road.stage ?? .acknowledge,
            mood: mood(), modality: modality, weeksSinceLast: (day - lastHeld) / 7, weeksToNext: (nextDue - day) / 7)
        add(scene, minutes: 50, format: format, attendance: partner == .a ? .aOnly : .bOnly)
    }

    private mutating func meetTogether(on day: Int) {
        let modality = terms.modality(dice: &dice)
        var scene = SessionScene(
            moment: held == 0 ? .intake : .ordinary, day: day, stage: road.stage ?? .acknowledge, mood: mood(),
            modality: modality, weeksSinceLast: (day - lastHeld) / 7)
        if held > 3, dice.chance(38) {
            let partner: Partner = dice.chance(500) ? .a : .b
            scene.moment = .cameAlone(partner)
            nextDue = day + 7
            scene.weeksToNext = 1
            add(scene, minutes: 50, format: .conjoint, attendance: partner == .a ? .aOnly : .bOnly)
            return
        }
        let back = held > 4 ? road.setback(on: day, dice: &dice) : nil
        if let back { fallBack(to: back, on: day, &scene) }
        let needsCare = fillQuestionnaires(on: day, &scene)
        scene.news = amends.report(on: day, inner: inner, isSetback: back != nil, dice: &dice)
        road.sessions += 1
        if back == nil { rate(on: day) }
        agreeAmends(on: day, &scene)
        workOnGoals(on: day, &scene)
        if back == nil { moveOn(on: day, &scene) }
        settle(on: day, &scene)
        scene.leadsToTalksAlone = alone.count > 1
        scene.isPolicyAccepted = terms.mayBookAlone
        add(scene, minutes: held == 0 ? 80 : terms.prefersTelehealth ? 50 : 80, format: .conjoint, attendance: .both)
        if let needsCare {
            call(needsCare, .care, on: day, minute: slot.minute < 13 * 60 ? 13 * 60 : 19 * 60 + 30)
        }
    }

    /// What goes before a session in which a setback is spoken of: the fall itself, and often a telephone call.
    private mutating func fallBack(to back: Stage, on day: Int, _ scene: inout SessionScene) {
        let setback = dice.pick(couple.words.setbacks)
        let depth = dice.bell(90...280)
        inner[couple.hurt].fall(by: depth)
        inner[couple.involved].fall(by: depth / 2)
        let before = Holidays.workday(before: day)
        if dice.chance(360), before > lastHeld, !Holidays.contains(before) {
            call(couple.hurt, .setback, on: before, minute: 13 * 60)
        }
        let reason = Prose.fill(setback.reason, couple: couple)
        road.move(to: back, on: day, reason: reason, dice: &dice)
        (scene.moment, scene.mood, scene.stage, scene.setback) = (.setback, .worse, back, setback)
        guard terms.mayBookAlone, dice.chance(520) else { return }
        alone = couple.hurt == .a ? [.individualA] : [.individualB]
        if dice.chance(500) { alone.append(couple.hurt == .a ? .individualB : .individualA) }
    }

    private mutating func fillQuestionnaires(on day: Int, _ scene: inout SessionScene) -> Partner? {
        let before = battery.records.count
        let a = battery.fill(.a, inner.a, on: day, dice: &dice)
        let b = battery.fill(.b, inner.b, on: day, dice: &dice)
        scene.hasQuestionnaires = battery.records.count > before + 1
        return a ? .a : b ? .b : nil
    }

    /// Better or worse than at the last session, from what both carry inwardly.
    private mutating func mood() -> Mood {
        let now = inner[couple.hurt].trust * 2 + inner.a.satisfaction + inner.b.satisfaction
        let change = now - composure + dice.bell(-30...30)
        composure = now
        if held == 0 { return .steady }
        return change > 30 ? .better : change < -30 ? .worse : .steady
    }

    mutating func call(_ partner: Partner, _ call: SessionScene.Call, on day: Int, minute: Int) {
        let scene = SessionScene(
            moment: .phone(partner, call), day: day, stage: road.stage ?? .acknowledge, modality: .phone)
        let body = writer?.note(of: scene)
        record.sessions.append(
            .init(
                at: LocalTime(day: CalendarDate(dayNumber: day), minute: minute), minutes: dice.between(2...5) * 5,
                format: partner == .a ? .individualA : .individualB, modality: .phone, state: .phoneContact,
                attendance: partner == .a ? .aOnly : .bOnly, stage: road.stage, note: body,
                noteAudience: Audience(of: partner),
                noteSignedAfterDays: body == nil ? nil : writer?.signedAfter(day, today: today)))
    }

    private mutating func add(
        _ scene: SessionScene, minutes: Int, format: SessionFormat, attendance: Attendance
    ) {
        let body = writer?.note(of: scene)
        let audience: Audience =
            switch attendance {
            case .aOnly: .a
            case .bOnly: .b
            case .both, .nobody: .joint
            }
        record.sessions.append(
            .init(
                at: at(scene.day), minutes: minutes, format: format, modality: scene.modality, state: .held,
                attendance: attendance, stage: scene.stage, note: body, noteAudience: audience,
                noteSignedAfterDays: body == nil ? nil : writer?.signedAfter(scene.day, today: today)))
    }
}
