import CaseModel
import Casework
import FoundationEssentials
import Postgres
import TestSupport
import Testing

@Suite("A measure")
struct RecordingMeasuresTests {
    /// Sixteen answers that add up to 27, in an order of their own.
    static let answers = [3, 1, 2, 0, 5, 1, 1, 2, 0, 3, 1, 2, 1, 0, 4, 1]

    @Test("is scored from its answers, judged against the cutoff and the first score")
    func scored() async throws {
        let couple = try await RoadCouple()
        let first = try await couple.therapist.recordMeasure(
            "csi-16", of: couple.handle, partner: .b, .answers(Self.answers), on: day("2026-01-12"), key: .fresh())
        #expect(first.instrument.name == "CSI-16")
        #expect(first.score.score == 27 && first.score.isDistressed == true && first.score.change == nil)
        #expect(first.first == nil && !first.asksForCare)
        let cases: [(score: Int, change: ChangeClass)] = [
            (33, .unchanged), (34, .improved), (51, .improved), (52, .recovered), (20, .deteriorated),
        ]
        for (index, expected) in cases.enumerated() {
            let reading = try await couple.therapist.recordMeasure(
                "CSI-16", of: couple.handle, partner: .b, .score(expected.score),
                on: day("2026-02-01").adding(days: index), key: .fresh())
            #expect(reading.first?.score == 27 && reading.score.change == expected.change)
        }
    }

    @Test("turns reversed items, and is not judged where no reliable change is known")
    func trust() async throws {
        let couple = try await RoadCouple()
        let reading = try await couple.therapist.recordMeasure(
            "DTS", of: couple.handle, partner: .a, .answers([7, 7, 1, 1, 1, 7, 1, 1]), key: .fresh())
        #expect(reading.score.score == 8 && reading.score.isDistressed == nil)
        let later = try await couple.therapist.recordMeasure(
            "DTS", of: couple.handle, partner: .a, .answers([1, 1, 7, 7, 7, 1, 7, 7]), key: .fresh())
        #expect(later.score.score == 56 && later.score.change == nil && later.first?.score == 8)
    }

    @Test("asks for care when the ninth item of the PHQ-9 is above 0")
    func care() async throws {
        let couple = try await RoadCouple()
        for (last, asks) in [(0, false), (1, true)] {
            let reading = try await couple.therapist.recordMeasure(
                "PHQ-9", of: couple.handle, partner: .a, .answers([1, 0, 1, 0, 1, 0, 1, 0, last]), key: .fresh())
            #expect(reading.asksForCare == asks)
        }
    }

    @Test("knows the reliable change that is published, and computes the one that is not")
    func instruments() async throws {
        let practice = try await TestPractice()
        let known = try await practice.therapist.instruments()
        #expect(known.map(\.name) == ["CSI-16", "CSI-32", "CSI-4", "DTS", "GAD-7", "HITS", "PCL-5", "PHQ-9", "RDAS"])
        let change = Dictionary(uniqueKeysWithValues: known.map { ($0.name, $0.reliableChange) })
        #expect(change["PHQ-9"] == 6 && change["RDAS"] == 11.58)
        #expect(change["DTS"] == .some(nil) && change["HITS"] == .some(nil))
        let computed = try #require(known.first { $0.name == "CSI-16" }?.reliableChange)
        #expect(abs(computed - 6.664) < 0.001)
    }

