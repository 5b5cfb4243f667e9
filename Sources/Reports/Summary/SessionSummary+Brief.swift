import CaseModel
import Casework

extension SessionSummary {
    /// The whole session in a few sentences, before everything else.
    var brief: Section? {
        let all = sentences
        let sections = Sentence.Subject.allCases.compactMap { subject -> Block? in
            let own = all.filter { $0.subject == subject }
            if own.isEmpty { return subject == .change ? .section(unchanged) : nil }
            return .section(
                Section(
                    subject.rawValue, title(subject),
                    [
                        .list(
                            own.map { sentence in
                                let mark: RichText =
                                    sentence.audience == .joint ? "" : " (\(sentence.audience.cell))"
                                return Paragraph(sentence.text + mark, sources: sentence.sources)
                            })
                    ]))
        }
        return sections.isEmpty ? nil : Section("brief", "In brief", sections)
    }

    private var unchanged: Section {
        Section(
            Sentence.Subject.change.rawValue, title(.change),
            [
                .paragraph(
                    Paragraph(
                        "No rating, no score and no change of stage is recorded.", sources: [record.session.handle]))
            ])
    }

    private func title(_ subject: Sentence.Subject) -> RichText {
        switch subject {
        case .workedOn: "Worked on"
        case .response: "How each responded"
        case .change: record.previousHeldOn.map { "Changed since \($0)" } ?? "Recorded so far"
        case .agreed: "Agreed"
        case .due: "Due"
        }
    }
}
