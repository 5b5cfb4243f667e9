import CaseModel
import Postgres

/// One couple as `app.couple_progress` gives it: no id, no name, no date but a year.
struct CoupleProgress: RowDecodable {
    private let intakeYear: Int
    private let region: String?
    private let ageYounger: Int?
    private let ageOlder: Int?
    private let breachKind: Breach.Kind
    private let yearsTogether: Int?
    private let children: Int?
    private let stageReached: Stage?
    private let returns: Int?
    private let sessions: Int
    private let weeksInTreatment: Int?
    private let howItEnded: Closing.HowItEnded?
    private let relationship: Closing.Relationship?
    private let answered: Int?
    private let better: Int?
    private let worse: Int?

    static let query: SQL = """
        select intake_year, region, age_younger, age_older, breach_kind, years_together, children, stage_reached,
            returns, sessions, weeks_in_treatment, how_it_ended, relationship, answered, better, worse
        from app.couple_progress
        """

    init(row: inout RowReader) throws(PostgresError) {
        intakeYear = try row.next()
        region = try row.next()
        ageYounger = try row.next()
        ageOlder = try row.next()
        breachKind = try row.next()
        yearsTogether = try row.next()
        children = try row.next()
        stageReached = try row.next()
        returns = try row.next()
        sessions = try row.next()
        weeksInTreatment = try row.next()
        howItEnded = try row.next()
        relationship = try row.next()
        answered = try row.next()
        better = try row.next()
        worse = try row.next()
    }

    /// The published label of one column: the narrowest band there is.
    func label(_ column: ProgressColumn) -> String {
        switch column {
        case .intakeYear: ProgressColumn.years.contains(intakeYear) ? "\(intakeYear)" : BandLadder.unknown
        case .region: RegionLabels.label(of: region)
        case .ageYounger: BandLadder.age.label(of: ageYounger)
        case .ageOlder: BandLadder.age.label(of: ageOlder)
        case .breachKind: breachKind.rawValue
        case .yearsTogether: BandLadder.yearsTogether.label(of: yearsTogether)
        case .children: BandLadder.children.label(of: children)
        case .stageReached: stageReached.map { "\($0.rawValue)" } ?? "none"
        case .returns: (returns ?? 0) >= 2 ? "2+" : "\(returns ?? 0)"
        case .sessions: Self.band(sessions, [(40, "40+"), (20, "20-39"), (10, "10-19"), (5, "5-9"), (1, "1-4")], "0")
        case .weeksInTreatment:
            weeksInTreatment.map {
                Self.band(
                    $0, [(104, "104+"), (52, "52-103"), (26, "26-51"), (13, "13-25"), (4, "4-12")], "under 4")
            } ?? ProgressColumn.open
        case .howItEnded: howItEnded?.rawValue ?? ProgressColumn.open
        case .relationship: relationship?.rawValue ?? ProgressColumn.open
        case .satisfactionChange:
            SatisfactionChange(answered: answered ?? 0, better: better ?? 0, worse: worse ?? 0).rawValue
        }
    }

    private static func band(_ number: Int, _ bands: [(from: Int, label: String)], _ rest: String) -> String {
        bands.first { number >= $0.from }?.label ?? rest
    }
}
