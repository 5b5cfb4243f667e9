import Testing
import troth

@Suite("Text takes as many cells as a terminal gives it")
struct DisplayWidthTests {
    @Test(arguments: [
        ("", 0), ("Mia", 3), ("Zoë", 3), ("Zoe\u{308}", 3), ("Łukasz\u{301}\u{323}", 6),
        ("נועה", 4), ("נֹעָה", 3), ("\u{2068}נועה\u{2069}", 4), ("مرحبا", 5), ("مُحَمَّد", 4),
        ("小林", 4), ("王伟 Li", 7), ("ｶﾅ", 2), ("Ａ", 2), ("한국", 4), ("\u{1112}\u{1161}\u{11AB}", 2), ("㐀𠀀", 4),
        ("😀", 2), ("👨‍👩‍👧‍👦", 2), ("👍🏽", 2), ("❤️", 2), ("❤", 1), ("1️⃣", 2), ("🇩🇪", 2), ("🏴󠁧󠁢󠁳󠁣󠁴󠁿", 2), ("🏳️‍🌈", 2),
        ("\u{200D}", 0), ("\u{301}", 0), ("\u{AD}", 1), ("–…─●", 4), ("⣀", 1),
    ])
    func width(text: String, cells: Int) {
        #expect(DisplayWidth.of(text) == cells)
    }
}

@Suite("Text of others cannot steer the terminal")
struct VisibleTextTests {
    @Test(arguments: [
        ("plain", "plain", "plain"),
        ("a\u{1B}[31mb", "a␛[31mb", "a^[[31mb"),
        ("tab\tline\nend\r\n", "tab␉line␊end␍␊", "tab^Iline^Jend^M^J"),
        ("nul\u{0}del\u{7F}", "nul␀del␡", "nul^@del^?"),
        ("c1\u{9B}31m", "c1\\u{9B}31m", "c1\\u{9B}31m"),
        ("x\u{202E}y\u{2069}z\u{2028}", "x\\u{202E}y\\u{2069}z\\u{2028}", "x\\u{202E}y\\u{2069}z\\u{2028}"),
        ("Zoë 👨‍👩‍👧 נועה", "Zoë 👨‍👩‍👧 נועה", "Zoë 👨‍👩‍👧 נועה"),
    ])
    func controls(text: String, picture: String, ascii: String) {
        #expect(VisibleText.of(text) == picture)
        #expect(VisibleText.of(text, unicode: false) == ascii)
    }

    @Test func everyControlIsGone() {
        let all = String(String.UnicodeScalarView((0..<0xA0).compactMap { Unicode.Scalar($0) }))
        for unicode in [true, false] {
            let visible = VisibleText.of(all, unicode: unicode)
            #expect(visible.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control })
        }
    }

    @Test(arguments: [("Mia", false), ("小林", false), ("נועה", true), ("Mia مرحبا", true), ("a\u{200F}", true)])
    func onlyRightToLeftIsIsolated(text: String, isIsolated: Bool) {
        #expect(VisibleText.isolated(text) == (isIsolated ? "\u{2068}\(text)\u{2069}" : text))
    }
}

@Suite("Text is cut and broken between clusters")
struct TextFitTests {
    @Test(arguments: [
        ("Mia and Ben", 11, "Mia and Ben"), ("Mia and Ben", 6, "Mia a…"), ("小林小林", 5, "小林…"), ("小林小林", 4, "小…"),
        ("👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧", 5, "👨‍👩‍👧👨‍👩‍👧…"), ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…"), ("abc", 1, "…"), ("abc", 0, ""),
    ])
    func truncate(text: String, width: Int, expected: String) {
        #expect(TextFit.truncate(text, to: width, unicode: true) == expected)
    }

    @Test func asciiEllipsis() {
        #expect(TextFit.truncate("Mia and Ben", to: 6, unicode: false) == "Mia ..")
    }

    @Test(arguments: [
        ("one two three", 8, ["one two", "three"]), ("one\n\ntwo", 8, ["one", "", "two"]),
        ("abcdefghij k", 4, ["abcd", "efgh", "ij k"]),
        ("小林小林", 5, ["小林", "小林"]), ("", 5, [""]), ("  spaced   out ", 20, ["spaced out"]),
    ])
    func wrap(text: String, width: Int, lines: [String]) {
        #expect(TextFit.wrap(text, width: width) == lines)
    }
}
