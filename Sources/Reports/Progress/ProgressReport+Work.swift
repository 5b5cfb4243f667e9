import CaseModel
import Casework

extension ProgressReport {
    /// The criteria with both partners' last ratings and how far they stand apart.
    var ratingSection: Section {
        if rated.isEmpty {
            return Section("ratings", "Ratings of the road", [.paragraph(Paragraph("Nothing has been rated yet."))])
        }
        let road = record.road
        let table = Table(
            "ratings",
            caption:
                """
                The last rating of each, on the scale of its criterion; a rating belongs to its giver. Criteria advise, \
                they do not gate
                """,
            columns: [
                .init("criterion", "Criterion"), .init("a", road.name(.a)), .init("b", road.name(.b)),
                .init("therapist", "Therapist"), .init("difference", "Apart", isNumber: true), .init("met", "Met"),
            ],
            rows: rated.map { standing in
                func cell(_ rater: RatedBy) -> Table.Cell {
                    Table.Cell(standing.latest(by: rater).map { standing.criterion.words(of: $0.value) })
                }
                let isRated = standing.criterion.rater != .computed
                let computed = isRated ? nil : standing.computed?.value.map { standing.criterion.words(of: $0) }
                return Table.Row([
                    .text("\(standing.criterion.number) \(standing.criterion.text)"), cell(.partner(.a)),
                    cell(.partner(.b)), computed.map { .text("worked out: \($0)") } ?? cell(.therapist),
                    standing.difference.map { .number(Double($0)) } ?? .none,
                    standing.isMet.map { .text($0 ? "yes" : "not yet") } ?? .none,
                ])
            })
        return Section("ratings", "Ratings of the road", [.table(table)])
    }

    /// Kept, as the owner and as the other sees it.
    var commitmentSection: Section {
        let road = record.road
        if road.commitments.isEmpty {
            return Section(
                "commitments", "Commitments", audience: .joint,
                [.paragraph(Paragraph("No commitment has been made yet."))])
        }
        let (a, b) = (RichText("\(road.name(.a))\u{2019}s view"), RichText("\(road.name(.b))\u{2019}s view"))
        let sums = Table(
            "kept",
            caption: "Kept, of what each partner reported; the owner\u{2019}s view and the other\u{2019}s stand apart",
            columns: [
                .init("owner", "Owner"), .init("commitments", "Commitments", isNumber: true), .init("as_seen_by_a", a),
                .init("as_seen_by_b", b),
            ],
            rows: kept.map { kept in
                Table.Row([
                    .text(road.owner(kept.owner)), .number(Double(kept.commitments)),
                    share(kept.asSeenByA, isOwner: kept.owner == .a), share(kept.asSeenByB, isOwner: kept.owner == .b),
                ])
            })
        let each = Table(
            "commitments", caption: "Every commitment",
            columns: [
                .init("commitment", "Commitment"), .init("owner", "Owner"), .init("agreed_on", "Agreed"),
                .init("due", "Due"), .init("as_seen_by_a", a), .init("as_seen_by_b", b),
            ],
            rows: road.commitments.map { commitment in
                Table.Row(
                    [
                        .text(RichText(commitment.text)), .text(road.owner(commitment.owner)),
                        .day(commitment.agreedOn),
                        .text(commitment.dueWords), commitment.kept(asSeenBy: .a).cell,
                        commitment.kept(asSeenBy: .b).cell,
                    ], sources: [commitment.handle])
            })
        return Section("commitments", "Commitments", audience: .joint, [.table(sums), .table(each)])
    }

    private func share(_ kept: KeptByOwner.Share, isOwner: Bool) -> Table.Cell {
        guard let percent = kept.percent else { return .none }
        return .text("\(percent) % (\(kept.kept) of \(kept.reported))\(isOwner ? ", owner" : "")")
    }

    var goalSection: Section {
        if record.road.goals.isEmpty {
            return Section("goals", "Goals", audience: .joint, [.paragraph(Paragraph("No goal has been set yet."))])
        }
        let rows = record.road.goals.map { goalRow($0, $0.latest, road: record.road) }
        return Section("goals", "Goals", audience: .joint, [.table(goalTable(rows))])
    }
}
