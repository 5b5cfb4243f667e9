import CaseModel
import Casework

extension CaseloadReport {
    /// For the therapist alone: names of couples stand in it.
    package var document: Document {
        Document(
            kind: "caseload-report", title: "Caseload report", subject: "\(name: record.therapist)", facts: facts,
            sections: [standing, stages, couples],
            footer: Footer(
                documentID: documentID("caseload", readAt: record.readAt), recipient: "The therapist",
                generatedAt: record.readAt))
    }

    private var facts: [Fact] {
        [
            Fact(
                "therapist", "Therapist",
                record.credential.map { "\(name: record.therapist), \($0)" } ?? "\(name: record.therapist)"),
            Fact("as_of", "As of", "\(record.readAt.day), \(DayText.clock(record.readAt))"),
            Fact("practice", "Practice", "\(name: record.practice)"),
        ]
    }

    private var standing: Section {
        var facts = [Fact("open", "Open cases", "\(record.entries.count)")]
        for status in CaseStatus.allCases where status != .closed {
            facts.append(Fact(status.rawValue, status.rawValue.capitalizedFirst, "\(byStatus[status] ?? 0)"))
        }
        facts.append(Fact("sessions_28_days", "Sessions held, last 28 days", "\(record.sessionsHeld)"))
        facts.append(Fact("closed_90_days", "Closed, last 90 days", "\(record.closed)"))
        facts.append(Fact("notes_overdue", "Notes overdue", "\(notesOverdue)"))
        facts.append(Fact("without_next_date", "Active, no next date", "\(withoutNextDate.count)"))
        return Section("standing", "At a glance", [.facts(facts)])
    }

    private var stages: Section {
        let title: RichText = "Where the active couples are"
        if byStage.isEmpty { return Section("stages", title, [.paragraph(Paragraph("No case is active."))]) }
        var rows = Stage.allCases.map { stage in
            Table.Row([.text(RichText(heading(of: stage))), .number(Double(byStage[stage] ?? 0))])
        }
        if let waiting = byStage[Stage?.none] {
            rows.append(Table.Row([.text("The road has not begun"), .number(Double(waiting))]))
        }
        return Section(
            "stages", title,
            [
                .table(
                    Table(
                        "stages", caption: "Couples by stage; a stage is a focus, not a grade",
                        columns: [.init("stage", "Stage"), .init("couples", "Couples", isNumber: true)], rows: rows))
            ])
    }

    /// A stage by the name that all of these couples' roads give it; by the default road's where they differ.
    private func heading(of stage: Stage) -> String {
        let titles = Set(record.entries.compactMap { $0.stage?.stage == stage ? $0.stage?.title : nil })
        return titles.count == 1 ? titles.first ?? stage.title : stage.title
    }

    private var couples: Section {
        let title: RichText = "The couples"
        if record.entries.isEmpty {
            return Section("couples", title, [.paragraph(Paragraph("No case is open."))])
        }
        let table = Table(
            "couples", caption: "Open cases, those in treatment first, with their notes that are overdue",
            columns: [
                .init("case", "Case"), .init("couple", "Couple"), .init("status", "Status"), .init("stage", "Stage"),
                .init("days", "Days in it", isNumber: true), .init("last", "Last session"),
                .init("next", "Next session"), .init("overdue", "Overdue", isNumber: true),
            ],
            rows: record.entries.map { entry in
                Table.Row(
                    [
                        .text(RichText(entry.handle)), .text("\(name: entry.names)"),
                        .text(RichText(entry.status.rawValue)),
                        Table.Cell(entry.stage.map { RichText($0.brief) }),
                        daysInStage(entry).map { .number(Double($0)) } ?? .none,
                        entry.lastHeldOn.map { .day($0) } ?? .none,
                        entry.nextAt.map { .day($0.day) } ?? .none,
                        entry.notesOverdue == 0 ? .none : .number(Double(entry.notesOverdue)),
                    ], sources: [entry.handle])
            })
        return Section("couples", title, [.table(table)])
    }
}
