import CaseModel

/// What the criteria that count records come to on a day: commitments, scores, goals, and the records of the stages.
struct ComputedCriteria {
    let parts: [Partner: PartInBreach]
    let openedOn: CalendarDate
    let records: [StageRecord]
    let commitments: [CommitmentRow]
    let measures: [MeasureSeries]
    let goals: [GoalRow]

    private typealias Computed = CriterionStanding.Computed

    private var hurt: [Partner] { Partner.allCases.filter { parts[$0] != .involved } }
    private var involved: [Partner] { Partner.allCases.filter { parts[$0] != .hurt } }

    /// What a rule comes to by what had been recorded for days up to `day`.
    func value(_ rule: RecordRule, on day: CalendarDate) -> CriterionStanding.Computed {
        switch rule {
        case .impactReflected: impactReflected(day)
        case .apologyParts: apologyParts(day)
        case .areasAgreed: areasAgreed(day)
        case .openBreaches: openBreaches(day)
        case .openTalks: openTalks(day)
        case .amendsWanted: amendsWanted(day)
        case .keptShare: keptAsSeenByTheHurtPartner(day)
        case .setbackPassed: setbackPassed(day)
        case .trustHeld: trustHeld(day)
        case .goalsWhole: goalsWhole(day)
        case .goalsOnTrack: goalsOnTrack(day)
        case .planAgreed: planAgreed(day)
        }
    }

    private func all(_ kind: StageRecord.Kind, by day: CalendarDate) -> [StageRecord] {
        records.filter { $0.kind == kind && $0.on <= day }
    }

    /// 1.3: each hurt partner told what it did to them, and the other said it back.
    private func impactReflected(_ day: CalendarDate) -> Computed {
        let told = all(.impact, by: day)
        let answered = told.filter { $0.answers.contains { $0.on <= day } }
        let givers = Set(answered.compactMap(\.details.giver.partner))
        let isMet = !hurt.isEmpty && hurt.allSatisfy(givers.contains)
        let last = answered.flatMap { $0.answers.map(\.on) }.filter { $0 <= day }.max()
        return Computed(
            value: isMet ? 1 : nil, basis: "\(told.count) told, \(answered.count) acknowledged", asOf: last)
    }

    /// 2.1: the parts of the fullest apology of an involved partner; of each of them, where both were involved.
    private func apologyParts(_ day: CalendarDate) -> Computed {
        let fullest = involved.map { partner in
            all(.apology, by: day).filter { $0.details.giver.partner == partner }
                .map { (parts: $0.parts.count, on: $0.on) }.max { $0.parts < $1.parts }
        }
        let known = fullest.compactMap(\.self)
        let least = known.count == fullest.count ? known.map(\.parts).min() : nil
        return Computed(
            value: least, basis: least.map { "\($0) of 5 parts" } ?? "no apology recorded", asOf: known.map(\.on).max())
    }

    /// 3.1: the areas with a boundary that both assented to and that was not ended.
    private func areasAgreed(_ day: CalendarDate) -> Computed {
        let boundaries = all(.boundary, by: day)
        let areas = Set(boundaries.filter { $0.isInForce(on: day) }.compactMap(\.area))
        let last = boundaries.flatMap { [$0.on] + $0.answers.map(\.on) }.filter { $0 <= day }.max()
        return Computed(
            value: boundaries.isEmpty ? nil : areas.count, basis: "\(areas.count) of 4 areas, both assenting",
            asOf: last)
    }

    /// 3.3: breaches of the 28 days up to `day` that are not talked through. Before anything is agreed there is nothing
    /// to breach, and no value.
    private func openBreaches(_ day: CalendarDate) -> Computed {
        let agreed = all(.boundary, by: day)
        let recent = all(.breach, by: day).filter { $0.on > day.adding(days: -28) }
        let open = recent.filter { !$0.isSettled(by: day) }
        return Computed(
            value: agreed.isEmpty ? nil : open.count,
            basis: agreed.isEmpty ? "no boundary agreed yet" : "\(recent.count) in 4 weeks, \(open.count) open",
            asOf: agreed.map(\.on).max())
    }

    /// 3.4: days with an open talk without accusation.
    private func openTalks(_ day: CalendarDate) -> Computed {
        let calm = all(.talk, by: day).filter { $0.details == .talk(withoutAccusation: true) }
        let days = Set(calm.map(\.on))
        return Computed(
            value: days.isEmpty ? nil : days.count, basis: "talks on \(days.count) days", asOf: days.max())
    }

    /// 4.1: amends that the hurt partner wants and that were not ended: practical ones count twice at most, emotional
    /// ones once.
    private func amendsWanted(_ day: CalendarDate) -> Computed {
        let wanted = commitments.filter { $0.isWanted && $0.agreedOn <= day && $0.endedOn.map { $0 > day } ?? true }
        let practical = wanted.count { $0.kind == .practical }
        let emotional = wanted.count - practical
        return Computed(
            value: wanted.isEmpty ? nil : min(2, practical) + min(1, emotional),
            basis: "wanted: \(practical) practical, \(emotional) emotional", asOf: wanted.map(\.agreedOn).max())
    }

