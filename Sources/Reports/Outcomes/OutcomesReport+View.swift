import CaseModel
import Casework

extension OutcomesReport {
    /// For the practice's admin. It names nobody.
    package var document: Document {
        Document(
            kind: "practice-outcomes", title: "Outcomes of the practice", subject: "\(name: record.practice)",
            facts: [
                Fact("as_of", "As of", "\(record.readAt.day)"), Fact("couples", "Couples", count(couples)),
                Fact("practice", "Practice", "\(name: record.practice)"),
            ], sections: [reading, times, endings, satisfaction],
            footer: Footer(
                documentID: documentID("outcomes", readAt: record.readAt), recipient: "The practice",
                generatedAt: record.readAt))
    }

    private var reading: Section {
        Section(
            "reading", "How to read this",
            [
                .list([
                    Paragraph(
                        "A count below \(SmallCounts.least) is withheld, and with it any count that would give it away."
                    ),
                    Paragraph(
                        """
                        Times are weeks since the case was opened. A couple that is still on its way counts for as long as \
                        it was seen, so quick couples alone do not make the figures.
                        """),
                    Paragraph("None of the figures is a goal: slow is not failure, and neither is parting."),
                ])
            ])
    }

    private var times: Section {
        let table = Table(
            "times", caption: "Weeks to the first entry into a stage or one beyond it",
            columns: [
                .init("event", "Came to"), .init("couples", "Couples"), .init("came", "Came to it"),
                .init("weeks_25", "A quarter by", isNumber: true), .init("weeks_50", "Half by", isNumber: true),
                .init("weeks_75", "Three quarters by", isNumber: true),
            ],
            rows: events.map { event in
                Table.Row([
                    .text(
                        event.stage.map { RichText(record.outcomes.title(of: $0)) }
                            ?? "a first return to an earlier stage"),
                    .text(count(event.couples)), .text(count(event.came)), weeks(event.quarter), weeks(event.half),
                    weeks(event.threeQuarters),
                ])
            })
        return Section("times", "Time on the road", [.table(table)])
    }

    private var endings: Section {
        let table = Table(
            "closings", caption: "How the work with the couples stands, or ended",
            columns: [.init("ending", "Work"), .init("couples", "Couples")],
            rows: closings.map { ending, couples in
                Table.Row([.text(ending.map { RichText($0.words) } ?? "goes on"), .text(count(couples))])
            })
        return Section("closings", "Closings", [.table(table)])
    }

    private var satisfaction: Section {
        let table = Table(
            "changes",
            caption: "Reliable change on CSI-16 from the first score to the last, where both partners answered twice",
            columns: [.init("change", "The couple"), .init("couples", "Couples")],
            rows: changes.map { change, couples in
                Table.Row([.text(RichText(change.rawValue)), .text(count(couples))])
            })
        return Section("changes", "Satisfaction", [.table(table)])
    }

    private func count(_ couples: Int?) -> RichText { couples.map { "\($0)" } ?? "withheld" }

    private func weeks(_ days: Int?) -> Table.Cell {
        days.map { .number((Double($0) / 7 * 10).rounded() / 10) } ?? .none
    }
}
