import CaseModel

/// The ratings of one case as they are given, and which criteria they meet so far.
struct RatingSheet: Sendable {
    /// What a rating is read from on one day.
    struct Day: Sendable {
        var number: Int
        var stage: Stage
        /// How far the couple are in this stage, of a thousand.
        var progress: Int
        var isScreened: Bool
        var commitments: Int
        var goals: Int
        var isParting: Bool
    }

    private(set) var ratings: [CriterionRating] = []
    private(set) var lastDay = Int.min / 2
    private var openTalks = 0
    private var standings = [Standing](repeating: Standing(), count: Catalogue.criteria.count * 3)

    /// The last two ratings of one criterion by one rater; sheets are at least seven days apart, so two in a row that
    /// reach the threshold meet a criterion of the 0-4 scale.
    private struct Standing: Sendable {
        var last: Int?
        var isConfirmed = false
    }

    /// Raters by place: partner A, partner B, therapist.
    private static let raters: [RatedBy] = [.partner(.a), .partner(.b), .therapist]

    mutating func rate(_ day: Day, couple: Couple, inner: Pair<InnerState>, dice: inout Dice) {
        let on = CalendarDate(dayNumber: day.number)
        if ratings.isEmpty { ratings.reserveCapacity(96) }
        for index in Catalogue.indices[Int(day.stage.rawValue) - 1] {
            let criterion = Catalogue.criteria[index]
            let threshold = criterion.threshold ?? 0
            let asksTwice = criterion.scale == .zeroToFour
            for place in 0..<3 where Self.asks(criterion.rater, place, couple) {
                if place < 2, dice.chance(50) { continue }
                let readiness = Self.readiness(place, day, couple: couple, inner: inner, dice: &dice)
                guard let value = value(criterion, place, readiness, day, couple, dice: &dice) else { continue }
                ratings.append(
                    CriterionRating(number: criterion.number, by: Self.raters[place], value: value, on: on))
                let earlier = standings[index * 3 + place].last
                standings[index * 3 + place] = Standing(
                    last: value,
                    isConfirmed: value >= threshold
                        && (!asksTwice || earlier.map { $0 >= threshold } == true))
            }
        }
        lastDay = day.number
    }

    /// The numbers of the criteria of `stage` that are not met so far.
    func unmet(in stage: Stage, couple: Couple) -> [String] {
        var numbers: [String] = []
        for index in Catalogue.indices[Int(stage.rawValue) - 1] where Catalogue.criteria[index].threshold != nil {
            let rater = Catalogue.criteria[index].rater
            let isMet = (0..<3).allSatisfy { place in
                !Self.asks(rater, place, couple) || standings[index * 3 + place].isConfirmed
            }
            if !isMet { numbers.append(Catalogue.criteria[index].number) }
        }
        return numbers
    }

    private static func asks(_ rater: Criterion.Rater, _ place: Int, _ couple: Couple) -> Bool {
        let isHurt = couple.isMutual || (place == 0) == couple.isAHurt
        let isInvolved = couple.isMutual || (place == 0) != couple.isAHurt
        return switch rater {
        case .hurt: place < 2 && isHurt
        case .involved: place < 2 && isInvolved
        case .therapist: place == 2
        case .both: place < 2
        case .bothAndTherapist: true
        case .computed: false
        }
    }

    /// How ready a rater finds the couple, of a thousand; the hurt partner is slower to say so.
    private static func readiness(
        _ place: Int, _ day: Day, couple: Couple, inner: Pair<InnerState>, dice: inout Dice
    ) -> Int {
        let trust: Int
        switch place {
        case 0: trust = inner.a.trust + (couple.isAHurt ? -90 : 60)
        case 1: trust = inner.b.trust + (couple.isAHurt ? 60 : -90)
        default: trust = (inner.a.trust + inner.b.trust) / 2
        }
        let climbed = couple.outlook.climb * min(1100, day.progress) / 1000
        return min(999, max(0, 190 + climbed + trust * 36 / 100 + dice.bell(-150...150)))
    }

    private mutating func value(
        _ criterion: Criterion, _ place: Int, _ readiness: Int, _ day: Day, _ couple: Couple, dice: inout Dice
    ) -> Int? {
        switch criterion.number {
        case "1.4": return day.isScreened ? 1 : 0
        case "2.4": return readiness > (couple.breach.state == .ended ? 300 : 560) ? 1 : 0
        case "3.4":
            if readiness > 430 { openTalks += dice.between(1...2) }
            return openTalks
        case "4.1": return day.commitments
        case "6.1": return day.progress < 250 ? nil : day.isParting ? 2 : 1
        case "6.2": return day.goals
        default: break
        }
        switch criterion.scale {
        case .zeroToFour: return min(4, readiness * 5 / 1000)
        case .parts: return min(criterion.maximum, readiness * criterion.maximum / 690)
        default: return readiness > 520 ? 1 : 0
        }
    }
}
