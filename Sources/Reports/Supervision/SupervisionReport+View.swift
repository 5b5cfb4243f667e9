import CaseModel
import Casework

extension SupervisionReport {
    /// For the supervisor alone: names of couples stand in it, and no word of a note.
    package var document: Document {
        Document(
            kind: "supervision-report", title: "Supervision report", subject: "\(name: record.supervisor)",
            facts: [
                Fact(
                    "supervisor", "Supervisor",
                    record.credential.map { "\(name: record.supervisor), \($0)" } ?? "\(name: record.supervisor)"),
                Fact("as_of", "As of", "\(record.readAt.day), \(DayText.clock(record.readAt))"),
                Fact("note_due", "A note is due within", "\(record.noteDueHours) hours"),
                Fact("practice", "Practice", "\(name: record.practice)"),
            ], sections: sections,
            footer: Footer(
                documentID: documentID("supervision", readAt: record.readAt), recipient: "The supervisor",
                generatedAt: record.readAt))
    }

    private var sections: [Section] {
        if record.supervisees.isEmpty {
            return [
                Section("supervisees", "Supervisees", [.paragraph(Paragraph("Nobody is supervised at this time."))])
            ]
        }
        return zip(record.supervisees, sums).enumerated().map { index, pair in
            section("supervisee_\(index + 1)", pair.0, pair.1)
        }
    }

    private func section(_ key: String, _ supervisee: SupervisionRecord.Supervisee, _ sum: Sum) -> Section {
        let facts = [
            Fact("cases", "Open cases", "\(sum.cases)"),
            Fact("sessions_28_days", "Sessions held, last 28 days", "\(sum.sessionsHeld)"),
            Fact("signed_in_time", "Of these, notes signed in time", "\(sum.signedInTime)"),
            Fact("notes_overdue", "Notes overdue", "\(sum.notesOverdue)"),
        ]
        let title: RichText =
            supervisee.credential.map { "\(name: supervisee.name), \($0)" } ?? "\(name: supervisee.name)"
        var blocks: [Block] = [.facts(facts)]
        if !supervisee.entries.isEmpty { blocks.append(.table(table(supervisee.entries))) }
        return Section(key, title, blocks)
    }

    private func table(_ entries: [SupervisionRecord.Entry]) -> Table {
        Table(
            "cases", caption: "Open cases",
            columns: [
                .init("case", "Case"), .init("couple", "Couple"), .init("status", "Status"), .init("stage", "Stage"),
                .init("since", "Since"), .init("last", "Last session"), .init("held", "Held", isNumber: true),
                .init("in_time", "In time", isNumber: true), .init("overdue", "Overdue", isNumber: true),
            ],
            rows: entries.map { entry in
                Table.Row(
                    [
                        .text(RichText(entry.handle)), .text("\(name: entry.names)"),
                        .text(RichText(entry.status.rawValue)),
                        Table.Cell(entry.stage.map { RichText($0.brief) }),
                        entry.stageSince.map { .day($0) } ?? .none, entry.lastHeldOn.map { .day($0) } ?? .none,
                        .number(Double(entry.sessionsHeld)), .number(Double(entry.signedInTime)),
                        .number(Double(entry.notesOverdue)),
                    ], sources: [entry.handle])
            })
    }
}
