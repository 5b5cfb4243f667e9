package import CaseModel

/// How one criterion of the road stands: every rating, and whether they meet it. It advises, it does not gate.
package struct CriterionStanding: Sendable {
    /// What is worked out from other records in place of a rating.
    package struct Computed: Sendable, Hashable {
        /// Per cent, or 1 for yes and 0 for no; nil while there is too little to say.
        package let value: Int?
        /// What the value was worked out from, in words.
        package let basis: String
        /// The day of the last record that the value rests on; nil where ratings cannot stand beside it.
        package let asOf: CalendarDate?

        init(value: Int?, basis: String, asOf: CalendarDate? = nil) {
            (self.value, self.basis, self.asOf) = (value, basis, asOf)
        }

        fileprivate var counted: Criterion.Counted? {
            value.flatMap { value in asOf.map { Criterion.Counted(value: value, asOf: $0) } }
        }
    }

    /// What one rater's answers lack; of what is computed there is no rater.
    package struct Shortfall: Sendable, Hashable {
        package let rater: RatedBy?
        /// In plain words, such as `A: 2 (partly)`. Letters, never names.
        package let words: String
    }

    package let criterion: Criterion
    /// Whose ratings it waits for in this case: A, B, therapist.
    package let raters: [RatedBy]
    /// Oldest first; of one day, the one that was recorded last comes last.
    package let ratings: [CriterionRating]
    /// What the records say; nil for a criterion that counts none. Beside ratings, what was said or recorded last holds.
    package let computed: Computed?
    /// Nil where nothing can be met: it is recorded and shown only.
    package let isMet: Bool?

    init(_ criterion: Criterion, ratings: [CriterionRating], parts: [Partner: PartInBreach], computed: Computed?) {
        self.criterion = criterion
        let waitedFor = criterion.raters(parts: parts)
        raters = [.partner(.a), .partner(.b), .therapist].filter(waitedFor.contains)
        self.ratings = ratings.filter { $0.number == criterion.number }
        self.computed = computed
        if criterion.rater == .computed {
            isMet = criterion.threshold.map { threshold in
                guard let value = computed?.value else { return false }
                return criterion.fromRecords?.wantsFew == true ? value <= threshold : value >= threshold
            }
        } else {
            isMet = criterion.isMet(by: self.ratings, parts: parts, counted: computed?.counted)
        }
    }

    /// What is lacking, each partner apart; empty where nothing is.
    package var shortfalls: [Shortfall] {
        guard isMet == false else { return [] }
        if criterion.rater == .computed { return [Shortfall(rater: nil, words: computed?.basis ?? "nothing recorded")] }
        return raters.compactMap { rater in
            guard let lack = criterion.shortfall(of: rater, ratings, counted: computed?.counted) else { return nil }
            let who = rater == .therapist ? "therapist" : rater.code
            let words: String =
                switch lack {
                case .notRated: "not rated yet"
                case .below(let value) where criterion.scale == .zeroToFour:
                    "\(value) (\(criterion.meaning(of: value)))"
                case .below(let value): criterion.meaning(of: value)
                case .notTwice: "once so far, or not 7 days apart"
                }
            return Shortfall(rater: rater, words: "\(who): \(words)")
        }
    }

    /// The last rating that `rater` gave.
    package func latest(by rater: RatedBy) -> CriterionRating? {
        ratings.last { $0.by == rater }
    }

    /// How far the partners' last ratings stand apart; nil unless both rated. The difference is itself information.
    package var difference: Int? {
        guard let a = latest(by: .partner(.a)), let b = latest(by: .partner(.b)) else { return nil }
        return abs(a.value - b.value)
    }
}

extension Criterion {
    /// The values that may be given: a choice has no zero.
    package var range: ClosedRange<Int> { (scale == .choice ? 1 : 0)...max(1, maximum) }

    /// What a value says, such as `mostly` for 3 on the scale of 0 to 4.
    package func meaning(of value: Int) -> String {
        switch scale {
        case .zeroToFour:
            switch value {
            case 0: "not at all"
            case 1: "a little"
            case 2: "partly"
            case 3: "mostly"
            default: "fully"
            }
        case .yesNo: value == 0 ? "no" : "yes"
        case .parts: "\(value) of \(maximum) parts"
        case .count: "\(value)"
        case .percent: "\(value) %"
        case .choice: value == 1 ? "together" : "apart"
        }
    }

    /// What meets this criterion, in words; nil where it is recorded and nothing more.
    package var wanted: String? {
        guard let threshold else { return nil }
        let least: String =
            switch scale {
            case .zeroToFour: "\(threshold) (\(meaning(of: threshold)))"
            case .yesNo: "yes"
            case .parts: "\(threshold) of \(maximum) parts"
            case .count: threshold == 0 ? "none" : "\(threshold)"
            case .choice: "an answer"
            case .percent: "\(threshold) %"
            }
        return scale == .zeroToFour ? "\(least), twice, 7 days apart" : least
    }
}
