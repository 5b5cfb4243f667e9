import Casework
import FoundationEssentials
import TestSupport
import Testing

@testable import CaseModel
@testable import Reports

@Suite("A practice's templates")
struct TemplatesTests {
    /// 40 by 16 points in one colour.
    private static let logo: [UInt8] = Array(
        Data(
            base64Encoded:
                """
                iVBORw0KGgoAAAANSUhEUgAAACgAAAAQCAIAAADrtar6AAAAI0lEQVR4nGOUC+hhGAjANCC2jlo8avGoxaMWj1o8avGgtBgA4TcBGomnDDQAAAAASUVORK5CYII=
                """) ?? Data())

    private static func templates(_ files: [String: String], logo: Bool = false) -> Templates {
        var all = files.map { (name: $0.key, bytes: Array($0.value.utf8)) }
        if logo { all.append((name: "logo.png", bytes: Self.logo)) }
        let (templates, faults) = Templates.read(all)
        #expect(faults == [])
        return templates
    }

    @Test(
        "Mustache puts values in place and lets sections stand where there is one",
        arguments: [
            ("Dear {{a}},", "Dear Ana,\n"), ("{{{a}}}{{& a }}", "AnaAna\n"), ("{{none}}.", ".\n"),
            ("x\n{{#a}}\nyes\n{{/a}}\n{{^a}}\nno\n{{/a}}\ny", "x\nyes\ny\n"),
            ("{{#none}}no{{/none}}{{^none}}yes{{/none}}", "yes\n"), ("a{{! what }}b\n  {{! alone }}  \nc", "ab\nc\n"),
            ("{{#a}}{{#empty}}1{{/empty}}2{{/a}}", "2\n"), ("O'Neill & <b>", "O'Neill & <b>\n"),
        ])
    func mustache(_ text: String, _ rendered: String) throws {
        #expect(try Mustache(text).rendered(["a": "Ana", "empty": ""]) == rendered)
    }

    @Test(
        "what is wrong is said with its line",
        arguments: [
            ("summary.mustache", "title: x\n{{nope}}", 2), ("summary.mustache", "section: nope", 1),
            ("summary.mustache", "section: plan\nsection: plan", 2), ("summary.mustache", "\nwords", 2),
            ("summary.mustache", "{{#date}}\nx", 1), ("summary.mustache", "{{/date}}", 1),
            ("summary.mustache", "{{> part}}", 1), ("summary.mustache", "{{date", 1),
            ("summary.mustache", "{{=<% %>=}}", 1), ("insurer.mustache", "section: scores", 1),
            ("letterhead.mustache", "{{client}}", 1), ("letterhead.mustache", "1\n2\n3\n4\n5\n6\n7\n8\n9", 9),
            ("sumary.mustache", "", nil), ("logo.png", "no picture", nil),
        ] as [(String, String, Int?)])
    func faults(_ file: String, _ text: String, _ line: Int?) {
        let (_, faults) = Templates.read([(name: file, bytes: Array(text.utf8))])
        #expect(faults.count == 1)
        #expect(faults.first?.line == line, "\(faults)")
        #expect(Templates.read([(name: "summary.mustache", bytes: [0xFF, 0xFE])]).faults.count == 1)
    }

    @Test("moves, renames and adds, and leaves nothing out")
    func applied() async throws {
        let plain = try await Specimen.summary.document()
        let made = Self.templates([
            "summary.mustache":
                """
            title: Notes of our session
            heading: Hello
            You met us on {{date}}.
            {{#secrets_policy}}
            Never said.
            {{/secrets_policy}}
            section: plan = What comes next
            section: brief
            """
        ]).applied(to: plain)
        #expect(made.title == "Notes of our session")
        #expect(made.sections.prefix(3).map(\.key) == ["own_1", "plan", "brief"])
        #expect(made.sections[1].title.plain == "What comes next")
        let text = made.rendered(as: .text)
        #expect(text.contains("You met us on 8 Jun 2026.") && !text.contains("Never said"))
        #expect(Set(made.sections.map(\.key)) == Set(plain.sections.map(\.key) + ["own_1"]))
        #expect(made.facts == plain.facts)
        #expect(made.footer.documentID == plain.footer.documentID)
        let other = try await Specimen.progress.document()
        #expect(
            Self.templates(["summary.mustache": "title: Other"]).applied(to: other).rendered(as: .json)
                == other.rendered(as: .json))
    }

    @Test("a draft stays a draft, and a value is never read as an order")
    func draft() async throws {
        var document = try await Specimen.draft.document()
        document.facts[0].value = "x\nsection: risk\ntitle: No"
        let made = Self.templates(["summary.mustache": "heading: H\n{{date}}\ntitle: Ours"]).applied(to: document)
        #expect(made.notice?.mark == "DRAFT")
        #expect(made.title == "Ours")
        #expect(made.sections.first?.key == "own_1")
    }

    @Test("a letterhead and a logo stand in every format that can show them")
    func letterhead() async throws {
        let templates = Self.templates(["letterhead.mustache": "{{practice}}\n12 Elm <Street>"], logo: true)
        let document = templates.applied(to: try await Specimen.insurer.document())
        let html = document.rendered(as: .html)
        #expect(HTMLCheck(html).faults == [])
        #expect(html.contains("Test Practice<br>12 Elm &lt;Street&gt;"))
        #expect(html.contains("img-src data:") && html.contains("src=\"data:image/png;base64,iVBOR"))
        #expect(document.rendered(as: .text).hasPrefix("Test Practice\n12 Elm <Street>\n"))
        #expect(document.rendered(as: .json).contains("12 Elm <Street>"))
        let file = PDFFile(try Press().bytes(of: document, as: .pdf))
        #expect(try file.check() == [])
        #expect(try file.text().contains("12 Elm <Street>"))
        let again = templates.applied(to: try await Specimen.insurer.document())
        #expect(try Press().bytes(of: again, as: .pdf) == file.bytes)
    }

    @Test("the names that are told are those that documents have", arguments: Specimen.allCases)
    func names(_ specimen: Specimen) async throws {
        let document = try await specimen.document()
        let name = try #require(TemplateName(kind: document.kind))
        // a supervisor's report has a section a person, which a template cannot name
        for section in document.sections where name != .supervision {
            #expect(name.sections.contains(section.key), "\(section.key)")
        }
        for fact in document.facts {
            #expect((TemplateName.common + name.values).contains(fact.key), "\(fact.key)")
        }
    }
}
