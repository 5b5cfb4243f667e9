import CaseModel
import Casework

extension PartnerSummary {
    /// The partner's copy as a document.
    package var document: Document {
        Document(
            kind: "partner-summary", title: "Your session", subject: name, facts: facts,
            sections: [workedOn, agreed, due, ownScores, next, help].compactMap(\.self),
            footer: Footer(
                documentID: documentID(record.session.handle, readAt: record.readAt) + "-\(record.partner.rawValue)",
                recipient: "Partner \(record.partner.rawValue)", generatedAt: record.readAt))
    }

    private var name: RichText { "\(name: record.name)" }

    private var facts: [Fact] {
        let session = record.session
        return [
            Fact("date", "Date", "\(session.startsAt.day)"),
            Fact(
                "time", "Start and end", "\(DayText.clock(session.startsAt)) to \(DayText.clock(session.endsAt))"),
            Fact("place", "Place", RichText(session.modality.words)),
            Fact("attended", "Who was there", attended),
            Fact("author", "Written by", Signing.authors(record.notes.map { ($0.author, $0.credential) })),
            Fact(
                "signature", "Signature",
                Signing.words(record.notes.map { ($0.signedAt, $0.cosignature) })),
            Fact("session", "Session", RichText(session.handle)),
            Fact("practice", "Practice", "\(name: record.practice)"),
        ]
    }

    private var attended: RichText {
        let other = record.session.attendance == .both ? record.otherName : nil
        let couple: RichText = other.map { "\(name) and \(name: $0)" } ?? name
        return record.session.others.map { "\(couple); also \(name: $0)" } ?? couple
    }

    private var workedOn: Section? {
        var blocks = record.notes.compactMap { note in
            note.focus.map { Block.paragraph(Paragraph(RichText($0), sources: [note.handle])) }
        }
        if let stage = record.stage {
            blocks.append(
                .paragraph(
                    Paragraph("It belongs to this step of the road: \(stage).", sources: [record.session.handle])))
        }
        return blocks.isEmpty ? nil : Section("worked_on", "What was worked on", blocks)
    }

    private var agreed: Section {
        let title: RichText = "What was agreed"
        if agreements.isEmpty {
            return Section("agreed", title, [.paragraph(Paragraph("Nothing new was written down as agreed."))])
        }
        return Section(
            "agreed", title, [.list(agreements.map { Paragraph($0.text, sources: [$0.source]) })])
    }

    private var due: Section? {
        if record.commitments.isEmpty, record.goals.isEmpty { return nil }
        let rows =
            record.commitments.map { commitment in
                Table.Row(
                    [
                        .text(RichText(commitment.text)), .text(who(commitment.owner)), .text(when(commitment)),
                    ], sources: [commitment.handle])
            }
            + record.goals.map { goal in
                Table.Row(
                    [.text(RichText(goal.text)), .text(who(goal.owner)), .text("goal, by \(goal.dueOn)")],
                    sources: [goal.handle])
            }
        return Section(
            "due", "Who does what",
            [
                .table(
                    Table(
                        "due", caption: "What is to be done from this session on",
                        columns: [.init("what", "What"), .init("who", "Who"), .init("when", "When")], rows: rows))
            ])
    }

    private func who(_ owner: Owner) -> RichText {
        switch owner {
        case .both: "both"
        case .a, .b: owner.rawValue == record.partner.rawValue ? name : record.otherName.map { "\(name: $0)" } ?? ""
        }
    }

    private func when(_ commitment: PartnerRecord.Commitment) -> RichText {
        dueWords(commitment.rhythm, until: commitment.dueOn)
    }

    private var ownScores: Section? {
        if scores.isEmpty { return nil }
        return Section(
            "scores", "Your scores",
            [
                .table(
                    Table(
                        "scores", caption: "Your latest answers to the questionnaires that you share",
                        columns: [
                            .init("measure", "Questionnaire"), .init("before", "Before", isNumber: true),
                            .init("score", "Latest", isNumber: true), .init("on", "Day"),
                            .init("scale", "How to read it"),
                        ],
                        rows: scores.map { score in
                            Table.Row(
                                [
                                    .text(RichText(score.instrument.name)),
                                    score.before.map { .number(Double($0)) } ?? .none, .number(Double(score.score)),
                                    .day(score.on), .text(RichText(score.instrument.scaleWords)),
                                ], sources: [score.source])
                        }))
            ])
    }

    private var next: Section {
        let at: RichText = record.nextAt.map { "\($0.day), \(DayText.clock($0))" } ?? "none booked yet"
        return Section("next", "Your next session", [.facts([Fact("next", "Next date", at)])])
    }

    private var help: Section {
        Section(
            "help", "If you need help before then",
            [
                .paragraph(
                    Paragraph(
                        "Crisis line: \(record.crisisLine). In danger, call the emergency number of the place where you are."
                    ))
            ])
    }
}
