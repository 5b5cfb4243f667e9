package import CaseModel

/// The default roadmap's criteria, version 1, as far as a fictional couple has to rate them.
///
/// A choice (6.1) is 1 for together and 2 for apart; 4.1 asks for two practical and one emotional amends.
package enum Catalogue {
    package static let criteria: [Criterion] = [
        one("1.1", "My partner understands how this hurt me", .hurt, .zeroToFour, 3, 4, nil, "S G P"),
        one("1.2", "I can say what this did to my partner without defending", .involved, .zeroToFour, 3, 4, nil, "S G"),
        one("1.3", "Impact statement told and reflected back", .therapist, .yesNo, 1, 1, .impactReflected, "P"),
        one("1.4", "Both screened alone; no open hold; crisis contained", .therapist, .yesNo, 1, 1, nil, "B"),
        one(
            "2.1", "Apology has regret, harm named, responsibility, change, examples", .therapist, .parts, 5, 5,
            .apologyParts, "S G F"),
        one("2.2", "My partner takes responsibility without excuse", .hurt, .zeroToFour, 3, 4, nil, "S"),
        one("2.3", "I take responsibility for what I did", .involved, .zeroToFour, 3, 4, nil, "S P"),
        one(
            "2.4", "The breach has ended, or remaining contact is known and agreed", .bothAndTherapist, .yesNo, 1, 1,
            nil, "B"),
        one(
            "2.5", "Nobody presses me to forgive (reception is recorded, never required)", .hurt, .zeroToFour, 3, 4,
            nil, "S"),
        one(
            "3.1", "Boundaries agreed: honesty, respect, communication, expectations", .both, .parts, 4, 4,
            .areasAgreed, "S"),
        one("3.2", "I feel safe with our boundaries", .both, .zeroToFour, 3, 4, nil, "S B"),
        one(
            "3.3", "Boundary breaches not yet talked through, last 28 days", .computed, .count, 0, 99, .openBreaches,
            "S"),
        one("3.4", "Open talks without accusation, on different days", .therapist, .count, 3, 99, .openTalks, "S G"),
        one("3.5", "We can each say how it came to this, without excusing it", .both, .zeroToFour, 2, 4, nil, "S B"),
        one(
            "4.1", "Amends agreed: practical and emotional, wanted by the hurt partner", .both, .count, 3, 99,
            .amendsWanted, "S"),
        one(
            "4.2", "Kept as the hurt partner sees it, last 4 weeks, at least 6 due", .computed, .percent, 75, 100,
            .keptShare, "S"),
        one("4.3", "What my partner does lets me rely on them", .hurt, .zeroToFour, 3, 4, nil, "S"),
        one("4.4", "I do it without being reminded", .involved, .zeroToFour, 3, 4, nil, "S P"),
        one("5.1", "I get time and space; nobody pushes me", .hurt, .zeroToFour, 3, 4, nil, "S"),
        one("5.2", "I can live with a slow pace", .both, .zeroToFour, 3, 4, nil, "S"),
        one("5.3", "A setback worked through, or 8 weeks without one", .therapist, .yesNo, 1, 1, .setbackPassed, "S B"),
        one(
            "5.4", "The hurt partner's Dyadic Trust Scale, 3 scores at least 14 days apart, last not below first",
            .computed, .yesNo, nil, 1, .trustHeld, "S"),
        one("6.1", "Freely made decision: together or apart", .both, .choice, 1, 2, nil, "B"),
        one(
            "6.2", "Goals with measure, target, date, owner; one on understanding each other", .both, .count, 3, 99,
            .goalsWhole, "S"),
        one("6.3", "Goals reached or on track after two reviews", .computed, .percent, 67, 100, .goalsOnTrack, "S"),
        one("6.4", "Plan for setbacks, follow-up date", .both, .yesNo, 1, 1, .planAgreed, "B G"),
    ]

    /// The criteria of each stage, by index into `criteria`.
    static let indices: [[Int]] = Stage.allCases.map { stage in
        criteria.indices.filter { criteria[$0].stage == stage && criteria[$0].rater != .computed }
    }

    private static func one(
        _ number: String, _ text: String, _ rater: Criterion.Rater, _ scale: Criterion.Scale, _ threshold: Int?,
        _ maximum: Int, _ fromRecords: RecordRule?, _ source: String
    ) -> Criterion {
        let stage = number.first?.wholeNumberValue.flatMap { Stage(rawValue: Int16($0)) } ?? .acknowledge
        return Criterion(
            number: number, stage: stage, text: text, rater: rater, scale: scale, threshold: threshold,
            maximum: maximum,
            fromRecords: fromRecords, source: source)
    }
}
