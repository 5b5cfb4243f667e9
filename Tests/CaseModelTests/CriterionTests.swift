import CaseModel
import Testing

@Suite("A criterion")
struct CriterionTests {
    static let day = CalendarDate(dayNumber: 20_000)
    static let parts: [Partner: PartInBreach] = [.a: .hurt, .b: .involved]

    static func criterion(
        _ rater: Criterion.Rater, _ scale: Criterion.Scale = .zeroToFour, threshold: Int? = 3, maximum: Int = 4
    ) -> Criterion {
        Criterion(
            number: "1.1", stage: .acknowledge, text: "x", rater: rater, scale: scale, threshold: threshold,
            maximum: maximum)
    }

    /// Ratings by one rater, as (day, value).
    static func ratings(_ by: RatedBy, _ values: (Int, Int)..., number: String = "1.1") -> [CriterionRating] {
        values.map { CriterionRating(number: number, by: by, value: $0.1, on: day.adding(days: $0.0)) }
    }

    static let a = RatedBy.partner(.a)
    static let b = RatedBy.partner(.b)

    @Test(
        "waits for those its rater names, by their part in the breach",
        arguments: [
            (.hurt, .hurt, .involved, [a]),
            (.hurt, .involved, .hurt, [b]), (.hurt, .both, .both, [a, b]), (.hurt, .both, .involved, [a]),
            (.involved, .hurt, .involved, [b]), (.involved, .both, .both, [a, b]), (.involved, .hurt, .both, [b]),
            (.therapist, .hurt, .involved, [.therapist]), (.both, .hurt, .involved, [a, b]),
            (.bothAndTherapist, .hurt, .involved, [a, b, .therapist]), (.computed, .hurt, .involved, []),
        ] as [(Criterion.Rater, PartInBreach, PartInBreach, Set<RatedBy>)])
    func raters(row: (rater: Criterion.Rater, a: PartInBreach, b: PartInBreach, wanted: Set<RatedBy>)) {
        #expect(Self.criterion(row.rater).raters(parts: [.a: row.a, .b: row.b]) == row.wanted)
    }

    @Test(
        "of the 0-4 scale is met by two ratings seven days apart",
        arguments: [
            ([], false), ([(0, 4)], false), ([(0, 3), (6, 3)], false), ([(0, 3), (7, 3)], true),
            ([(0, 3), (8, 4)], true),
            ([(0, 2), (7, 3)], false), ([(0, 3), (7, 2)], false), ([(0, 3), (3, 1), (7, 3)], false),
            ([(0, 1), (7, 3), (14, 3)], true), ([(0, 3), (4, 3), (8, 3)], true), ([(0, 3), (7, 3), (9, 2)], false),
            ([(0, 3), (7, 3), (9, 3)], true), ([(0, 0), (5, 3), (11, 3)], false), ([(0, 3), (0, 3)], false),
        ] as [([(Int, Int)], Bool)])
    func sevenDays(values: [(Int, Int)], isMet: Bool) {
        let given = values.map {
            CriterionRating(number: "1.1", by: Self.a, value: $0.1, on: Self.day.adding(days: $0.0))
        }
        #expect(Self.criterion(.hurt).isMet(by: given, parts: Self.parts) == isMet)
        #expect(Self.criterion(.hurt).isMet(by: given.reversed(), parts: Self.parts) == isMet)
    }

    @Test("for both is met only when both partners reach it")
    func both() {
        let one = Self.ratings(Self.a, (0, 4), (7, 4))
        #expect(Self.criterion(.both).isMet(by: one, parts: Self.parts) == false)
        #expect(Self.criterion(.both).isMet(by: one + Self.ratings(Self.b, (1, 3), (8, 3)), parts: Self.parts) == true)
        #expect(Self.criterion(.both).isMet(by: one + Self.ratings(Self.b, (1, 3), (8, 2)), parts: Self.parts) == false)
    }

    @Test("counts no rating of another criterion or another rater")
    func others() {
        let elsewhere = Self.ratings(Self.a, (0, 4), (7, 4), number: "1.2") + Self.ratings(Self.b, (0, 4), (7, 4))
        #expect(Self.criterion(.hurt).isMet(by: elsewhere, parts: Self.parts) == false)
    }

    @Test(
        "of any other scale is met by the last rating alone",
        arguments: [
            (Criterion.Scale.parts, 5), (.count, 3), (.yesNo, 1), (.percent, 75),
        ])
    func lastAlone(scale: Criterion.Scale, threshold: Int) {
        let criterion = Self.criterion(.therapist, scale, threshold: threshold, maximum: 100)
        #expect(criterion.isMet(by: Self.ratings(.therapist, (0, threshold)), parts: Self.parts) == true)
        #expect(criterion.isMet(by: Self.ratings(.therapist, (0, threshold - 1)), parts: Self.parts) == false)
        #expect(
            criterion.isMet(by: Self.ratings(.therapist, (0, threshold), (1, threshold - 1)), parts: Self.parts)
                == false)
        #expect(
            criterion.isMet(by: Self.ratings(.therapist, (0, threshold - 1), (1, threshold)), parts: Self.parts) == true
        )
    }

    @Test("of a mutual breach waits for both, on either side")
    func mutual() {
        let parts: [Partner: PartInBreach] = [.a: .both, .b: .both]
        let one = Self.ratings(Self.a, (0, 4), (7, 4))
        for rater in [Criterion.Rater.hurt, .involved] {
            #expect(Self.criterion(rater).isMet(by: one, parts: parts) == false)
            #expect(Self.criterion(rater).isMet(by: one + Self.ratings(Self.b, (0, 3), (7, 3)), parts: parts) == true)
        }
    }

    @Test("that is computed, or only recorded, is not for ratings to say")
    func unrated() {
        #expect(Self.criterion(.computed).isMet(by: [], parts: Self.parts) == nil)
        #expect(Self.criterion(.both, .choice, threshold: nil).isMet(by: [], parts: Self.parts) == nil)
    }

    @Test("knows its raters by their codes", arguments: [("A", a), ("B", b), ("therapist", RatedBy.therapist)])
    func codes(code: String, rater: RatedBy) {
        #expect(RatedBy(code) == rater)
        #expect(rater.code == code)
        #expect(RatedBy("a") == nil && RatedBy("") == nil)
    }

    @Test("gives a rating the audience of its giver")
    func audience() {
        #expect(Self.a.audience == .a)
        #expect(Self.b.audience == .b)
        #expect(RatedBy.therapist.audience == .joint)
    }
}