    @Test(
        "is refused with a wrong number of answers, one off its item's scale, a score out of range, or no such measure")
    func refused() async throws {
        let answers = Self.answers
        let cases: [(name: String, input: MeasureInput, field: String)] = [
            ("CSI-16", .answers([]), "answers"), ("CSI-16", .answers(Array(answers.dropLast())), "answers"),
            ("CSI-16", .answers(answers + [1]), "answers"), ("CSI-16", .answers([7] + answers.dropFirst()), "answers"),
            ("CSI-16", .answers([3, 6] + answers.dropFirst(2)), "answers"),
            ("CSI-16", .answers([-1] + answers.dropFirst()), "answers"), ("CSI-16", .score(82), "score"),
            ("CSI-16", .score(-1), "score"), ("DTS", .score(7), "score"), ("DTS", .score(57), "score"),
            ("CSI", .score(3), "measure"), ("", .score(3), "measure"),
            ("'; drop table app.cases; --", .score(3), "measure"),
        ]
        let couple = try await RoadCouple()
        for (name, input, field) in cases {
            let refused = await refusal { () async throws(CaseworkError) in
                try await couple.therapist.recordMeasure(name, of: couple.handle, partner: .a, input, key: .fresh())
            }
            #expect(refused?.kind == "invalid \(field)", "\(name) \(input)")
        }
        #expect(try await couple.count("measure_responses") == 0)
    }

    @Test("is not of a day to come, nor of one before the case", arguments: ["2026-06-16", "2026-01-04"])
    func days(on: String) async throws {
        let couple = try await RoadCouple()
        let refused = await refusal { () async throws(CaseworkError) in
            try await couple.therapist.recordMeasure(
                "DTS", of: couple.handle, partner: .a, .score(20), on: day(on), key: .fresh())
        }
        #expect(refused?.kind == "invalid on")
    }

    @Test("keeps its answers under the giver's key, with nothing plain in them")
    func sealed() async throws {
        let couple = try await RoadCouple()
        for partner in Partner.allCases {
            _ = try await couple.therapist.recordMeasure(
                "CSI-16", of: couple.handle, partner: partner, .answers(Self.answers), key: .fresh())
        }
        _ = try await couple.therapist.recordMeasure(
            "CSI-16", of: couple.handle, partner: .b, .score(30), key: .fresh())
        #expect(
            try await couple.stored(
                "select audience from app.measure_responses order by recorded_at", String.self) == ["A", "B", "B"])
        let sealed = try await couple.stored(
            "select answers_sealed from app.measure_responses where answers_sealed is not null", [UInt8].self)
        #expect(sealed.count == 2)
        let plain = Array("3,1,2,0,5,1".utf8)
        for bytes in sealed {
            #expect(bytes.count > 256)
            #expect(!bytes.indices.contains { bytes[$0...].starts(with: plain) })
            #expect(!bytes.indices.contains { bytes[$0...].starts(with: Self.answers.prefix(6).map(UInt8.init)) })
        }
    }

    @Test("is recorded once for a key, and answers the same again")
    func repeated() async throws {
        let couple = try await RoadCouple()
        let key = RequestKey.fresh()
        var ids: Set<String> = []
        for _ in 0..<2 {
            let reading = try await couple.therapist.recordMeasure(
                "DTS", of: couple.handle, partner: .a, .score(20), key: key)
            ids.insert(reading.score.id.uuidString)
        }
        #expect(ids.count == 1)
        #expect(try await couple.count("measure_responses") == 1)
    }

    @Test("stands in a series of its partner, by day")
    func series() async throws {
        let couple = try await RoadCouple()
        for (partner, on, score) in [(Partner.a, "2026-03-02", 30), (.a, "2026-02-02", 20), (.b, "2026-02-02", 44)] {
            _ = try await couple.therapist.recordMeasure(
                "DTS", of: couple.handle, partner: partner, .score(score), on: day(on), key: .fresh())
        }
        _ = try await couple.therapist.recordMeasure(
            "GAD-7", of: couple.handle, partner: .b, .score(3), key: .fresh())
        let all = try await couple.therapist.measures(of: couple.handle)
        #expect(all.map(\.instrument.name) == ["DTS", "DTS", "GAD-7"])
        #expect(all.map(\.partner) == [.a, .b, .b])
        #expect(all.first?.scores.map(\.score) == [20, 30])
        #expect(try await couple.therapist.measures(of: couple.handle, "gad-7").count == 1)
        let unknown = await refusal { () async throws(CaseworkError) in
            try await couple.therapist.measures(of: couple.handle, "XYZ")
        }
        #expect(unknown?.kind == "invalid measure")
    }
}
