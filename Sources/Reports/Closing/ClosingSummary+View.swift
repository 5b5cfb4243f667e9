import CaseModel
import Casework

extension ClosingSummary {
    /// The file copy as a document.
    package var document: Document {
        let road = record.road
        return Document(
            kind: "closing-summary", title: "Closing summary", subject: road.couple, facts: facts,
            sections: [
                ending, progress.roadSection, changeSection, goalSection, progress.commitmentSection,
                progress.sessionSection,
            ],
            footer: Footer(
                documentID: documentID(road.handle.description, readAt: record.readAt),
                recipient: "Case file of the practice", generatedAt: record.readAt))
    }

    private var facts: [Fact] {
        let road = record.road
        return [
            Fact("case", "Case", RichText(road.handle.description)), Fact("opened_on", "Opened", "\(road.openedOn)"),
            Fact("closed_on", "Closed", "\(closing.on)"),
            Fact("a", "Partner A", "\(road.name(.a)), \(road.a.part.words)"),
            Fact("b", "Partner B", "\(road.name(.b)), \(road.b.part.words)"),
            Fact(
                "therapist", "Therapist",
                record.credential.map { "\(name: record.therapist), \($0)" } ?? "\(name: record.therapist)"),
            Fact("practice", "Practice", "\(name: record.practice)"),
        ]
    }

    private var ending: Section {
        var facts = [
            Fact("how_it_ended", "How the work ended", RichText(closing.howItEnded.words)),
            Fact("relationship", "The relationship", RichText(closing.relationship.words)),
            Fact("days", "Worked together for", RichText(daysInWords(days))),
            Fact("sessions_held", "Sessions held", "\(record.sessions.held)"),
        ]
        if let last = record.road.current {
            facts.append(Fact("stage", "Last stage", record.road.title(last.stage)))
        }
        facts.append(Fact("returns", "Returns to an earlier stage", "\(progress.returns.count)"))
        return Section("ending", "How the work ended", audience: .joint, [.facts(facts)])
    }

    private var changeSection: Section {
        let title: RichText = "From the first score to the last"
        if changes.isEmpty {
            return Section(
                "changes", title, [.paragraph(Paragraph("No measure was answered by one partner on two days."))])
        }
        let table = Table(
            "changes", caption: "Each partner\u{2019}s change; a score belongs to its giver",
            columns: [
                .init("measure", "Measure"), .init("partner", "Partner"), .init("first", "First", isNumber: true),
                .init("last", "Last", isNumber: true), .init("difference", "Difference", isNumber: true),
                .init("change", "Change"), .init("band", "Band at the end"), .init("couple", "The couple"),
                .init("audience", "Audience"),
            ],
            rows: changes.map { change in
                let series = change.series
                return Table.Row([
                    .text(RichText(series.instrument.name)), .text(record.road.name(series.partner)),
                    .number(Double(change.first)), .number(Double(change.last)),
                    .signed(Double(change.last - change.first)),
                    Table.Cell(
                        changeWords(change.change, wasNotDistressedAtStart: series.wasNotDistressedAtStart)
                            ?? "not judged"),
                    Table.Cell(bandWords(isDistressed: series.scores.last?.isDistressed)),
                    Table.Cell(change.measure.couple.map { RichText($0.rawValue) }),
                    .text(Audience(of: series.partner).cell),
                ])
            })
        return Section("changes", title, [.table(table)])
    }

    private var goalSection: Section {
        if record.road.goals.isEmpty { return progress.goalSection }
        var facts = [Fact("agreed", "Agreed", "\(record.road.goals.count)")]
        for standing in GoalStanding.allCases {
            facts.append(Fact(standing.rawValue, standing.words.capitalizedFirst, "\(goals[standing] ?? 0)"))
        }
        if goalsNotReviewed > 0 { facts.append(Fact("not_reviewed", "Never reviewed", "\(goalsNotReviewed)")) }
        return Section("goals", "Goals", audience: .joint, [.facts(facts)] + progress.goalSection.blocks)
    }
}

extension Closing.HowItEnded {
    /// As a document says it.
    var words: String {
        switch self {
        case .completed: "completed"
        case .referred: "referred elsewhere"
        case .oneWithdrew: "one of the two withdrew"
        case .lostContact: "contact was lost"
        case .stoppedForSafety: "stopped for safety"
        case .other: "otherwise"
        }
    }
}

extension Closing.Relationship {
    /// As a document says it.
    var words: String { self == .unknown ? "not known" : rawValue }
}

extension String {
    /// With a capital first letter.
    var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
