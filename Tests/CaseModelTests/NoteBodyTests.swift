import CaseModel
import Testing

@Suite("The words of a note")
struct NoteBodyTests {
    @Test("are read by their headings, whatever the case and the blank lines")
    func reads() throws {
        let note = try NoteBody(
            reading: "\n# subjective\n\nA bad week.\n\n# OBJECTIVE  \nBoth present.\n"
                + "# Assessment\nSteady.\n# Plan\nGo on.\n\nThen rest.\n",
            as: .soap)
        #expect(note.parts.map(\.section) == [.subjective, .objective, .assessment, .plan])
        #expect(note[.subjective] == "A bad week.")
        #expect(note[.plan] == "Go on.\n\nThen rest.")
        #expect(note[.risk] == nil)
    }

    @Test("are read the same with Windows line ends")
    func lineEnds() throws {
        let unix = "# Data\nOne.\nTwo.\n# Assessment\nThree.\n# Plan\nFour.\n"
        let read = try NoteBody(reading: unix.replacing("\n", with: "\r\n"), as: .dap)
        let wanted = try NoteBody(reading: unix, as: .dap)
        #expect(read == wanted)
    }

    @Test("come back unchanged from being written", arguments: NoteFormat.allCases)
    func roundTrip(format: NoteFormat) throws {
        let extra: [NoteSection] = format == .free ? [] : NoteFormat.optional.filter { !format.required.contains($0) }
        let parts = (format.required + extra).enumerated().map { index, section in
            NoteBody.Part(section, "Words \(index) — \"said\" #not a heading\n  indented\n\n漢字 عربى é 👩‍👩‍👧")
        }
        let note = NoteBody(format: format, parts: parts)
        let read = try NoteBody(reading: note.text, as: format)
        #expect(read == note)
    }

    @Test("may stand free of any heading")
    func free() throws {
        let text = "# A line that looks like a heading\n\nand a paragraph"
        let note = try NoteBody(reading: "\n\n" + text + "\n \n", as: .free)
        #expect(note.parts == [.init(.text, text)])
        #expect(note.text == text)
    }

    @Test("leave out sections without words")
    func emptySections() throws {
        let note = try NoteBody(reading: "# Data\nx\n# Risk\n \n# Assessment\ny\n# Plan\nz", as: .dap)
        #expect(note.parts.map(\.section) == [.data, .assessment, .plan])
    }

    @Test("are refused when there are none", arguments: NoteFormat.allCases, ["", "\n \t\n"])
    func empty(format: NoteFormat, text: String) {
        #expect(throws: NoteBody.Refusal.empty) { try NoteBody(reading: text, as: format) }
    }

    @Test("are refused as empty when a template was not filled in", arguments: NoteFormat.allCases)
    func template(format: NoteFormat) {
        #expect(throws: NoteBody.Refusal.empty) { try NoteBody(reading: format.template, as: format) }
    }

    @Test("are refused when a section of the format is missing or blank", arguments: NoteFormat.allCases)
    func missing(format: NoteFormat) {
        guard format != .free else { return }
        for section in format.required {
            let parts = format.required.map { "# \($0.rawValue)\n\($0 == section ? " " : "words")\n" }
            #expect(throws: NoteBody.Refusal.missing([section])) {
                try NoteBody(reading: parts.joined(), as: format)
            }
        }
    }

    @Test("name all that is missing, in order")
    func missingAll() {
        #expect(throws: NoteBody.Refusal.missing([.subjective, .objective, .plan])) {
            try NoteBody(reading: "# Assessment\nx", as: .soap)
        }
    }

    @Test(
        "are refused at the line of a heading nobody knows", arguments: ["Subjectiv", "Text", "", "Plan:", "## Plan"])
    func unknown(heading: String) {
        #expect(throws: NoteBody.Refusal.unknownHeading(line: 3)) {
            try NoteBody(reading: "# Data\nx\n# \(heading)\ny", as: .dap)
        }
    }

    @Test("are refused at the line of words before the first heading")
    func before() {
        #expect(throws: NoteBody.Refusal.textBeforeFirstHeading(line: 2)) {
            try NoteBody(reading: "\nHello\n# Data\nx", as: .dap)
        }
    }

    @Test("are refused when a section comes twice")
    func repeated() {
        #expect(throws: NoteBody.Refusal.repeated(.data)) {
            try NoteBody(reading: "# Data\nx\n# Plan\ny\n# data\nz", as: .dap)
        }
    }
}
