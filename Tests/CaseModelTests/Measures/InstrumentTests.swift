import CaseModel
import Testing

@Suite("An instrument")
struct InstrumentTests {
    static func repeated(_ range: ClosedRange<Int>, _ count: Int) -> [ClosedRange<Int>] {
        [ClosedRange<Int>](repeating: range, count: count)
    }

    static let csi16 = Instrument(
        name: "CSI-16", version: 1, direction: .higherIsBetter, items: [0...6] + repeated(0...5, 15), reversed: [],
        cutoff: 51.5, reliableChange: 6.7, source: "Funk and Rogge 2007")
    static let dts = Instrument(
        name: "DTS", version: 1, direction: .higherIsBetter, items: repeated(1...7, 8), reversed: [1, 2, 6],
        cutoff: nil,
        reliableChange: nil, source: "Larzelere and Huston 1980")
    static let phq9 = Instrument(
        name: "PHQ-9", version: 1, direction: .lowerIsBetter, items: repeated(0...3, 9), reversed: [], cutoff: 10,
        reliableChange: 6, source: "Kroenke, Spitzer and Williams 2001")
    static let gad7 = Instrument(
        name: "GAD-7", version: 1, direction: .lowerIsBetter, items: repeated(0...3, 7), reversed: [], cutoff: 10,
        reliableChange: 4, source: "Spitzer and others 2006")

    @Test("has the range of its items", arguments: [(csi16, 0...81), (dts, 8...56), (phq9, 0...27), (gad7, 0...21)])
    func range(instrument: Instrument, range: ClosedRange<Int>) {
        #expect(instrument.range == range)
        #expect(throws: Never.self) { try instrument.check(score: range.lowerBound) }
        #expect(throws: Never.self) { try instrument.check(score: range.upperBound) }
        for outside in [range.lowerBound - 1, range.upperBound + 1] {
            #expect(throws: Instrument.Refusal.scoreOutOfRange(least: range.lowerBound, most: range.upperBound)) {
                try instrument.check(score: outside)
            }
        }
    }

    @Test("sums its answers")
    func sums() throws {
        #expect(try Self.csi16.score([6] + Array(repeating: 5, count: 15)) == 81)
        #expect(try Self.csi16.score(Array(repeating: 0, count: 16)) == 0)
        #expect(try Self.csi16.score([4, 3, 2, 5, 1, 0, 3, 3, 2, 4, 5, 1, 2, 3, 4, 5]) == 47)
        #expect(try Self.phq9.score([1, 2, 3, 0, 1, 2, 3, 0, 1]) == 13)
        #expect(try Self.gad7.score([3, 3, 3, 3, 3, 3, 3]) == 21)
    }

    @Test("turns items 1, 2 and 6 of the Dyadic Trust Scale round")
    func reversed() throws {
        #expect(try Self.dts.score([1, 1, 7, 7, 7, 1, 7, 7]) == 56)
        #expect(try Self.dts.score([7, 7, 1, 1, 1, 7, 1, 1]) == 8)
        #expect(try Self.dts.score(Array(repeating: 4, count: 8)) == 32)
        #expect(try Self.dts.score(Array(repeating: 7, count: 8)) == 38)
        #expect(try Self.dts.score([2, 3, 5, 6, 4, 1, 7, 5]) == 6 + 5 + 5 + 6 + 4 + 7 + 7 + 5)
    }

    @Test("anchored the other way turns the other five round and gives the mirrored answers the same score")
    func otherAnchors() throws {
        var other = Self.dts
        other.reversed = [3, 4, 5, 7, 8]
        let answers = [2, 3, 5, 6, 4, 1, 7, 5]
        #expect(try other.score(answers.map { 8 - $0 }) == Self.dts.score(answers))
    }

    @Test("refuses incomplete answers", arguments: [0, 15, 17])
    func count(given: Int) {
        #expect(throws: Instrument.Refusal.wrongNumberOfAnswers(given: given, wanted: 16)) {
            try Self.csi16.score(Array(repeating: 0, count: given))
        }
    }

    @Test("refuses an answer outside its item and names it")
    func outOfRange() {
        #expect(throws: Instrument.Refusal.answerOutOfRange(item: 2, least: 0, most: 5)) {
            try Self.csi16.score([6, 6] + Array(repeating: 0, count: 14))
        }
        #expect(throws: Instrument.Refusal.answerOutOfRange(item: 1, least: 1, most: 7)) {
            try Self.dts.score([0, 1, 1, 1, 1, 1, 1, 1])
        }
        #expect(throws: Instrument.Refusal.answerOutOfRange(item: 9, least: 0, most: 3)) {
            try Self.phq9.score([0, 0, 0, 0, 0, 0, 0, 0, 4])
        }
    }

    @Test(
        "draws the line of distress where it is published",
        arguments: [
            (csi16, 51, true), (csi16, 52, false), (phq9, 10, true), (phq9, 9, false), (gad7, 10, true),
            (gad7, 9, false),
        ])
    func distress(instrument: Instrument, score: Int, isDistressed: Bool) {
        #expect(instrument.isDistressed(score) == isDistressed)
    }

    @Test(
        "says how a couple changed",
        arguments: [
            (csi16, 30, 60, ChangeClass.recovered), (csi16, 51, 58, .recovered), (csi16, 20, 27, .improved),
            (csi16, 20, 26, .unchanged), (csi16, 46, 52, .unchanged), (csi16, 60, 70, .improved),
            (csi16, 40, 33, .deteriorated),
            (csi16, 40, 34, .unchanged), (phq9, 15, 9, .recovered), (phq9, 15, 10, .unchanged),
            (phq9, 20, 14, .improved),
            (phq9, 5, 11, .deteriorated), (phq9, 9, 3, .improved), (gad7, 12, 8, .recovered),
            (gad7, 8, 12, .deteriorated),
            (gad7, 8, 11, .unchanged),
        ])
    func change(instrument: Instrument, first: Int, last: Int, wanted: ChangeClass) {
        #expect(instrument.change(from: first, to: last) == wanted)
    }

    @Test("says nothing where nothing is published")
    func unknown() {
        #expect(Self.dts.change(from: 8, to: 56) == nil)
        #expect(Self.dts.isDistressed(8) == nil)
    }

    @Test("computes reliable change as Jacobson and Truax do")
    func jacobsonTruax() {
        let change = Instrument.reliableChange(standardDeviation: 7.5, reliability: 0.80)
        #expect(abs(change / 1.96 - 4.7434) < 0.00005)
        #expect(abs((47.5 - 32.5) / (change / 1.96) - 3.1623) < 0.00005)
        #expect(47.5 - 32.5 >= change)
        #expect(abs(Instrument.reliableChange(standardDeviation: 17, reliability: 0.98) - 6.7) < 0.05)
        #expect(abs(Instrument.reliableChange(standardDeviation: 4, reliability: 0.94) - 2.7) < 0.05)
    }
}