    /// 4.2: of what fell due in the 28 days up to `day` of commitments that are not the hurt partner's alone, the share
    /// that they saw kept. Where under 6 fell due there is no share.
    private func keptAsSeenByTheHurtPartner(_ day: CalendarDate) -> Computed {
        var found = DueAmends()
        for viewer in hurt {
            for commitment in commitments where commitment.owner.rawValue != viewer.rawValue {
                let own = commitment.reports.filter { $0.by == viewer }
                found.add(
                    commitment.rhythm, agreedOn: commitment.agreedOn, dueOn: commitment.dueOn,
                    endedOn: commitment.endedOn, reports: Dictionary(own.map { ($0.on, $0.kept) }) { $1 },
                    from: day.adding(days: -27), through: day)
            }
        }
        let silent = found.unreported == 0 ? "" : ", \(found.unreported) not reported"
        return Computed(
            value: found.due < 6 ? nil : found.percent,
            basis: "\(found.kept) of \(found.due) due kept in 4 weeks\(silent)" + (found.due < 6 ? " (6 needed)" : ""))
    }

    /// 5.3: the last setback was worked through, or 8 weeks have passed since it, or since the case was opened.
    private func setbackPassed(_ day: CalendarDate) -> Computed {
        let last = all(.setback, by: day).last
        let quietOn = (last?.on ?? openedOn).adding(days: 56)
        if let last, let answer = last.answers.first(where: { $0.answer == .workedThrough && $0.on <= day }) {
            return Computed(value: 1, basis: "the last setback was worked through", asOf: min(answer.on, quietOn))
        }
        if day >= quietOn { return Computed(value: 1, basis: "8 weeks without a setback", asOf: quietOn) }
        return Computed(
            value: last == nil ? nil : 0, basis: last == nil ? "under 8 weeks" : "setback of \(last?.on ?? day) open",
            asOf: last?.on)
    }

    /// 5.4: whether each hurt partner has three Dyadic Trust scores at least 14 days apart, the last of them not below
    /// the first.
    private func trustHeld(_ day: CalendarDate) -> Computed {
        var basis: [String] = []
        var holds = true
        var isKnown = !hurt.isEmpty
        for partner in hurt {
            let series = measures.last { $0.partner == partner && $0.instrument.name == "DTS" }
            var spaced: [MeasureSeries.Score] = []
            for score in series?.scores ?? [] where score.on <= day {
                if let last = spaced.last, score.on.days(since: last.on) < 14 { continue }
                spaced.append(score)
            }
            guard spaced.count >= 3, let first = spaced.first, let last = spaced.last else {
                isKnown = false
                basis.append("\(spaced.count) of 3 scores")
                continue
            }
            holds = holds && last.score >= first.score
            basis.append("\(first.score) to \(last.score)")
        }
        return Computed(value: isKnown ? (holds ? 1 : 0) : nil, basis: "DTS " + basis.joined(separator: ", "))
    }

    /// 6.2: goals that were not dropped, each of which has measure, target, date and owner; two at most while none is on
    /// understanding each other.
    private func goalsWhole(_ day: CalendarDate) -> Computed {
        let set = goals.filter { goal in
            goal.agreedOn <= day && goal.reviews.last { $0.on <= day }?.standing != .dropped
        }
        let isMutual = set.contains(where: \.isMutual)
        return Computed(
            value: set.isEmpty ? nil : isMutual ? set.count : min(2, set.count),
            basis: "\(set.count) goals" + (isMutual || set.isEmpty ? "" : ", none on understanding each other"),
            asOf: set.map(\.agreedOn).max())
    }

    /// 6.3: of the goals that were reviewed twice, or settled at the first review, the share that is reached or on
    /// track.
    private func goalsOnTrack(_ day: CalendarDate) -> Computed {
        var (good, counted) = (0, 0)
        for goal in goals {
            let reviews = goal.reviews.filter { $0.on <= day }
            guard let last = reviews.last else { continue }
            let isSettled = last.standing == .reached || last.standing == .dropped
            guard isSettled || reviews.count >= 2 else { continue }
            counted += 1
            if last.standing == .reached || last.standing == .onTrack { good += 1 }
        }
        let share = CommitmentOnRoad.Kept(kept: good, reported: counted)
        return Computed(
            value: share.percent,
            basis: counted == 0 ? "no goal reviewed twice" : "\(good) of \(counted) goals")
    }

    /// 6.4: a plan that both assented to, with the day on which it is followed up.
    private func planAgreed(_ day: CalendarDate) -> Computed {
        let plans = all(.plan, by: day)
        let agreed = plans.last { $0.isInForce(on: day) }
        let last = plans.flatMap { [$0.on] + $0.answers.map(\.on) }.filter { $0 <= day }.max()
        return Computed(
            value: plans.isEmpty ? nil : agreed == nil ? 0 : 1,
            basis: agreed.map { "follow-up \($0.nextLook(on: day)?.description ?? "done")" }
                ?? (plans.isEmpty ? "no plan yet" : "waits for both to assent"), asOf: last)
    }
}
