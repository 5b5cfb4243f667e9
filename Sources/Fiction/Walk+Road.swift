import CaseModel

extension Walk {
    /// Partners and therapist rate the stage's criteria: at its first joint session, then every second week, and
    /// weekly when its end is near.
    mutating func rate(on day: Int) {
        guard let stage = road.stage else { return }
        let gap = day - sheet.lastDay
        let progress = road.progress(on: day)
        guard gap >= 14 || gap >= 7 && (progress > 650 || road.sessions == 1) else { return }
        sheet.rate(
            .init(
                number: day, stage: stage, progress: progress, isScreened: held > 2 && alone.isEmpty,
                commitments: amends.records.count, goals: goals.records.count, isParting: isParting),
            couple: couple, inner: inner, dice: &dice)
    }

    /// Whether this couple are in the last stage and have decided to part.
    var isParting: Bool { road.stage == .plan && wouldPart }

    mutating func agreeAmends(on day: Int, _ scene: inout SessionScene) {
        let count = amends.records.count
        let wanted: Int
        switch scene.stage {
        case .acknowledge: wanted = held > 2 && dice.chance(70) ? 1 : 0
        case .apologize: wanted = dice.chance(90) ? 1 : 0
        case .boundaries: wanted = dice.chance(170) ? 1 : 0
        case .amends: wanted = count < 3 ? 2 : dice.chance(count < 6 ? 420 : 90) ? 1 : 0
        case .patience: wanted = count < 9 && dice.chance(140) ? 1 : 0
        case .plan: wanted = 0
        }
        if scene.moment == .intake { return }
        for turn in 0..<wanted {
            let kind: CommitmentKind = (count + turn) % 3 == 1 || dice.chance(200) ? .emotional : .practical
            if let mention = amends.agree(kind, in: scene.stage, on: day, couple: couple, dice: &dice) {
                scene.agreed.append(mention)
            }
        }
    }

    mutating func workOnGoals(on day: Int, _ scene: inout SessionScene) {
        guard scene.stage == .plan else { return }
        if goals.records.isEmpty {
            goals.agree(on: day, isParting: isParting, dice: &dice)
            scene.newGoals = goals.records.map(\.words)
        } else {
            goals.review(on: day, progress: road.progress(on: day), outlook: couple.outlook, dice: &dice)
            scene.reviewed = goals.records
        }
        scene.isParting = isParting
    }

    mutating func moveOn(on day: Int, _ scene: inout SessionScene) {
        guard let stage = road.stage else { return }
        let unmet = sheet.unmet(in: stage, couple: couple)
        guard let (target, isSkip) = road.onward(on: day, unmet: !unmet.isEmpty, dice: &dice) else { return }
        var reason: String?
        if isSkip {
            reason = Prose.fill(dice.pick(SharedWords.skipReasons(from: stage)), couple: couple)
        } else if !unmet.isEmpty {
            reason = dice.pick(SharedWords.overrideReasons)
        }
        road.move(to: target, on: day, unmet: unmet, reason: reason, dice: &dice)
        scene.movedTo = target
    }

    /// Whether the work goes on after this session, and when.
    mutating func settle(on day: Int, _ scene: inout SessionScene) {
        if road.stage == .plan, road.sessions > 2, road.progress(on: day) >= 1000, goals.records.count > 2 {
            let relationship: Closing.Relationship =
                isParting ? .apart : dice.pick([(.together, 94), (.undecided, 6)])
            ending = Ending(after: day, how: .completed, relationship: relationship)
            scene.moment = .ending
            return
        }
        nextDue = day + 7 * weeksToNext(after: day)
        scene.weeksToNext = (nextDue - day) / 7
        guard held > 1, scene.movedTo == nil, scene.moment == .ordinary else { return }
        if dice.chance(couple.outlook.breakOff) {
            ending = brokenOff(after: day)
        } else if !hasPaused, dice.chance(9) {
            hasPaused = true
            nextDue = day + 7 * dice.between(7...14)
            pausedUntil = nextDue
            scene.weeksToNext = nil
        }
    }

    private mutating func brokenOff(after day: Int) -> Ending {
        let how: Closing.HowItEnded = dice.pick([
            (.oneWithdrew, 38), (.lostContact, 34), (.referred, 15), (.stoppedForSafety, 4), (.other, 9),
        ])
        let relationship: Closing.Relationship =
            switch how {
            case .lostContact: dice.pick([(.unknown, 85), (.undecided, 15)])
            case .oneWithdrew: dice.pick([(.apart, 45), (.undecided, 30), (.together, 15), (.unknown, 10)])
            default: dice.pick([(.together, 40), (.undecided, 35), (.apart, 15), (.unknown, 10)])
            }
        return Ending(after: day, how: how, relationship: relationship)
    }
}
