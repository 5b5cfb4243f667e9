import CaseModel
import Casework

extension SessionSummary {
    /// What moved since the last session that was held.
    var changes: Section {
        let since = record.previousHeldOn
        var blocks: [Block] = [
            .facts([Fact("since", "Last session held", since.map { "\($0)" } ?? "none before this one")])
        ]
        if !moves.isEmpty { blocks.append(.table(moveTable)) }
        if !ratings.isEmpty { blocks.append(.table(ratingTable)) }
        let scored = scores.filter(\.isSinceLastSession)
        if !scored.isEmpty { blocks.append(.table(changeTable(scored))) }
        if blocks.count == 1 {
            blocks.append(.paragraph(Paragraph("No rating, no score and no change of stage is recorded since.")))
        }
        return Section("changes", since == nil ? "Recorded so far" : "Change since the last session", blocks)
    }

    private var moveTable: Table {
        Table(
            "stages", caption: "Stage",
            columns: [
                .init("on", "Day"), .init("stage", "Stage"), .init("move", "Move"), .init("reason", "Reason"),
                .init("audience", "Audience"),
            ],
            rows: moves.map { span in
                Table.Row([
                    .day(span.from), .text(record.road.title(span.stage)), .text(RichText(span.kind.words)),
                    Table.Cell(span.reason.map { RichText($0) }), .text(Audience.joint.cell),
                ])
            })
    }

    private var ratingTable: Table {
        Table(
            "ratings", caption: "Ratings of the road",
            columns: [
                .init("criterion", "Criterion"), .init("by", "Rated by"), .init("before", "Before"),
                .init("now", "Now"),
                .init("on", "Day"), .init("audience", "Audience"),
            ],
            rows: ratings.map { rating in
                Table.Row([
                    .text("\(rating.criterion.number) \(rating.criterion.text)"), .text(record.road.rater(rating.by)),
                    Table.Cell(rating.before.map { rating.criterion.words(of: $0) }),
                    .text(rating.criterion.words(of: rating.value)), .day(rating.on), .text(rating.by.audience.cell),
                ])
            })
    }

    private func changeTable(_ scored: [Score]) -> Table {
        Table(
            "score_changes", caption: "Scores",
            columns: [
                .init("measure", "Measure"), .init("partner", "Partner"), .init("before", "Before", isNumber: true),
                .init("now", "Now", isNumber: true), .init("difference", "Difference", isNumber: true),
                .init("on", "Day"), .init("audience", "Audience"),
            ],
            rows: scored.map { score in
                Table.Row([
                    .text(RichText(score.instrument.name)), .text(record.road.name(score.partner)),
                    score.before.map { .number(Double($0)) } ?? .none, .number(Double(score.score)),
                    score.before.map { .signed(Double(score.score - $0)) } ?? .none, .day(score.on),
                    .text(Audience(of: score.partner).cell),
                ])
            })
    }

    /// Every partner's latest score with its band.
    var scoreSection: Section? {
        if scores.isEmpty { return nil }
        let table = Table(
            "scores", caption: "The latest score of each partner up to this session",
            columns: [
                .init("measure", "Measure"), .init("partner", "Partner"), .init("score", "Score", isNumber: true),
                .init("on", "Day"), .init("clinical_range", "Clinical range"), .init("band", "Band"),
                .init("change", "Since the first"), .init("audience", "Audience"),
            ],
            rows: scores.map { score in
                Table.Row([
                    .text(RichText(score.instrument.name)), .text(record.road.name(score.partner)),
                    .number(Double(score.score)), .day(score.on),
                    Table.Cell(score.instrument.clinicalRange.map { RichText($0) }),
                    Table.Cell(bandWords(isDistressed: score.isDistressed)),
                    Table.Cell(changeWords(score.change, wasNotDistressedAtStart: score.wasNotDistressedAtStart)),
                    .text(Audience(of: score.partner).cell),
                ])
            })
        return Section("scores", "Scores", [.table(table)])
    }

    /// What was due at this session, with each partner's view since the last one.
    var commitmentSection: Section? {
        if commitments.isEmpty { return nil }
        let table = Table(
            "commitments", caption: "Kept, as each partner saw it since the last session; a view belongs to its giver",
            columns: [
                .init("commitment", "Commitment"), .init("owner", "Owner"), .init("due", "Due"),
                .init("as_seen_by_a", "\(record.road.name(.a))\u{2019}s view"),
                .init("as_seen_by_b", "\(record.road.name(.b))\u{2019}s view"),
            ],
            rows: commitments.map { due in
                let commitment = due.commitment
                return Table.Row(
                    [
                        .text(due.isNew ? "\(commitment.text) (new)" : RichText(commitment.text)),
                        .text(record.road.owner(commitment.owner)), .text(commitment.dueWords),
                        due.keptAsSeenByA.cell, due.keptAsSeenByB.cell,
                    ], sources: [commitment.handle])
            })
        return Section("commitments", "Commitments due", audience: .joint, [.table(table)])
    }

    var goalSection: Section? {
        if goals.isEmpty { return nil }
        let rows = goals.map { goalRow($0.goal, $0.latest, road: record.road) }
        return Section("goals", "Goals", audience: .joint, [.table(goalTable(rows))])
    }
}

extension CommitmentOnRoad {
    var dueWords: RichText { Reports.dueWords(rhythm, until: dueOn) }
}

/// Goals with their measure, target, owner and where they stand.
func goalTable(_ rows: [Table.Row]) -> Table {
    Table(
        "goals", caption: "Goals of the plan",
        columns: [
            .init("goal", "Goal"), .init("measure", "Measure"), .init("target", "Target"), .init("owner", "Owner"),
            .init("due_on", "Due"), .init("standing", "Stands"), .init("reviewed_on", "Reviewed"),
        ], rows: rows)
}

func goalRow(_ goal: GoalOnRoad, _ latest: GoalOnRoad.Review?, road: RoadRecord) -> Table.Row {
    Table.Row(
        [
            .text(RichText(goal.words.goal)), .text(RichText(goal.words.measure)), .text(RichText(goal.words.target)),
            .text(road.owner(goal.owner)), .day(goal.dueOn),
            .text(latest.map { RichText($0.standing.words) } ?? "not reviewed yet"),
            latest.map { .day($0.on) } ?? .none,
        ], sources: [goal.handle])
}

extension Criterion {
    /// `3 (mostly)` on the scale of 0 to 4, `yes`, `4 of 5 parts`.
    func words(of value: Int) -> RichText {
        scale == .zeroToFour ? "\(value) (\(meaning(of: value)))" : RichText(meaning(of: value))
    }
}
