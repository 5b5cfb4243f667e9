package import CaseModel
package import Casework

/// One partner's copy of a session's summary, in plain words: what was worked on, what was agreed, who does what next.
///
/// Holds no score, rating, response or risk of the other partner, no stage of their own work, nobody's record of what was
/// kept, and no judgement: only what the couple agreed, in the words that they agreed it in.
package struct PartnerSummary: Sendable {
    /// The partner's latest score on a measure that they share.
    package struct Score: Sendable, Hashable {
        package let instrument: Instrument
        package let on: CalendarDate
        package let score: Int
        /// The partner's score before this one.
        package let before: Int?
        package let source: String
    }

    /// One thing that was agreed at the session, with the entry that says so.
    package struct Agreement: Sendable, Hashable {
        package let text: RichText
        package let source: String
    }

    package let record: PartnerRecord
    package let agreements: [Agreement]
    package let scores: [Score]

    package init(_ record: PartnerRecord) {
        self.record = record
        let day = record.session.startsAt.day
        let noted = record.notes.flatMap { note in
            (note.agreements.map(CleanText.items(of:)) ?? []).map {
                Agreement(text: RichText($0).capitalized, source: note.handle)
            }
        }
        let commitments = record.commitments.filter { $0.agreedOn == day }.map {
            Agreement(text: RichText($0.text), source: $0.handle)
        }
        let goals = record.goals.filter { $0.agreedOn == day }.map {
            Agreement(text: "A goal: \($0.text)", source: $0.handle)
        }
        agreements = noted + commitments + goals
        scores = record.measures.compactMap { series in
            let known = series.scores.filter { $0.on <= day }
            guard let last = known.last else { return nil }
            return Score(
                instrument: series.instrument, on: last.on, score: last.score, before: known.dropLast().last?.score,
                source: last.source)
        }
    }
}
