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

    package init(
        number: String, stage: Stage, text: String, rater: Rater, scale: Scale, threshold: Int?, maximum: Int
    ) {
        (self.number, self.stage, self.text) = (number, stage, text)
        (self.rater, self.scale, self.threshold, self.maximum) = (rater, scale, threshold, maximum)
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

    /// Whether `ratings` meet this criterion: every rater at or over the threshold, and on the 0-4 scale in each
    /// rater's last two ratings, at least seven days apart. Nil where it is not for ratings to say (computed, choice).
    package func isMet(by ratings: [CriterionRating], parts: [Partner: PartInBreach]) -> Bool? {
        guard rater != .computed, let threshold else { return nil }
        return raters(parts: parts).allSatisfy { rater in
            let own = ratings.filter { $0.number == number && $0.by == rater }.sorted { $0.on < $1.on }
            guard let last = own.last, last.value >= threshold else { return false }
            guard scale == .zeroToFour else { return true }
            guard let earlier = own.last(where: { last.on.days(since: $0.on) >= 7 }) else { return false }
            return own.filter { $0.on >= earlier.on }.allSatisfy { $0.value >= threshold }
        }
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
