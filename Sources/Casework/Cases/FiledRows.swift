import CaseModel
import Postgres

/// The rows of cases being filed, a column an array, table by table.
struct FiledRows {
    var cases = CaseRows()
    var keys = KeyRows()
    var partners = PartnerRows()
    var consents = ConsentRows()
    var sessions = SessionRows()
    var stages = StageRows()
    var ratings = RatingRows()
    var measures = MeasureRows()
    var commitments = CommitmentRows()
    var goals = GoalRows()
    var records = StageRecordRows()

    /// Every insert, parents first. An empty table has no statement.
    func statements(_ desk: Desk, roadmapVersion: Int16, credential: String?) throws -> [SQL] {
        [
            cases.insert(desk, roadmapVersion: roadmapVersion), try keys.insert(desk), partners.insert(desk),
            consents.insert(desk), sessions.insert(desk), sessions.notes.insertSigned(desk, credential: credential),
            sessions.notes.insertDrafts(desk), records.insert(desk),
            records.answers.insert(desk), stages.insert(desk, roadmapVersion: roadmapVersion),
            ratings.insert(desk, roadmapVersion: roadmapVersion), measures.insert(desk), commitments.insert(desk),
            commitments.reports.insert(desk), goals.insert(desk), goals.reviews.insert(desk),
        ].compactMap(\.self)
    }
}
