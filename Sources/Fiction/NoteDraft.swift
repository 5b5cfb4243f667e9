import CaseModel

/// What a note has to say, before it is put into one of the formats.
struct NoteDraft: Sendable {
    var focus = ""
    var aim = ""
    var reported: [String] = []
    var observed: [String] = []
    var work: [String] = []
    var together = ""
    var responses = Pair<[String]>([], [])
    var judged: [String] = []
    var plan: [String] = []
    var agreed: [String] = []
    var risk: [String] = []
    var next: [String] = []

    /// The note in `format`; sections without words are left out. The judgment stands in the
    /// assessment, or in the response where the format has no assessment.
    func body(_ format: NoteFormat, names: Pair<String>) -> NoteBody {
        if format == .free { return NoteBody(format: .free, parts: [.init(.text, freeText(names))]) }
        var parts: [NoteBody.Part] = []
        func add(_ section: NoteSection, _ sentences: [String]) {
            let text = Self.joined(sentences)
            if !text.isEmpty, !parts.contains(where: { $0.section == section }) { parts.append(.init(section, text)) }
        }
        func addResponses() {
            add(.intervention, work)
            add(.responseOfA, responses.a)
            add(.responseOfB, responses.b)
        }
        add(.focus, [focus])
        for section in format.required {
            switch section {
            case .subjective: add(section, reported)
            case .objective: add(section, observed)
            case .data, .behaviour: add(section, reported + observed)
            case .goal: add(section, [aim] + reported + observed)
            case .response: add(section, [together] + judged)
            case .intervention: add(section, work)
            case .plan:
                addResponses()
                add(section, plan)
            default:
                addResponses()
                add(section, judged)
            }
        }
        add(.agreements, agreed)
        add(.risk, risk)
        add(.next, next)
        return NoteBody(format: format, parts: parts)
    }

    private func freeText(_ names: Pair<String>) -> String {
        let a = responses.a.isEmpty ? "" : "\(names.a): " + Self.joined(responses.a)
        let b = responses.b.isEmpty ? "" : "\(names.b): " + Self.joined(responses.b)
        let paragraphs = [
            focus, Self.joined(reported + observed), Self.joined(work), a, b, Self.joined(judged),
            Self.joined(plan + agreed), Self.joined(risk + next),
        ]
        return paragraphs.filter { !$0.isEmpty }.joined(separator: "\n\n")
    }

    private static func joined(_ sentences: [String]) -> String {
        sentences.filter { !$0.isEmpty }.joined(separator: " ")
    }
}
