import CaseModel
import Casework

extension ProgressReport {
    /// The file copy as a document.
    package var document: Document {
        Document(
            kind: "progress-report", title: "Progress report", subject: record.road.couple, facts: facts,
            sections: [
                standing, roadSection, measureSection, ratingSection, commitmentSection, goalSection, sessionSection,
            ],
            footer: Footer(
                documentID: documentID(record.road.handle.description, readAt: record.readAt),
                recipient: "Case file of the practice", generatedAt: record.readAt))
    }

    private var facts: [Fact] {
        let road = record.road
        return [
            Fact("case", "Case", RichText(road.handle.description)),
            Fact("opened_on", "Opened", "\(road.openedOn)"),
            Fact("until", "Covers until", "\(road.endsOn)"),
            Fact("status", "Status", RichText(road.status.rawValue)),
            Fact("a", "Partner A", "\(road.name(.a)), \(road.a.part.words)"),
            Fact("b", "Partner B", "\(road.name(.b)), \(road.b.part.words)"),
            Fact(
                "therapist", "Therapist",
                record.credential.map { "\(name: record.therapist), \($0)" } ?? "\(name: record.therapist)"),
            Fact("practice", "Practice", "\(name: record.practice)"),
        ]
    }

    /// How it stands now, in a few figures.
    private var standing: Section {
        let road = record.road
        var facts: [Fact] = []
        if let current = road.current {
            facts.append(
                Fact("stage", record.closing == nil ? "Stage now" : "Last stage", road.title(current.stage)))
            facts.append(
                Fact("stage_since", "Since", "\(current.from) (\(daysInWords(current.days(until: road.endsOn))))"))
        } else {
            facts.append(Fact("stage", "Stage now", "the road has not begun"))
        }
        if let daysOnRoad { facts.append(Fact("on_the_road", "On the road", RichText(daysInWords(daysOnRoad)))) }
        facts.append(Fact("returns", "Returns to an earlier stage", "\(returns.count)"))
        facts.append(Fact("sessions_held", "Sessions held", "\(record.sessions.held)"))
        let judged = currentCriteria.filter { $0.isMet != nil }
        if !judged.isEmpty {
            facts.append(
                Fact(
                    "criteria_met", "Criteria of this stage met",
                    "\(judged.count { $0.isMet == true }) of \(judged.count)"))
        }
        for measure in measures {
            guard let couple = measure.couple else { continue }
            facts.append(
                Fact(
                    "couple_\(measure.instrument.name)", "\(measure.instrument.name), the couple",
                    RichText(couple.rawValue)))
        }
        if let closing = record.closing {
            facts.append(Fact("closed_on", "Closed", "\(closing.on)"))
            facts.append(
                Fact("how_it_ended", "How it ended", RichText(closing.howItEnded.rawValue.replacing("_", with: " "))))
            facts.append(Fact("relationship", "Relationship", RichText(closing.relationship.rawValue)))
        } else if let next = record.sessions.nextAt {
            facts.append(Fact("next", "Next session", "\(next.day), \(DayText.clock(next))"))
        }
        return Section("standing", "How it stands", [.facts(facts)])
    }

    var roadSection: Section {
        let road = record.road
        guard !road.spans.isEmpty else {
            return Section(
                "road", "The road", audience: .joint, [.paragraph(Paragraph("No stage has been taken up yet."))])
        }
        let stays = road.spans.enumerated().map { index, span in
            RoadChart.Stay(
                stage: span.stage, kind: span.kind, from: span.from, to: span.to ?? road.endsOn,
                isCurrent: index == road.spans.count - 1)
        }
        let chart = RoadChart(
            key: "timeline", title: "Stages over time", lanes: road.lanes, stays: stays, alternative: roadWords)
        let moves = Table(
            "moves", caption: "Every move on the road",
            columns: [
                .init("on", "Day"), .init("stage", "Stage"), .init("move", "Move"),
                .init("days", "Days", isNumber: true),
                .init("reason", "Reason"),
            ],
            rows: road.spans.map { span in
                Table.Row([
                    .day(span.from), .text(road.title(span.stage)), .text(RichText(span.kind.words)),
                    .number(Double(span.days(until: road.endsOn))), Table.Cell(span.reason.map { RichText($0) }),
                ])
            })
        return Section("road", "The road", audience: .joint, [.road(chart), .table(moves)])
    }

    private var roadWords: RichText {
        let longest = times.map { "\(daysInWords($0.days)) in stage \($0.stage.rawValue)" }.joined(separator: ", ")
        let first = record.road.spans.first.map { RichText("From \(DayText.short($0.from))") } ?? ""
        let backs: RichText =
            switch returns.count {
            case 0: "no return to an earlier stage"
            case 1: "one return to an earlier stage"
            default: "\(returns.count) returns to an earlier stage"
            }
        return "\(first) to \(record.road.endsOn): \(longest); \(backs)."
    }

    var sessionSection: Section {
        let sessions = record.sessions
        var facts = [
            Fact("held", "Held", "\(sessions.held)"), Fact("phone", "Phone contacts", "\(sessions.phoneContacts)"),
            Fact("no_show", "No-shows", "\(sessions.noShows)"),
            Fact("late_cancellation", "Late cancellations", "\(sessions.lateCancellations)"),
            Fact("cancelled", "Cancelled in time", "\(sessions.cancelled)"),
        ]
        if let first = sessions.firstHeldOn { facts.append(Fact("first", "First held", "\(first)")) }
        if let last = sessions.lastHeldOn { facts.append(Fact("last", "Last held", "\(last)")) }
        return Section("sessions", "Sessions", audience: .joint, [.facts(facts)])
    }
}

/// `1 day`, `12 days`.
func daysInWords(_ count: Int) -> String {
    count == 1 ? "1 day" : "\(count) days"
}
