package import CaseModel
import FoundationEssentials
import Postgres

/// A couple of a caseload, with why it needs a look.
package struct CoupleInView: Sendable {
    package let entry: CaseloadEntry
    /// The most urgent first; none where nothing asks for a look.
    package let reasons: [Attention]
}

extension Casework {
    /// The person's open cases, and closed ones with an open flag for safety; what needs attention first. Each reason
    /// holds the figures that it rests on.
    package func caseloadInView() async throws(CaseworkError) -> [CoupleInView] {
        try await failures {
            let (rows, overdue, facts, words) = try await open("caseload", by: .reading) { desk in
                let today = try desk.today()
                let rows = try desk.transaction.all(
                    Self.caseloadQuery(desk, status: nil, includingClosed: false, orFlagged: true), as: CaseloadRow.self
                )
                let cases = rows.map(\.caseID)
                let overdue = try desk.overdueNotes(of: cases)
                return (
                    rows, overdue, try AttentionFacts(desk, rows, overdue, today: today),
                    try desk.words(of: cases, [.partners])
                )
            }
            let opened = try words.opened()
            let reasons = facts.reasons()
            return rows.enumerated().map { place, row in
                (place, CoupleInView(entry: row.entry(opened, overdue), reasons: reasons[row.caseID] ?? []))
            }.sorted { Self.urgency($0) < Self.urgency($1) }.map(\.1)
        }
    }

    /// By the most urgent reason, then by how many there are, then as the list has them.
    private static func urgency(_ couple: (place: Int, view: CoupleInView)) -> (Int, Int, Int) {
        let first = couple.view.reasons.first?.kind.rawValue ?? AttentionKind.allCases.count
        return (first, -couple.view.reasons.count, couple.place)
    }

    /// After how many weeks without a session, and without one booked, a couple in treatment asks for a look.
    package func setUnseen(weeks: Int, key: RequestKey) async throws(CaseworkError) {
        try await failures {
            guard (1...52).contains(weeks) else {
                throw CaseworkError.invalid(field: "weeks", "give a whole number from 1 to 52")
            }
            let request = Request("caseload set", key: key, [weeks.description])
            _ = try await change(request, by: [.practiceAdmin], answer: weeks.description) { desk in
                try desk.transaction.execute(
                    "update app.practices set unseen_weeks = \(weeks) where practice_id = \(desk.practice)")
            }
        }
    }
}
