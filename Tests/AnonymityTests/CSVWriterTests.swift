import Anonymity
import Testing

@Suite("The CSV writer quotes where it must")
struct CSVWriterTests {
    @Test(
        "one line a row, ended by LF",
        arguments: [
            (["a", "b c"], "a,b c\n"), (["a,b", "c"], "\"a,b\",c\n"), (["say \"x\""], "\"say \"\"x\"\"\"\n"),
            (["two\nlines", "r\r"], "\"two\nlines\",\"r\r\"\n"), (["", ""], ",\n"), ([""], "\"\"\n"),
            (["été", "a;b"], "été,a;b\n"),
        ])
    func line(cells: [String], text: String) {
        var bytes: [UInt8] = []
        CSVWriter().append(cells, to: &bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == text)
    }

    @Test("another separator is quoted in its turn")
    func separator() {
        var bytes: [UInt8] = []
        CSVWriter(separator: UInt8(ascii: ";")).append(["a;b", "c,d"], to: &bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == "\"a;b\";c,d\n")
    }
}
