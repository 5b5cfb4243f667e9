import Testing
import troth

@Suite("Colours, width and characters follow the terminal and its environment")
struct ScreenTests {
    /// Every combination of the four things that decide, and the one in which there is colour.
    @Test(arguments: [true, false], [nil, "", "1"] as [String?])
    func colour(isTerminal: Bool, noColorVariable: String?) {
        for term in [nil, "", "dumb", "xterm"] as [String?] {
            for option in [true, false] {
                var environment: [String: String] = [:]
                environment["NO_COLOR"] = noColorVariable
                environment["TERM"] = term
                let screen = Screen(isTerminal: isTerminal, environment: environment, noColor: option)
                let expected = isTerminal && noColorVariable != "1" && term == "xterm" && !option
                #expect(screen.hasColour == expected, "\(environment) \(option)")
                let line = StyledText("x", .urgent).rendered(colour: screen.hasColour)
                #expect(line == (expected ? "\u{1B}[1;31mx\u{1B}[0m" : "x"))
            }
        }
    }

    @Test(
        arguments: [
            (true, nil, 120, 120), (true, "90", 120, 90), (true, "0", 120, 120), (true, "wide", nil, 80),
            (true, nil, nil, 80),
            (false, "90", 120, nil), (false, nil, nil, nil),
        ] as [(Bool, String?, Int?, Int?)])
    func columns(isTerminal: Bool, variable: String?, measured: Int?, expected: Int?) {
        var environment: [String: String] = [:]
        environment["COLUMNS"] = variable
        let screen = Screen(isTerminal: isTerminal, measuredColumns: measured, environment: environment)
        #expect(screen.columns == expected)
    }

    @Test(
        arguments: [
            ([:], false), (["LANG": "C"], false), (["LANG": "C.UTF-8"], true), (["LANG": "de_DE.utf8"], true),
            (["LC_ALL": "C", "LANG": "C.UTF-8"], false),
            (["LC_ALL": "", "LC_CTYPE": "en_US.UTF-8", "LANG": "C"], true),
        ] as [([String: String], Bool)])
    func locale(environment: [String: String], isUnicode: Bool) {
        #expect(Screen(isTerminal: false, environment: environment).isUnicode == isUnicode)
    }

    @Test func everyStyleIsClosed() {
        for style in Style.allCases {
            let text = StyledText("x", style).rendered(colour: true)
            #expect(text.hasPrefix("\u{1B}[") && text.hasSuffix("mx\u{1B}[0m"))
        }
    }
}
