import CaseModel
import Casework

extension InsurerSummary {
    /// The insurer's copy as a document.
    package var document: Document {
        Document(
            kind: "insurer-summary", title: "Session summary for the insurer", subject: "\(name: record.clientName)",
            facts: facts, sections: [symptoms, intervention, response, progress, risk, plan],
            footer: Footer(
                documentID: documentID(record.session.handle, readAt: record.readAt),
                recipient: "Insurer of the client", generatedAt: record.readAt))
    }

    private var facts: [Fact] {
        let session = record.session
        return [
            Fact("client", "Client", "\(name: record.clientName)"),
            Fact("payer", "Insurer", recorded(record.coverage?.payer)),
            Fact("member_id", "Member id", recorded(record.coverage?.memberID)),
            Fact("diagnosis", "Diagnosis (ICD-10)", recorded(record.coverage?.diagnoses.joined(separator: ", "))),
            Fact("service", "Service", recorded(record.coverage?.services.joined(separator: ", "))),
            Fact("date", "Date", "\(session.startsAt.day)"),
            Fact(
                "time", "Start and end", "\(DayText.clock(session.startsAt)) to \(DayText.clock(session.endsAt))"),
            Fact("place", "Place", RichText(session.modality.words)),
            Fact("attended", "Present", session.attendance == .both ? "client, partner present" : "client"),
            Fact("author", "Author", Signing.person(record.author, record.credential)),
            Fact("licence", "Licence", recorded(record.licence)),
            Fact("signature", "Signature", Signing.words(record.signedAt, record.cosignature)),
            Fact("session", "Session", RichText(session.handle)),
            Fact("practice", "Practice", "\(name: record.practice)"),
        ]
    }

    private func recorded(_ words: String?) -> RichText { words.map { RichText($0) } ?? "not recorded" }

    private var intervention: Section {
        let terms = record.session.interventions
        let block: Block =
            terms.isEmpty
            ? .paragraph(Paragraph("No intervention is recorded in terms of the list."))
            : .list(terms.map { Paragraph(RichText($0.words)) })
        return Section("intervention", "Intervention", [block])
    }

    private var response: Section {
        Section(
            "response", "Response", [.facts([Fact("response", "The client", recorded(record.response?.words))])])
    }

    private var risk: Section {
        Section("risk", "Risk", [.facts([Fact("risk", "Level for the client", recorded(record.risk?.words))])])
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
        return Section(
            "plan", "Plan",
            [
                .facts([
                    Fact("frequency", "Frequency", recorded(record.frequency?.words)),
                    Fact("review_on", "Review of the plan", record.reviewOn.map { "\($0)" } ?? "not recorded"),
                    Fact("next", "Next session", next),
                ])
            ])
    }
}
