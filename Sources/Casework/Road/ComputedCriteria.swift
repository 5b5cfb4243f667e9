import CaseModel

/// The criteria of catalogue version 1 that no one rates: they are worked out from commitments, scores and goals.
///
/// 3.3 counts breaches of boundaries, which Troth does not record yet: it has no value, and is never called unmet.
struct ComputedCriteria {
    let hurt: [Partner]
    let commitments: [CommitmentRow]
    let measures: [MeasureSeries]
    let goals: [GoalRow]

    /// The value on a day; nil for a criterion whose records are not kept.
    func value(_ number: String, on day: CalendarDate) -> CriterionStanding.Computed? {
        switch number {
        case "4.2": keptAsSeenByTheHurtPartner(day)
        case "5.4": trustHeld(day)
        case "6.3": goalsOnTrack(day)
        default: nil
        }
    }

    /// 4.2: of what the hurt partner reported in the 28 days up to `day` on commitments that are not theirs alone, the
    /// share that was kept. Under 6 reports there is no share.
    private func keptAsSeenByTheHurtPartner(_ day: CalendarDate) -> CriterionStanding.Computed {
        var (kept, reported) = (0, 0)
        for viewer in hurt {
            for commitment in commitments where commitment.owner.rawValue != viewer.rawValue {
                let seen = commitment.reports.kept(asSeenBy: viewer, from: day.adding(days: -27), through: day)
                kept += seen.kept
                reported += seen.reported
            }
        }
        let share = CommitmentOnRoad.Kept(kept: kept, reported: reported)
        return .init(
            value: reported < 6 ? nil : share.percent,
            basis: "\(kept) of \(reported) kept" + (reported < 6 ? " (6 needed)" : " in 4 weeks"))
    }

    /// 5.4: whether each hurt partner has three Dyadic Trust scores at least 14 days apart, the last of them not below
    /// the first.
    private func trustHeld(_ day: CalendarDate) -> CriterionStanding.Computed {
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
        return .init(value: isKnown ? (holds ? 1 : 0) : nil, basis: "DTS " + basis.joined(separator: ", "))
    }

    /// 6.3: of the goals that were reviewed twice, or settled at the first review, the share that is reached or on
    /// track.
    private func goalsOnTrack(_ day: CalendarDate) -> CriterionStanding.Computed {
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
        return .init(
            value: share.percent,
            basis: counted == 0 ? "no goal reviewed twice" : "\(good) of \(counted) goals")
    }
}
