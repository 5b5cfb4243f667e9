import CaseModel
import FoundationEssentials
import Testing

@Suite("A definition of a measure")
struct DefinitionTests {
    private func read(_ text: String) throws -> InstrumentDefinition {
        try InstrumentDefinition(reading: Data(text.utf8))
    }

    private func definition(_ more: String = "", items: String = "[{ count: 10, least: 0, most: 4 }]") -> String {
        #"{ measure: "X-10", better: "lower", items: \#(items), anchors: "0 to 4", source: "nobody 2026", \#(more) }"#
    }

    @Test("computes what is published only by spread and reliability, and the cutoff between two groups")
    func computed() throws {
        let text = definition(
            "standardDeviation: 7.5, reliability: 0.8, clinical: { mean: 40, standardDeviation: 10 }, "
                + "norm: { mean: 60, standardDeviation: 5 }")
        let instrument = try read(text).instrument
        #expect(abs((instrument.reliableChange ?? 0) / 1.96 - 4.7434) < 0.00005)
        // c = (SD norm x M clinical + SD clinical x M norm) / (SD norm + SD clinical)
        #expect(abs((instrument.cutoff ?? 0) - (5.0 * 40 + 10.0 * 60) / 15) < 1e-12)
    }

    @Test("takes a published threshold and a published cutoff before computed ones")
    func published() throws {
        let text = definition(
            "standardDeviation: 7.5, reliability: 0.8, reliableChange: 6, cutoff: 10, "
                + "clinical: { mean: 40, standardDeviation: 10 }, norm: { mean: 60, standardDeviation: 5 }")
        let instrument = try read(text).instrument
        #expect(instrument.reliableChange == 6)
        #expect(instrument.cutoff == 10)
    }

    @Test("judges no change where neither threshold nor spread is known", arguments: ["", "reliability: 0.93"])
    func unknown(figures: String) throws {
        let instrument = try read(definition(figures)).instrument
        #expect(instrument.reliableChange == nil)
        #expect(instrument.change(from: 40, to: 0) == nil)
    }

    @Test("scores an open item as the mean of the others, as often as it lets")
    func open() throws {
        let instrument = try read(definition("mayLack: 2, reversed: [1]")).instrument
        #expect(try instrument.score([0, 1, 1, 1, 1, 1, 1, 1, 1, nil]) == 13)  // 12 of 9 items is 13.33 of 10
        #expect(try instrument.score([nil, nil, 1, 1, 1, 1, 2, 2, 2, 3]) == 16)  // 13 of 8 is 16.25
        #expect(try instrument.score([nil, nil, 2, 2, 2, 2, 2, 2, 1, 1]) == 18)  // 14 of 8 is 17.5, halves up
        #expect(throws: Instrument.Refusal.tooFewAnswers(missing: 3, allowed: 2)) {
            try instrument.score([nil, nil, nil, 1, 1, 1, 1, 1, 1, 1])
        }
        #expect(throws: Instrument.Refusal.tooFewAnswers(missing: 1, allowed: 0)) {
            try read(definition()).instrument.score([nil, 1, 1, 1, 1, 1, 1, 1, 1, 1])
        }
    }

    @Test("sums its subscales")
    func subscales() throws {
        let instrument = try read(definition("subscales: { second: [4, 5], first: [1, 2, 3] }, reversed: [5]"))
            .instrument
        let subscores = try instrument.subscores([1, 2, 3, 4, 4, 0, 0, 0, 0, 0])
        #expect(subscores.map(\.name) == ["first", "second"])
        #expect(subscores.map(\.score) == [6, 4])
    }

    @Test(
        "says what is wrong with it",
        arguments: [
            ("{", "no JSON5"), ("{}", "measure is missing"), ("[]", "wrong kind"),
            (#"{ measure: "x", colour: 1 }"#, "colour is unknown"),
            (
                #"{ measure: "a b", better: "lower", items: [{least: 0, most: 1}], anchors: "", source: "s" }"#,
                "measure is"
            ),
            (#"{ measure: "x", better: "up", items: [], anchors: "", source: "s" }"#, "better is higher or lower"),
            (#"{ measure: "x", better: "lower", items: [], anchors: "", source: "s" }"#, "1 to 500 items"),
            (
                #"{ measure: "x", better: "lower", items: [{least: 3, most: 1}], anchors: "", source: "s" }"#,
                "least below"
            ),
            (
                #"{ measure: "x", better: "lower", items: [{least: 0, most: 1}], anchors: "", source: "" }"#,
                "source says"
            ),
            (
                #"{ measure: "x", better: "lower", items: [{least: 0, most: 1}], anchors: "", source: "s", reversed: [2] }"#,
                "reversed holds"
            ),
            (
                #"{ measure: "x", better: "lower", items: [{least: 0, most: 1}], anchors: "", source: "s", reliability: 2 }"#,
                "reliability is"
            ),
        ])
    func mistakes(text: String, words: String) {
        let mistake = #expect(throws: InstrumentDefinition.Mistake.self) { try read(text) }
        #expect(mistake?.text.contains(words) == true, "\(mistake?.text ?? "")")
    }
}
