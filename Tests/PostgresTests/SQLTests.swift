import Testing

@testable import Postgres

@Suite("SQL keeps text and values apart")
struct SQLTests {
    @Test func valuesBecomePlaceholders() {
        let sql: SQL = "select \(1), \("x") from t where a = \([UInt8](arrayLiteral: 1))"
        #expect(sql.text == "select $1, $2 from t where a = $3")
        #expect(sql.values == [.text("1"), .text("x"), .bytes([1])])
    }

    @Test func splicedPartsAreNumberedAnew() {
        let part: SQL = "b = \("é") and c = \(3)"
        let sql: SQL = "select ü where a = \(1) and \(part) or \(part) and d = \(4)"
        #expect(sql.text == "select ü where a = $1 and b = $2 and c = $3 or b = $4 and c = $5 and d = $6")
        #expect(sql.values.map(\.literalText) == ["1", "é", "3", "é", "3", "4"])
    }

    @Test func elevenSplicedValuesKeepTheirDigits() {
        let parts = (1...11).map { number -> SQL in "\(number)" }
        let list = SQL.joined(parts, separator: ", ")
        let sql: SQL = "\(list); \(list)"
        #expect(sql.text.hasSuffix("$21, $22"))
        #expect(sql.values.count == 22)
    }

    @Test func joiningNothingIsEmpty() {
        #expect(SQL.joined([], separator: ", ").text == "")
    }

    @Test(arguments: [("a", "\"a\""), ("a\"b", "\"a\"\"b\""), ("a; drop table b --", "\"a; drop table b --\"")])
    func identifiersAreQuoted(name: String, quoted: String) {
        let sql: SQL = "select \(identifier: name)"
        #expect(sql.text == "select " + quoted)
    }

    @Test func missingValuesBindNull() {
        let nothing: Int? = nil
        let sql: SQL = "\(nothing), \(Optional(5))"
        #expect(sql.values == [.null, .text("5")])
    }

    @Test func arraysBecomeLiterals() {
        let texts: [String?] = ["a", nil, "NULL", "b\"c\\d", "{,}", ""]
        #expect(texts.postgresValue.literalText == #"{"a",NULL,"NULL","b\"c\\d","{,}",""}"#)
        #expect([[1, 2], [3, 4]].postgresValue.literalText == #"{{"1","2"},{"3","4"}}"#)
        #expect([[UInt8(0), 255]].postgresValue.literalText == #"{"\\x00ff"}"#)
    }

    @Test func zeroCharactersAreMarked() {
        let inText: SQL = "select \("a\0b")"
        let inArray: SQL = "select \(["a\0b"])"
        let inName: SQL = "select \(identifier: "a\0b")"
        let inBytes: SQL = "select \([UInt8(0)])"
        #expect([inText, inArray, inName, inBytes, "\(inText)"].map(\.holdsNUL) == [true, true, true, false, true])
    }
}
