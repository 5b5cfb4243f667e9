/// A practice's wording and order of one report.
///
/// What Mustache makes of the file is read line by line: `title: Words`, `section: key` or `section: key = Heading`,
/// and `heading: Words` with paragraphs of the practice's own under it. A section that no line names follows after
/// those that are named: a template can move and rename what is recorded, and cannot leave it out.
struct ReportTemplate: Sendable {
    private enum Line {
        case title(String)
        case section(key: String, heading: String?)
        case heading(String)
        case words(String)
    }

    private let mustache: Mustache

    /// - Throws: `Mustache.Fault` for what no document of that name can have.
    init(_ text: String, for name: TemplateName) throws(Mustache.Fault) {
        mustache = try Mustache(text)
        let known = Set(TemplateName.common + name.values)
        for (value, line) in mustache.names.sorted(by: { ($0.value, $0.key) < ($1.value, $1.key) })
        where !known.contains(value) {
            throw Mustache.Fault(
                line: line,
                problem:
                    "{{\(value)}} is no value of \(name.rawValue); there are \(known.sorted().joined(separator: ", "))")
        }
        var seen: Set<String> = []
        var hasHeading = false
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            switch Self.read(line) {
            case .section(let key, _):
                hasHeading = false
                guard name.sections.contains(key) else {
                    throw Mustache.Fault(
                        line: index + 1,
                        problem: "\(name.rawValue) has no section \u{201C}\(key)\u{201D}; there are "
                            + name.sections.joined(separator: ", "))
                }
                guard seen.insert(key).inserted else {
                    throw Mustache.Fault(line: index + 1, problem: "the section \(key) stands here a second time")
                }
            case .heading: hasHeading = true
            case .title: hasHeading = false
            case .words(let words):
                let isText = !words.isEmpty && !words.hasPrefix("{{")
                if isText, !hasHeading {
                    throw Mustache.Fault(
                        line: index + 1,
                        problem: "words without a heading: put a line \u{201C}heading: \u{2026}\u{201D} above them")
                }
            }
        }
    }

    func applied(to document: Document, _ values: [String: String]) -> Document {
        var document = document
        var rest = document.sections
        var sections: [Section] = []
        var own = 0
        for line in mustache.rendered(values).split(separator: "\n", omittingEmptySubsequences: false) {
            switch Self.read(line) {
            case .title(let title): document.title = title
            case .section(let key, let heading):
                guard let index = rest.firstIndex(where: { $0.key == key }) else { continue }
                var section = rest.remove(at: index)
                if let heading { section.title = RichText(heading) }
                sections.append(section)
            case .heading(let title):
                own += 1
                sections.append(Section("own_\(own)", RichText(title), []))
            case .words(let words):
                guard !words.isEmpty, let last = sections.indices.last, sections[last].key.hasPrefix("own_") else {
                    continue
                }
                sections[last].blocks.append(.paragraph(Paragraph(RichText(words))))
            }
        }
        document.sections = sections + rest
        return document
    }

    private static func read(_ line: Substring) -> Line {
        func value(after name: String) -> String? {
            line.hasPrefix(name) ? trimmed(line.dropFirst(name.count)) : nil
        }
        if let title = value(after: "title:") { return .title(title) }
        if let heading = value(after: "heading:") { return .heading(heading) }
        guard let section = value(after: "section:") else { return .words(trimmed(line)) }
        let parts = section.split(separator: "=", maxSplits: 1).map(trimmed)
        return .section(key: parts.first ?? "", heading: parts.count > 1 ? parts[1] : nil)
    }

    private static func trimmed(_ words: Substring) -> String {
        guard let first = words.firstIndex(where: { !$0.isWhitespace }),
            let last = words.lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(words[first...last])
    }
}
