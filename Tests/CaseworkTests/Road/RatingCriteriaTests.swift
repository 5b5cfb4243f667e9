import CaseModel
import Casework
import Postgres
import TestSupport
import Testing

@Suite("A rating")
struct RatingCriteriaTests {
    @Test("meets a criterion in two ratings at least seven days apart")
    func met() async throws {
        let couple = try await RoadCouple()
        for (on, isMet) in [("2026-02-02", false), ("2026-02-08", false), ("2026-02-09", true)] {
            let standing = try await couple.therapist.rateCriterion(
                "2.2", of: couple.handle, by: .partner(.a), value: 3, on: day(on), key: .fresh())
            #expect(standing.isMet == isMet)
        }
        let fallen = try await couple.therapist.rateCriterion(
            "2.2", of: couple.handle, by: .partner(.a), value: 2, on: day("2026-02-16"), key: .fresh())
        #expect(fallen.isMet == false)
    }

    @Test("is given by those who rate the criterion, by the part in the breach, and by nobody where it is worked out")
    func wrongRater() async throws {
        let couple = try await RoadCouple()
        let cases: [(number: String, by: RatedBy, field: String)] = [
            ("1.1", .partner(.b), "by"), ("1.1", .therapist, "by"), ("1.2", .partner(.a), "by"),
            ("1.3", .partner(.a), "by"), ("3.2", .therapist, "by"), ("4.2", .partner(.a), "criterion"),
            ("5.4", .therapist, "criterion"), ("9.9", .partner(.a), "criterion"), ("", .partner(.a), "criterion"),
        ]
        for (number, rater, field) in cases {
            let refused = await refusal { () async throws(CaseworkError) in
                try await couple.therapist.rateCriterion(number, of: couple.handle, by: rater, value: 1, key: .fresh())
            }
            #expect(refused?.kind == "invalid \(field)", "\(number) \(rater)")
        }
        #expect(try await couple.count("criterion_ratings") == 0)
        for rater in [RatedBy.partner(.a), .partner(.b), .therapist] {
            try await couple.rate("2.4", rater, 1, on: "2026-02-02")
        }
        #expect(try await couple.count("criterion_ratings") == 3)
    }

    @Test("comes from both partners where both were hurt and involved")
    func mutual() async throws {
        let couple = try await RoadCouple(RoadCouple.history(a: .both, b: .both))
        for on in ["2026-02-02", "2026-02-09"] { try await couple.rate("1.1", .partner(.a), 4, on: on) }
        let half = try await couple.therapist.road(of: couple.handle).criteria[0]
        #expect(half.raters == [.partner(.a), .partner(.b)] && half.isMet == false && half.difference == nil)
        for on in ["2026-02-02", "2026-02-09"] { try await couple.rate("1.1", .partner(.b), 3, on: on) }
        let whole = try await couple.therapist.road(of: couple.handle).criteria[0]
        #expect(whole.isMet == true && whole.difference == 1)
    }

    @Test("stays on its scale")
    func offScale() async throws {
        let couple = try await RoadCouple()
        let cases: [(number: String, by: RatedBy, value: Int)] = [
            ("2.2", .partner(.a), -1), ("2.2", .partner(.a), 5), ("2.1", .therapist, 6), ("2.4", .therapist, 2),
            ("6.1", .partner(.a), 0), ("6.1", .partner(.a), 3), ("3.4", .therapist, 100),
        ]
        for (number, rater, value) in cases {
            let refused = await refusal { () async throws(CaseworkError) in
                try await couple.therapist.rateCriterion(
                    number, of: couple.handle, by: rater, value: value, key: .fresh())
            }
            #expect(refused?.kind == "invalid value", "\(number) \(value)")
        }
        #expect(try await couple.count("criterion_ratings") == 0)
    }

    @Test("is not given for a day to come, nor for one before the case", arguments: ["2026-06-16", "2026-01-04"])
    func days(on: String) async throws {
        let couple = try await RoadCouple()
        let refused = await refusal { () async throws(CaseworkError) in
            try await couple.therapist.rateCriterion(
                "2.2", of: couple.handle, by: .partner(.a), value: 3, on: day(on), key: .fresh())
        }
        #expect(refused?.kind == "invalid on")
    }

    @Test("belongs to its giver; the therapist's own is joint")
    func audience() async throws {
        let couple = try await RoadCouple()
        try await couple.rate("2.3", .partner(.b), 2, on: "2026-02-02")
        try await couple.rate("2.2", .partner(.a), 2, on: "2026-02-03")
        try await couple.rate("2.1", .therapist, 2, on: "2026-02-04")
        let audiences = try await couple.stored(
            "select audience from app.criterion_ratings order by rated_on", String.self)
        #expect(audiences == ["B", "A", "joint"])
    }

    @Test("of the same day replaces the one before in the figures, and both stay on record")
    func corrected() async throws {
        let couple = try await RoadCouple()
        for value in [1, 4, 2] { try await couple.rate("2.2", .partner(.a), value, on: "2026-02-02") }
        let road = try await couple.therapist.road(of: couple.handle)
        let standing = try #require(road.criteria.first { $0.criterion.number == "2.2" })
        #expect(standing.ratings.map(\.value) == [1, 4, 2])
        #expect(standing.latest(by: .partner(.a))?.value == 2)
    }

    @Test("is recorded once for a key")
    func repeated() async throws {
        let couple = try await RoadCouple()
        let key = RequestKey.fresh()
        for _ in 0..<2 {
            _ = try await couple.therapist.rateCriterion(
                "2.2", of: couple.handle, by: .partner(.a), value: 3, key: key)
        }
        #expect(try await couple.count("criterion_ratings") == 1)
        let other = await refusal { () async throws(CaseworkError) in
            try await couple.therapist.rateCriterion("2.2", of: couple.handle, by: .partner(.a), value: 4, key: key)
        }
        #expect(other?.kind == "key")
    }

    @Test("says what it means, and what is asked for")
    func meaning() async throws {
        let couple = try await RoadCouple()
        let criteria = try await couple.therapist.criteria(of: couple.handle)
        for (number, value, meaning, wanted) in [
            ("2.2", 3, "mostly", "3 (mostly), twice, 7 days apart"), ("2.1", 4, "4 of 5 parts", "5 of 5 parts"),
            ("2.4", 0, "no", "yes"), ("3.3", 2, "2", "none"), ("4.2", 80, "80 %", "75 %"),
            ("6.1", 2, "apart", "an answer"),
        ] as [(String, Int, String, String?)] {
            let criterion = try #require(criteria.first { $0.number == number })
            #expect(criterion.meaning(of: value) == meaning)
            #expect(criterion.wanted == wanted)
        }
    }
}
