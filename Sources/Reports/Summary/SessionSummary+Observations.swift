import CaseModel
import Casework

/// What was recorded of the session in words of fixed lists, under the headings of the note's own words.
extension SessionSummary {
    func interventions(_ notes: SummaryNotes) -> Section? {
        let terms = record.session.interventions
        let list: [Block] =
            terms.isEmpty
            ? [] : [.list(terms.map { Paragraph(RichText($0.words), sources: [record.session.handle]) })]
        return section("interventions", "Interventions", notes.paragraphs(.intervention) + list, beside: [])
    }

    /// Each level is its partner's.
    func responses(_ notes: SummaryNotes) -> Section? {
        let seen = record.observations.compactMap { seen in
            seen.response.map { level in
                Block.section(
                    observed(
                        "observed_of_\(seen.partner.rawValue)", "\(record.road.name(seen.partner)), as observed",
                        Audience(of: seen.partner), level.words))
            }
        }
        return section("responses", "Responses", notes.responses?.blocks ?? [], beside: seen)
    }

    /// A level of risk is for those who treat the couple.
    func risk(_ notes: SummaryNotes) -> Section? {
        let levels = record.observations.compactMap { seen in
            seen.risk.map { level in
                Block.section(
                    observed(
                        "risk_of_\(seen.partner.rawValue)", "\(record.road.name(seen.partner)), for no partner to read",
                        nil,
                        level.words))
            }
        }
        return section("risk", "Risk", notes.paragraphs(.risk), beside: levels)
    }

    private func observed(_ key: String, _ title: RichText, _ audience: Audience?, _ words: String) -> Section {
        Section(
            key, title, audience: audience,
            [.paragraph(Paragraph(RichText(words), sources: [record.session.handle]))])
    }

    /// What is the couple's, and beside it what is not: where there is the latter alone, the section is not the couple's.
    private func section(_ key: String, _ title: RichText, _ joint: [Block], beside: [Block]) -> Section? {
        let blocks = joint + beside
        return blocks.isEmpty ? nil : Section(key, title, audience: joint.isEmpty ? nil : .joint, blocks)
    }
}
