import Anonymity
import Testing

@Suite("A table is built row by row")
struct TableTests {
    @Test("values come back, also past 256 different ones")
    func valuesComeBack() throws {
        var builder = try TableBuilder(columns: ["few", "many"])
        for number in 0..<1000 { try builder.append([String(number % 7), String(number)]) }
        let table = builder.finish()
        #expect(table.rowCount == 1000)
        #expect(table.column(named: "few")?.vocabulary.count == 7)
        let many = try #require(table.column(named: "many"))
        #expect((0..<1000).map { many.value(ofRow: $0) } == (0..<1000).map(String.init))
    }

    @Test("a row of another width is refused and changes nothing")
    func wrongWidth() throws {
        var builder = try TableBuilder(columns: ["a", "b"])
        try builder.append(["1", "2"])
        #expect(throws: AnonymityError.wrongCellCount(row: 2, found: 3, expected: 2)) {
            try builder.append(["1", "2", "3"])
        }
        try builder.append(["3", "4"])
        #expect(builder.finish().rowCount == 2)
    }

    @Test("columns need names of their own")
    func columnNames() {
        #expect(throws: AnonymityError.noColumns) { try TableBuilder(columns: []) }
        #expect(throws: AnonymityError.duplicateColumn("a")) { try TableBuilder(columns: ["a", "b", "a"]) }
    }
}
