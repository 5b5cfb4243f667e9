package import CaseModel
import Casework
import FoundationEssentials

extension SessionSummary {
    /// One thing that the records say, in a sentence, with the entries that it says it from. None is without.
    package struct Sentence: Sendable {
        package enum Subject: String, Sendable, CaseIterable {
            case workedOn = "worked_on"
            case response, change, agreed, due
        }

        package let subject: Subject
        package let text: RichText
        /// Handles and ids, as docs/reference/report-json.md explains them.
        package let sources: [String]
        /// Whose the entries are.
        package let audience: Audience

        /// With a capital letter first, as a sentence has it.
        fileprivate var capitalized: Sentence {
            Sentence(subject: subject, text: text.capitalized, sources: sources, audience: audience)
        }
    }

    /// What the session comes to, by subject: worked on, responses, changes, agreements, what is due.
    ///
    /// Figures, days and whole first sentences of the note are put into fixed sentences; nothing is judged, weighed or
    /// left to be guessed, and what is not recorded makes no sentence.
    package var sentences: [Sentence] {
        (workedOn + responses + stageChanges + scoreChanges + ratingChanges + agreed + due).map(\.capitalized)
    }

    private var couple: String { record.road.handle.description }
    private var joint: [NoteOnRecord] { record.notes.filter { $0.audience == .joint } }

    private var workedOn: [Sentence] {
        var sentences: [Sentence] = []
        if let own = record.session.stage {
            sentences.append(
                Sentence(
                    subject: .workedOn, text: "The session worked on stage \(record.road.title(own)).",
                    sources: [record.session.handle], audience: .joint))
        } else if let index = record.road.spans.lastIndex(where: { $0.from <= record.session.startsAt.day }) {
            let span = record.road.spans[index]
            sentences.append(
                Sentence(
                    subject: .workedOn, text: "The couple were in stage \(record.road.title(span.stage)).",
                    sources: [stageSource(index)], audience: .joint))
        }
        return sentences + quoted(.focus, as: .workedOn) { "Focus: \($0)" }
            + quoted(.intervention, as: .workedOn) { "Done: \($0)" }
    }

    private var responses: [Sentence] {
        quoted(.response, as: .response) { "Together: \($0)" }
            + Partner.allCases.flatMap { partner in
                quoted(partner == .a ? .responseOfA : .responseOfB, as: .response) {
                    "\(record.road.name(partner)): \($0)"
                }
            }
    }

    /// The first sentence of what the couple's notes say under a heading, word for word.
    private func quoted(
        _ section: NoteSection, as subject: Sentence.Subject, _ words: (RichText) -> RichText
    ) -> [Sentence] {
        joint.compactMap { note in
            note.body[section].flatMap(firstSentence).map {
                Sentence(subject: subject, text: words(RichText($0)), sources: [note.handle], audience: .joint)
            }
        }
    }

    private var stageChanges: [Sentence] {
        moves.map { span in
            let index = record.road.spans.firstIndex(of: span) ?? 0
            return Sentence(
                subject: .change,
                text: "The couple \(span.kind.words): stage \(record.road.title(span.stage)), \(span.from).",
                sources: [stageSource(index)], audience: .joint)
        }
    }

    private var scoreChanges: [Sentence] {
        scores.filter(\.isSinceLastSession).compactMap { score in
            guard let series = record.road.series(score), let last = series.scores.last(where: { $0.on == score.on })
            else { return nil }
            let known = series.scores.filter { $0.on <= score.on }
            let measure: RichText = "\(record.road.name(score.partner)), \(score.instrument.name)"
            let band = bandWords(isDistressed: last.isDistressed).map { ", \($0)" } ?? RichText("")
            guard let first = known.first, first.id != last.id, let before = known.dropLast().last else {
                return Sentence(
                    subject: .change, text: "\(measure): first score \(last.score) on \(last.on)\(band).",
                    sources: [last.source], audience: Audience(of: score.partner))
            }
            let change =
                changeWords(score.change, wasNotDistressedAtStart: score.wasNotDistressedAtStart)
                .map { RichText("; since the first score (\(first.score)): ") + $0 } ?? RichText("")
            var sources: [String] = []
            for id in [first.source, before.source, last.source] where !sources.contains(id) { sources.append(id) }
            return Sentence(
                subject: .change,
                text:
                    "\(measure): from \(before.score) on \(before.on) to \(last.score) on \(last.on)\(band)\(change).",
                sources: sources, audience: Audience(of: score.partner))
        }
    }

