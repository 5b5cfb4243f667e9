/// One sign of progress in a stage, as the practice's catalogue of criteria states it.
///
/// Thresholds are clinical judgement and not validated. Criteria advise; they do not gate: an override needs a reason.
package struct Criterion: Sendable, Hashable {
    /// Who rates it. A criterion for both is rated by each partner apart.
    package enum Rater: String, Sendable, CaseIterable {
        case hurt, involved, therapist, both
        case bothAndTherapist = "both_and_therapist"
        case computed
    }

    /// How it is answered.
    package enum Scale: String, Sendable, CaseIterable {
        /// 0 not at all, 1 a little, 2 partly, 3 mostly, 4 fully.
        case zeroToFour = "0-4"
        /// Parts or areas that are there, counted.
        case parts, count
        case yesNo = "yes_no"
        case percent, choice
    }

    /// The number in the catalogue: stage, point, position; for example `2.4`.
    package var number: String
    package var stage: Stage
    package var text: String
    package var rater: Rater
    package var scale: Scale
    /// The least value that meets it; nil where the answer is recorded and nothing more.
    package var threshold: Int?
    /// The greatest value that can be given.
    package var maximum: Int
    /// What it counts among the records; nil where it is for its raters alone to say.
    package var fromRecords: RecordRule?
    /// Whom it comes from: S the roadmap itself, G Gottman, B Baucom, Snyder and Gordon, P Spring, F Fife.
    package var source: String

    package init(
        number: String, stage: Stage, text: String, rater: Rater, scale: Scale, threshold: Int?, maximum: Int,
        fromRecords: RecordRule? = nil, source: String = "S"
    ) {
        (self.number, self.stage, self.text) = (number, stage, text)
        (self.rater, self.scale, self.threshold, self.maximum) = (rater, scale, threshold, maximum)
        (self.fromRecords, self.source) = (fromRecords, source)
    }

    /// The raters whose answers this criterion waits for, in a case where the partners have these parts.
    ///
    /// A hurt partner who was also involved rates as both.
    package func raters(parts: [Partner: PartInBreach]) -> Set<RatedBy> {
        let hurt = Partner.allCases.filter { parts[$0] == .hurt || parts[$0] == .both }.map(RatedBy.partner)
        let involved = Partner.allCases.filter { parts[$0] == .involved || parts[$0] == .both }.map(RatedBy.partner)
        return switch rater {
        case .hurt: Set(hurt)
        case .involved: Set(involved)
        case .therapist: [.therapist]
        case .both: [.partner(.a), .partner(.b)]
        case .bothAndTherapist: [.partner(.a), .partner(.b), .therapist]
        case .computed: []
        }
    }

    /// What the records say of it, and the day of the last of them that it rests on.
    package struct Counted: Sendable, Hashable {
        package var value: Int
        package var asOf: CalendarDate

        package init(value: Int, asOf: CalendarDate) { (self.value, self.asOf) = (value, asOf) }
    }

    /// Where one rater stands with this criterion.
    package enum Shortfall: Sendable, Hashable {
        case notRated
        /// Below the threshold: the value.
        case below(Int)
        /// At the threshold once, and not yet in two ratings that are seven days apart.
        case notTwice
    }

    /// Whether `ratings` meet this criterion: every rater at or over the threshold, and on the 0-4 scale in each
    /// rater's last two ratings, at least seven days apart. Where the records were added to since a rater spoke, or
    /// they said nothing, the records speak for them. Nil where nothing is to be met, and for what is computed.
    package func isMet(
        by ratings: [CriterionRating], parts: [Partner: PartInBreach], counted: Counted? = nil
    ) -> Bool? {
        guard rater != .computed, threshold != nil else { return nil }
        return raters(parts: parts).allSatisfy { shortfall(of: $0, ratings, counted: counted) == nil }
    }

    /// What one rater's answers lack; nil where they meet it.
    package func shortfall(of rater: RatedBy, _ ratings: [CriterionRating], counted: Counted? = nil) -> Shortfall? {
        guard let threshold else { return nil }
        let own = ratings.filter { $0.number == number && $0.by == rater }.sorted { $0.on < $1.on }
        if let counted, scale != .zeroToFour, own.last.map({ $0.on < counted.asOf }) ?? true {
            return counted.value >= threshold ? nil : .below(counted.value)
        }
        guard let last = own.last else { return .notRated }
        guard last.value >= threshold else { return .below(last.value) }
        guard scale == .zeroToFour else { return nil }
        guard let earlier = own.last(where: { last.on.days(since: $0.on) >= 7 }) else { return .notTwice }
        return own.filter { $0.on >= earlier.on }.allSatisfy { $0.value >= threshold } ? nil : .notTwice
    }
}

/// Who gave a rating.
package enum RatedBy: Sendable, Hashable {
    case partner(Partner)
    case therapist

    package init?(_ code: String) {
        if let partner = Partner(rawValue: code) {
            self = .partner(partner)
        } else if code == "therapist" {
            self = .therapist
        } else {
            return nil
        }
    }

    package var code: String {
        switch self {
        case .partner(let partner): partner.rawValue
        case .therapist: "therapist"
        }
    }

    /// A rating belongs to its giver; the therapist's own rating of the couple is part of the joint record.
    package var audience: Audience {
        switch self {
        case .partner(let partner): Audience(of: partner)
        case .therapist: .joint
        }
    }
}

/// One answer to one criterion on one day.
package struct CriterionRating: Sendable, Hashable {
    package var number: String
    package var by: RatedBy
    package var value: Int
    package var on: CalendarDate

    package init(number: String, by: RatedBy, value: Int, on: CalendarDate) {
        (self.number, self.by, self.value, self.on) = (number, by, value, on)
    }
}
