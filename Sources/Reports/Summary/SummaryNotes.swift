import CaseModel
import Casework

/// The notes' words as sections. The couple's notes are told by subject; what one partner told alone stands apart.
struct SummaryNotes {
    private let record: SummaryRecord
    private let joint: [NoteOnRecord]

    init(_ record: SummaryRecord) {
        self.record = record
        joint = record.notes.filter { $0.audience == .joint }
    }

    func paragraphs(_ section: NoteSection) -> [Block] {
        joint.compactMap { note in
            note.body[section].map { .paragraph(Paragraph(RichText($0), sources: [note.handle])) }
        }
    }

    func section(_ key: String, _ title: RichText, _ section: NoteSection) -> Section? {
        let words = paragraphs(section)
        return words.isEmpty ? nil : Section(key, title, audience: .joint, words)
    }

    /// What was brought, seen and thought, under the headings of the note's format.
    var course: Section? {
        let parts: [NoteSection] = [.goal, .subjective, .objective, .data, .behaviour, .assessment]
        let sections = parts.compactMap { part in
            section(part.key, RichText(part.rawValue), part).map { Block.section($0.unlabelled) }
        }
        return sections.isEmpty ? nil : Section("course", "Course of the session", audience: .joint, sections)
    }

    /// Each partner's response apart.
    var responses: Section? {
        let titles: [(NoteSection, RichText)] = [
            (.response, "Together"), (.responseOfA, record.road.name(.a)), (.responseOfB, record.road.name(.b)),
        ]
        let sections = titles.compactMap { part, title in
            section(part.key, title, part).map { Block.section($0.unlabelled) }
        }
        return sections.isEmpty ? nil : Section("responses", "Responses", audience: .joint, sections)
    }

    /// The notes that are one partner's own, whole and in their own order.
    func told(by partner: Partner) -> Section? {
        let audience = Audience(of: partner)
        let notes = record.notes.filter { $0.audience == audience }
        if notes.isEmpty { return nil }
        let sections = notes.flatMap { note in
            note.body.parts.map { part in
                Block.section(
                    Section(
                        part.section.key, title(part.section),
                        [.paragraph(Paragraph(RichText(part.text), sources: [note.handle]))]))
            }
        }
        return Section(
            "told_by_\(partner.rawValue)", "Told by \(record.road.name(partner)) alone", audience: audience, sections)
    }

    private func title(_ section: NoteSection) -> RichText {
        switch section {
        case .responseOfA: "Response of \(record.road.name(.a))"
        case .responseOfB: "Response of \(record.road.name(.b))"
        case .text: "Note"
        default: RichText(section.rawValue)
        }
    }
}

extension NoteSection {
    /// A stable word for programs.
    var key: String { rawValue.lowercased().replacing(" ", with: "_") }
}

extension Section {
    /// Under a section that is labelled already.
    fileprivate var unlabelled: Section {
        var copy = self
        copy.audience = nil
        return copy
    }
}