    private var ratingChanges: [Sentence] {
        ratings.map { rating in
            let before: RichText =
                rating.before.map { "; before: \(rating.criterion.words(of: $0))" } ?? "; rated for the first time"
            return Sentence(
                subject: .change,
                text:
                    """
                    \(record.road.rater(rating.by)) on \u{201C}\(rating.criterion.text)\u{201D}: \
                    \(rating.criterion.words(of: rating.value))\(before).
                    """,
                sources: ["\(couple).rating.\(rating.criterion.number).\(rating.by.key).\(rating.on)"],
                audience: rating.by.audience)
        }
    }

    private var agreed: [Sentence] {
        let notes = joint.flatMap { note in
            (note.body[.agreements].map(CleanText.items(of:)) ?? []).map {
                Sentence(subject: .agreed, text: RichText($0), sources: [note.handle], audience: .joint)
            }
        }
        let since = record.previousHeldOn
        let commitments = commitments.filter(\.isNew).map { due in
            Sentence(
                subject: .agreed,
                text:
                    """
                    \(owner(due.commitment.owner)) committed to: \(due.commitment.text) \
                    (\(due.commitment.dueWords)).
                    """,
                sources: [due.commitment.handle], audience: .joint)
        }
        let goals = goals.map(\.goal).filter { goal in since.map { goal.agreedOn > $0 } ?? true }.map { goal in
            Sentence(
                subject: .agreed, text: "A goal of \(owner(goal.owner)): \(goal.words.goal).",
                sources: [goal.handle], audience: .joint)
        }
        return notes + commitments + goals
    }

    private var due: [Sentence] {
        let day = record.session.startsAt.day
        let commitments = commitments.filter { due in
            !(due.commitment.rhythm == .once && due.commitment.reports.contains { $0.on <= day && $0.kept })
        }.map { due in
            Sentence(
                subject: .due,
                text: "\(owner(due.commitment.owner)): \(due.commitment.text), \(due.commitment.dueWords).",
                sources: [due.commitment.handle], audience: .joint)
        }
        let goals = goals.filter { standing in
            standing.latest.map { $0.standing != .reached && $0.standing != .dropped } ?? true
        }.map { standing in
            Sentence(
                subject: .due, text: "Goal, by \(standing.goal.dueOn): \(standing.goal.words.goal).",
                sources: [standing.goal.handle], audience: .joint)
        }
        return commitments + goals
    }

    private func owner(_ owner: Owner) -> RichText {
        owner == .both ? "both partners" : record.road.owner(owner)
    }

    private func stageSource(_ index: Int) -> String { "\(couple).stage.\(index + 1)" }

    /// Up to the first full stop, question or exclamation mark that ends a word, or the line's end.
    private func firstSentence(_ text: String) -> String? {
        guard let line = CleanText.lines(of: text).first(where: { !$0.isEmpty }) else { return nil }
        let scalars = line.unicodeScalars
        var place = scalars.startIndex
        while place < scalars.endIndex {
            let next = scalars.index(after: place)
            if Self.endsSentence(scalars[place]),
                next == scalars.endIndex || scalars[next].properties.isWhitespace
            {
                return String(line[..<next])
            }
            place = next
        }
        return String(line)
    }

    private static func endsSentence(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case ".", "?", "!", "\u{3002}", "\u{061F}", "\u{0964}": true
        default: false
        }
    }
}

extension RoadRecord {
    fileprivate func series(_ score: SessionSummary.Score) -> MeasureSeries? {
        measures.first { $0.partner == score.partner && $0.instrument == score.instrument }
    }
}

extension MeasureSeries.Score {
    /// As a document names it for programs.
    var source: String { id.uuidString.lowercased() }
}

extension RatedBy {
    fileprivate var key: String {
        switch self {
        case .partner(let partner): partner.rawValue
        case .therapist: "therapist"
        }
    }
}
