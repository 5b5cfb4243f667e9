import CaseModel
import Casework

extension SessionSummary {
    /// The file copy as a document.
    package var document: Document {
        Document(
            kind: "session-summary", title: "Session summary", subject: record.road.couple, facts: facts,
            notice: isDraft
                ? Notice(
                    mark: "DRAFT",
                    text: "The note is not signed. This document cannot leave the practice.") : nil,
            sections: sections,
            footer: Footer(
                documentID: documentID(record.session.handle, readAt: record.readAt),
                recipient: "Case file of the practice", generatedAt: record.readAt))
    }

    private var facts: [Fact] {
        let session = record.session
        var facts = [
            Fact("date", "Date", "\(session.startsAt.day)"),
            Fact(
                "time", "Start and end",
                "\(DayText.clock(session.startsAt)) to \(DayText.clock(session.endsAt))"),
            Fact("place", "Place", RichText(session.modality.words)),
            Fact("format", "Session with", format),
            Fact("attended", "Attended", attended),
            Fact("author", "Author", authors),
            Fact("signature", "Signature", signature),
            Fact("session", "Session", RichText(session.handle)),
            Fact("case", "Case", RichText(record.road.handle.description)),
            Fact("practice", "Practice", "\(name: record.practice)"),
        ]
        if !session.hasPolicyOnFile { facts.append(Fact("secrets_policy", "Secrets policy", "no policy on file")) }
        return facts
    }

    private var format: RichText {
        record.session.format.alone.map { "\(record.road.name($0)) alone" } ?? "both partners"
    }

    private var attended: RichText {
        let who: RichText =
            switch record.session.attendance {
            case .both: "\(record.road.name(.a)) and \(record.road.name(.b))"
            case .aOnly: record.road.name(.a)
            case .bOnly: record.road.name(.b)
            case .nobody, nil: "nobody"
            }
        return record.session.others.map { "\(who); also \(name: $0)" } ?? who
    }

    private var authors: RichText { Signing.authors(record.notes.map { ($0.author, $0.credential) }) }

    private var signature: RichText {
        if isDraft { return "not signed" }
        return Signing.words(record.notes.compactMap { note in note.signedAt.map { ($0, note.cosignature) } })
    }

    private var sections: [Section] {
        let notes = SummaryNotes(record)
        return [
            brief, focus(notes), notes.course, interventions(notes), responses(notes),
            changes, notes.section("agreements", "Agreements", .agreements), commitmentSection, goalSection,
            risk(notes), scoreSection, notes.section("plan", "Plan", .plan), next(notes),
            notes.section("note", "Note", .text), notes.told(by: .a), notes.told(by: .b), signatures,
        ].compactMap(\.self)
    }

    private func focus(_ notes: SummaryNotes) -> Section? {
        var blocks: [Block] = stage.map { [.facts([Fact("stage", "Stage worked on", record.road.title($0))])] } ?? []
        blocks += notes.paragraphs(.focus)
        return blocks.isEmpty ? nil : Section("focus", "Stage and focus", audience: .joint, blocks)
    }

    private func next(_ notes: SummaryNotes) -> Section {
        let at: RichText = record.nextAt.map { "\($0.day), \(DayText.clock($0))" } ?? "none booked"
        return Section(
            "next", "Next session", audience: .joint,
            [.facts([Fact("next", "Next date", at)])] + notes.paragraphs(.next))
    }

    private var signatures: Section {
        Section(
            "signatures", "Notes and signatures",
            [
                .table(
                    Table(
                        "notes", caption: "What this summary was made from",
                        columns: [
                            .init("note", "Note"), .init("audience", "Audience"), .init("author", "Author"),
                            .init("signed", "Signature"),
                        ],
                        rows: record.notes.map { note in
                            Table.Row(
                                [
                                    .text(RichText(note.handle)), .text(note.audience.cell),
                                    .text(Signing.person(note.author, note.credential)),
                                    .text(
                                        note.signedAt.map { Signing.words($0, note.cosignature) }
                                            ?? "DRAFT, not signed"),
                                ], sources: [note.handle])
                        }))
            ])
    }
}

/// What identifies one copy: what it is about and the moment it was made, in letters and digits.
func documentID(_ handle: String, readAt: LocalTime) -> String {
    "\(handle)-\(readAt.description.filter(\.isNumber))"
}
