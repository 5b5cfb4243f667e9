import FoundationEssentials
import Testing

@testable import CaseModel

@Suite("The file of a road")
struct RoadDefinitionTests {
    static let text = """
        {
          // two stages are enough
          name: 'Our road',
          stages: [
            { name: 'Hear it', short: 'Hear', criteria: [
              { text: 'I feel heard', rater: 'hurt', scale: '0-4', threshold: 3, source: 'ours' },
              { text: 'An apology by its parts', rater: 'therapist', scale: 'parts', threshold: 4,
                counts: 'apology_parts', source: 'S F' } ] },
            { name: 'Go on', short: 'On', criteria: [
              { text: 'Open breaches', rater: 'computed', scale: 'count', threshold: 0, counts: 'open_breaches',
                source: 'S' } ] } ] }
        """

    private func read(_ text: String) -> Result<RoadDefinition, RoadDefinition.Mistake> {
        Result { () throws(RoadDefinition.Mistake) in try RoadDefinition(reading: Data(text.utf8)) }
    }

    @Test("is read with criteria numbered by their place, and the usual greatest value of their scale")
    func whole() throws {
        let road = try read(Self.text).get()
        #expect(road.name == "Our road" && road.stages.map(\.stage) == [.acknowledge, .apologize])
        #expect(road.stages.flatMap(\.criteria).map(\.number) == ["1.1", "1.2", "2.1"])
        #expect(road.stages.flatMap(\.criteria).map(\.maximum) == [4, 5, 99])
        #expect(road.stages[0].criteria[1].fromRecords == .apologyParts)
        #expect(road.stages[1].criteria[0].rater == .computed)
    }

    @Test(
        "is refused with what is wrong with it",
        arguments: [
            ("{", "it does not read as JSON5"), ("[]", "the whole is of another kind than it should be"),
            ("{ name: 'x' }", "stages is missing"),
            ("{ name: 'x', stages: [] }", "a road has 2 to 6 stages; this has 0"),
            ("{ name: 'x', stages: [], extra: 1 }", "extra is unknown; use name, stages"),
            (text.replacing("'hurt'", with: "'who'"), "rater: who is unknown; use "),
            (text.replacing("threshold: 3", with: "threshold: 5"), "stages[1].criteria 1.1.threshold is from 0 to 4"),
            (text.replacing("counts: 'open_breaches',", with: ""), "stages[2].criteria 2.1.counts is missing"),
            (
                text.replacing("counts: 'open_breaches'", with: "counts: 'kept_share'"),
                "stages[2].criteria 2.1: kept_share"
            ),
            (
                text.replacing("rater: 'computed'", with: "rater: 'both'"),
                "stages[2].criteria 2.1: open_breaches is for"
            ),
            (text.replacing("'Hear'", with: "'A name too long'"), "stages[1].short is 1 to 12 characters"),
            (text.replacing("'Our road'", with: "' '"), "name is 1 to 80 characters"),
            (text.replacing("threshold: 3", with: "threshold: 3.5"), "is of another kind"),
        ])
    func mistakes(text: String, words: String) {
        guard case .failure(let mistake) = read(text) else {
            Issue.record("it was read: \(words)")
            return
        }
        #expect(mistake.text.contains(words), "\(mistake.text)")
    }
}
