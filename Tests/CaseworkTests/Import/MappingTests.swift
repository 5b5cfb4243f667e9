import Testing

@testable import Casework

@Suite("A mapping")
struct MappingTests {
    private static let required = """
        openedOn: { constant: "2020-01-31" }, status: { constant: "active" }, "breach.kind": { constant: "online" },
        "a.part": { constant: "hurt" }, "b.part": { constant: "involved" }
        """

    private static func read(_ text: String) throws(CaseworkError) -> CaseloadMapping {
        try CaseloadMapping(MemoryFile(text, name: "m.json5"))
    }

    private static func rule(_ text: String) throws -> FieldRule {
        let mapping = try read("{ fields: { \(required), \"a.occupation\": \(text) } }")
        return try #require(mapping.rules.first { $0.field == .occupationA }?.rule)
    }

    private static let results: [(rule: String, cell: String, value: String?)] = [
        ("{ column: 'x' }", "as it is", "as it is"),
        ("{ column: 'x' }", "", nil),
        ("{ column: 'x', values: { m: 'hurt', '?': null } }", "m", "hurt"),
        ("{ column: 'x', values: { m: 'hurt', '?': null } }", "?", nil),
        ("{ column: 'x', values: { m: 'hurt' }, otherwise: 'else' }", "w", "else"),
        ("{ column: 'x', values: { '': 'none' } }", "", "none"),
        ("{ column: 'x', above: 0, then: 'some', otherwise: 'no' }", "0.1111111", "some"),
        ("{ column: 'x', above: 0, then: 'some', otherwise: 'no' }", "0.0", "no"),
        ("{ column: 'x', above: 0, then: 'some', otherwise: 'no' }", "-1", "no"),
        ("{ column: 'x', subtractFrom: 1974, round: 'down' }", "17.5", "1956"),
        ("{ column: 'x', subtractFrom: 1974, round: 'up' }", "17.5", "1957"),
        ("{ column: 'x', subtractFrom: 1974 }", "22.0", "1952"),
        ("{ column: 'x', round: 'nearest' }", "2.5", "3"),
        ("{ column: 'x', values: { many: 12 }, round: 'down' }", "many", "12"),
        ("{ text: '{x}, {x}!' }", "yes", "yes, yes!"),
        ("{ text: 'said {x}' }", "", nil),
        ("{ constant: 7 }", "", "7"),
    ]

    @Test("gives a field its value", arguments: results.indices)
    func values(example: Int) throws {
        let (text, cell, value) = Self.results[example]
        #expect(try Self.rule(text).value { _ in cell } == value)
    }

    private static let bad: [(rule: String, cell: String)] = [
        ("{ column: 'x', values: { m: 'hurt' } }", "w"), ("{ column: 'x', round: 'down' }", "nan"),
        ("{ column: 'x', round: 'down' }", "0x10"), ("{ column: 'x', round: 'down' }", "1e3"),
        ("{ column: 'x', round: 'down' }", "."), ("{ column: 'x', subtractFrom: 1974 }", "17.5"),
        ("{ column: 'x', above: 0, then: 'a', otherwise: 'b' }", "much"),
        ("{ column: 'x', round: 'down' }", "99999999999999999999999"),
    ]

    @Test("has a rule for a value that it cannot take", arguments: bad.indices)
    func unfit(example: Int) throws {
        let (text, cell) = Self.bad[example]
        let rule = try Self.rule(text)
        #expect(throws: CaseDraft.BrokenRule.self) { try rule.value { _ in cell } }
    }

    private static let mistakes: [(text: String, says: String)] = [
        ("", "empty"), ("{ fields: ", "JSON5"), ("[]", "wrong kind"), ("{}", "fields"),
        ("{ fields: {} }", "openedOn"), ("{ field: {} }", "field is unknown"),
        ("{ separator: 'ab', fields: {} }", "separator"),
        ("{ fields: { \(required), shoes: { constant: 1 } } }", "shoes"),
        ("{ fields: { \(required), region: { colunm: 'x' } } }", "colunm"),
        ("{ fields: { \(required), region: {} } }", "exactly one"),
        ("{ fields: { \(required), region: { column: 'x', constant: 'y' } } }", "exactly one"),
        ("{ fields: { \(required), children: { constant: 'x', round: 'down' } } }", "column only"),
        ("{ fields: { \(required), children: { column: 'x', round: 'sideways' } } }", "round"),
        ("{ fields: { \(required), children: { column: 'x', above: 1 } } }", "then and otherwise"),
        ("{ fields: { \(required), children: { column: 'x', otherwise: '1' } } }", "otherwise"),
        ("{ fields: { \(required), children: { constant: 31 } } }", "0 to 30"),
        ("{ fields: { \(required), 'closing.on': { constant: '2023-02-29' } } }", "no day that exists"),
        ("{ fields: { \(required), 'breach.state': { column: 'x', values: { y: 'over' } } } }", "ongoing, ended"),
        ("{ fields: { \(required), 'a.background': { text: 'so {x' } } }", "not closed"),
    ]

    @Test("says what is wrong with it before a file is read", arguments: mistakes.indices)
    func mistaken(example: Int) {
        let (text, says) = Self.mistakes[example]
        let error = #expect(throws: CaseworkError.self) { try Self.read(text) }
        #expect(error?.description.contains(says) == true, "\(error?.description ?? "")")
        #expect(error?.description.hasPrefix("m.json5: ") == true)
    }
}
