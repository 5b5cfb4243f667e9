import CaseModel
import FoundationEssentials
import Testing

/// Four data sets with many ties, beside what lifelines and R's survival find in them (Tests/CaseModelTests/References).
@Suite("Time to an event")
struct SurvivalReferenceTests {
    static let sets = ["freireich", "few-ties", "many-ties", "small"]

    @Test("is Kaplan and Meier's, with its bands, as lifelines finds it", arguments: sets)
    func kaplanMeier(name: String) throws {
        let estimate = KaplanMeier(try times(name))
        let reference = try rows("kaplan-meier").filter { $0[0] == name }
        try #require(!reference.isEmpty)
        #expect(estimate.steps.map { String($0.day) } == reference.map { $0[1] })
        for (step, row) in zip(estimate.steps, reference) {
            #expect(abs(step.share - (try number(row[2]))) < 1e-9, "day \(step.day)")
            guard let band = step.band else {
                #expect(step.share == 0)
                continue
            }
            #expect(abs(band.lowerBound - (try number(row[3]))) < 1e-9, "day \(step.day)")
            #expect(abs(band.upperBound - (try number(row[4]))) < 1e-9, "day \(step.day)")
        }
    }

    @Test("with ends that exclude each other is Aalen and Johansen's, as R finds it", arguments: sets)
    func aalenJohansen(name: String) throws {
        let estimate = AalenJohansen(try times(name))
        let reference = try rows("aalen-johansen").filter { $0[0] == name }
        try #require(!reference.isEmpty)
        for row in reference {
            let (day, cause) = (Int(row[1]) ?? -1, Int(row[2]) ?? -1)
            #expect(abs(estimate.share(of: cause, on: day) - (try number(row[3]))) < 1e-9, "day \(day), cause \(cause)")
        }
    }

    @Test("adds up: all ends and those still open are everyone", arguments: sets)
    func total(name: String) throws {
        let times = try times(name)
        let open = KaplanMeier(times)
        for step in AalenJohansen(times).steps {
            #expect(abs(step.shares.values.reduce(0, +) + open.share(on: step.day) - 1) < 1e-12)
        }
    }

    @Test("finds the day by which a half and three quarters came to it")
    func quantiles() {
        var times = EventTimes<Int>()
        for day in [10, 20, 30, 40] { times.add(day, endedBy: 1) }
        let estimate = KaplanMeier(times)
        #expect(estimate.day(reachedBy: 0.25) == 10)
        #expect(estimate.day(reachedBy: 0.5) == 20)
        #expect(estimate.day(reachedBy: 0.75) == 30)
        #expect(estimate.day(reachedBy: 1) == 40)
        times.add(50, endedBy: nil)
        #expect(KaplanMeier(times).day(reachedBy: 0.75) == 40)
        #expect(KaplanMeier(times).day(reachedBy: 1) == nil)
    }

    @Test("says nothing of nobody, and nothing ended where all is open")
    func empty() {
        var times = EventTimes<Int>()
        #expect(KaplanMeier(times).steps.isEmpty)
        #expect(KaplanMeier(times).share(on: 100) == 1)
        times.add(0, endedBy: nil)
        #expect(KaplanMeier(times).steps.isEmpty)
        #expect(AalenJohansen(times).share(of: 1, on: 5) == 0)
    }

    private func times(_ name: String) throws -> EventTimes<Int> {
        var times = EventTimes<Int>()
        for row in try rows("survival-times") where row[0] == name {
            let cause = try #require(Int(row[2]))
            times.add(try #require(Int(row[1])), endedBy: cause == 0 ? nil : cause)
        }
        return times
    }

    private func rows(_ file: String) throws -> [[String]] {
        let folder = #filePath.split(separator: "/").dropLast(2).joined(separator: "/")
        let data = try Data(contentsOf: URL(filePath: "/\(folder)/References/\(file).csv"))
        return String(decoding: data, as: UTF8.self).split(separator: "\n").dropFirst()
            .map { $0.split(separator: ",").map(String.init) }
    }

    private func number(_ text: String) throws -> Double { try #require(Double(text)) }
}
