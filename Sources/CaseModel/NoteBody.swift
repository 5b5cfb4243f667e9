/// The sections that a note may have, by the headings that a person writes and reads.
package enum NoteSection: String, Sendable, CaseIterable, Codable {
    case subjective = "Subjective"
    case objective = "Objective"
    case data = "Data"
    case behaviour = "Behaviour"
    case goal = "Goal"
    case assessment = "Assessment"
    case intervention = "Intervention"
    case response = "Response"
    case plan = "Plan"
    case focus = "Focus"
    case responseOfA = "Response of A"
    case responseOfB = "Response of B"
    case agreements = "Agreements"
    case risk = "Risk"
    case next = "Next session"
    case text = "Text"
}

/// The formats in which the field writes notes.
package enum NoteFormat: String, Sendable, CaseIterable, Codable {
    case soap, dap, birp, girp, free

    /// The sections this format asks for, in order.
    package var required: [NoteSection] {
        switch self {
        case .soap: [.subjective, .objective, .assessment, .plan]
        case .dap: [.data, .assessment, .plan]
        case .birp: [.behaviour, .intervention, .response, .plan]
        case .girp: [.goal, .intervention, .response, .plan]
        case .free: [.text]
        }
    }

    /// Sections that any format may add to its own.
    package static let optional: [NoteSection] = [
        .focus, .intervention, .responseOfA, .responseOfB, .agreements, .risk, .next,
    ]

    /// An empty note to fill in, as an editor is given it.
    package var template: String {
        if self == .free { return "" }
        let optional = Self.optional.filter { !required.contains($0) }
        return (required + optional).map { "# \($0.rawValue)\n\n" }.joined()
    }
}

/// The words of a note, by section. Sections without words are not kept.
package struct NoteBody: Sendable, Hashable, Codable {
    package struct Part: Sendable, Hashable, Codable {
        package var section: NoteSection
        package var text: String

        package init(_ section: NoteSection, _ text: String) {
            (self.section, self.text) = (section, text)
        }
    }

    package enum Refusal: Error, Hashable, Sendable {
        case empty
        case missing([NoteSection])
        case unknownHeading(line: Int)
        case textBeforeFirstHeading(line: Int)
        case repeated(NoteSection)
    }

    package var format: NoteFormat
    package var parts: [Part]

    package init(format: NoteFormat, parts: [Part]) {
        (self.format, self.parts) = (format, parts)
    }

    package subscript(_ section: NoteSection) -> String? {
        parts.first { $0.section == section }?.text
    }

    /// The sections that the format asks for and that have no words yet.
    package var missing: [NoteSection] {
        format.required.filter { wanted in !parts.contains { $0.section == wanted } }
    }

    /// Reads what a person wrote: a line `# Heading` begins a section. A free note needs no headings.
    ///
    /// A note that is still being written may lack sections; one that is to be signed may not.
    package init(reading text: String, as format: NoteFormat, whole: Bool = true) throws(Refusal) {
        var parts: [Part] = []
        var lines: [Substring] = []
        var section: NoteSection? = format == .free ? .text : nil
        func close() {
            let words = Self.trimmed(lines)
            if let section, !words.isEmpty { parts.append(Part(section, words)) }
            lines = []
        }
        let normalised = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
        for (index, line) in normalised.enumerated() {
            if format != .free, line.hasPrefix("# ") {
                close()
                guard let named = Self.section(headed: line.dropFirst(2)) else {
                    throw .unknownHeading(line: index + 1)
                }
                if parts.contains(where: { $0.section == named }) { throw .repeated(named) }
                section = named
            } else if section == nil, line.contains(where: { !$0.isWhitespace }) {
                throw .textBeforeFirstHeading(line: index + 1)
            } else {
                lines.append(line)
            }
        }
        close()
        guard !parts.isEmpty else { throw .empty }
        self.init(format: format, parts: parts)
        if whole, !missing.isEmpty { throw .missing(missing) }
    }

    /// The note as a person would write it: `init(reading:as:)` reads it back unchanged.
    package var text: String {
        if format == .free { return parts.map(\.text).joined(separator: "\n\n") }
        return parts.map { "# \($0.section.rawValue)\n\($0.text)\n" }.joined(separator: "\n")
    }

    private static func section(headed heading: Substring) -> NoteSection? {
        let name = trimmed([heading]).lowercased()
        return NoteSection.allCases.first { $0 != .text && $0.rawValue.lowercased() == name }
    }

    private static func trimmed(_ lines: [Substring]) -> String {
        let whole = lines.joined(separator: "\n")
        guard let first = whole.firstIndex(where: { !$0.isWhitespace }),
            let last = whole.lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(whole[first...last])
    }
}
