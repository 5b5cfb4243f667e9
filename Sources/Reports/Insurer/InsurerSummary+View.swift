import CaseModel
import Casework

extension InsurerSummary {
    /// The insurer's copy as a document.
    package var document: Document {
        Document(
            kind: "insurer-summary", title: "Session summary for the insurer", subject: "\(name: record.clientName)",
            facts: facts, sections: [symptoms, progress, plan],
            footer: Footer(
                documentID: documentID(record.session.handle, readAt: record.readAt),
                recipient: "Insurer of the client", generatedAt: record.readAt))
    }

    private var facts: [Fact] {
        let session = record.session
        return [
            Fact("client", "Client", "\(name: record.clientName)"),
            Fact("date", "Date", "\(session.startsAt.day)"),
            Fact(
                "time", "Start and end", "\(DayText.clock(session.startsAt)) to \(DayText.clock(session.endsAt))"),
            Fact("place", "Place", RichText(session.modality.words)),
            Fact("attended", "Present", session.attendance == .both ? "client, partner present" : "client"),
            Fact("author", "Author", Signing.person(record.author, record.credential)),
            Fact("signature", "Signature", Signing.words(record.signedAt, record.cosignature)),
            Fact("session", "Session", RichText(session.handle)),
            Fact("practice", "Practice", "\(name: record.practice)"),
        ]
    }

    private var symptoms: Section {
        let title: RichText = "Symptoms and function"
        if scores.isEmpty {
            return Section("symptoms", title, [.paragraph(Paragraph("No score of symptoms is recorded."))])
        }
        let table = Table(
            "scores", caption: "The client\u{2019}s latest scores up to this session",
            columns: [
                .init("measure", "Measure"), .init("first", "First", isNumber: true),
                .init("score", "Latest", isNumber: true), .init("on", "Day"),
                .init("clinical_range", "Clinical range"), .init("band", "Band"), .init("change", "Since the first"),
            ],
            rows: scores.map { score in
                Table.Row([
                    .text(RichText(score.instrument.name)), .number(Double(score.first)),
                    .number(Double(score.score)), .day(score.on),
                    Table.Cell(score.instrument.clinicalRange.map { RichText($0) }),
                    Table.Cell(bandWords(isDistressed: score.isDistressed)),
                    Table.Cell(changeWords(score.change, wasNotDistressedAtStart: false)),
                ])
            })
        return Section("symptoms", title, [.table(table)])
    }

    private var progress: Section {
        let title: RichText = "Progress on the goals of the plan"
        if goals.agreed == 0 {
            return Section("progress", title, [.paragraph(Paragraph("No goal was agreed up to this session."))])
        }
        return Section(
            "progress", title,
            [
                .facts([
                    Fact("agreed", "Agreed", "\(goals.agreed)"), Fact("reached", "Reached", "\(goals.reached)"),
                    Fact("on_track", "On track", "\(goals.onTrack)"),
                    Fact("not_reviewed", "Not reviewed yet", "\(goals.notReviewed)"),
                ])
            ])
    }

    private var plan: Section {
        let next: RichText = record.nextAt.map { "\($0.day), \(DayText.clock($0))" } ?? "none booked"
        return Section("plan", "Plan", [.facts([Fact("next", "Next session", next)])])
    }
}
