import Anonymity
import CaseModel

/// The columns that an export of progress may have, in the file's order: the allow-list.
///
/// The labels of each are published in docs/reference/export-columns.md, and no label comes from the data.
package enum ProgressColumn: String, CaseIterable, Sendable, Codable {
    case intakeYear = "intake_year"
    case region
    case ageYounger = "age_younger"
    case ageOlder = "age_older"
    case yearsTogether = "years_together"
    case children
    case breachKind = "breach_kind"
    case stageReached = "stage_reached"
    case weeksInStage1 = "weeks_stage_1"
    case weeksInStage2 = "weeks_stage_2"
    case weeksInStage3 = "weeks_stage_3"
    case weeksInStage4 = "weeks_stage_4"
    case weeksInStage5 = "weeks_stage_5"
    case weeksInStage6 = "weeks_stage_6"
    case returns
    case sessions
    case weeksInTreatment = "weeks_in_treatment"
    case howItEnded = "how_it_ended"
    case relationship
    case changeHurt = "change_hurt"
    case changeInvolved = "change_involved"
    case changeBoth = "change_both"
    case changeCouple = "change_couple"

    /// What somebody outside the practice could know of a couple: these columns are known under every profile.
    package var isDemographic: Bool {
        switch self {
        case .intakeYear, .region, .ageYounger, .ageOlder, .yearsTogether, .children: true
        default: false
        }
    }

    /// How satisfaction changed, by part in the breach and for the couple.
    package var isChange: Bool {
        switch self {
        case .changeHurt, .changeInvolved, .changeBoth, .changeCouple: true
        default: false
        }
    }

    /// What stands for a value that is not recorded, wherever one is possible.
    static let unknown = BandLadder.unknown
    static let years = 1900...2199
}

extension ProgressColumn {
    /// The published label of a raw value of `app.couple_progress`, nil for null: the narrowest there is.
    func label(of raw: String?) -> String {
        let number = raw.flatMap { Int($0) }
        return switch self {
        case .intakeYear: number.map { Self.years.contains($0) ? "\($0)" : Self.unknown } ?? Self.unknown
        case .region: RegionLabels.label(of: raw)
        case .ageYounger, .ageOlder: BandLadder.age.label(of: number)
        case .yearsTogether: BandLadder.yearsTogether.label(of: number)
        case .children: BandLadder.children.label(of: number)
        case .stageReached: raw ?? "none"
        case .weeksInStage1, .weeksInStage2, .weeksInStage3, .weeksInStage4, .weeksInStage5, .weeksInStage6:
            // null is a stage never taken up; below 0 is one that the couple is in now
            number.map { $0 < 0 ? OutcomeLadder.open : OutcomeLadder.weeksInStage.label(of: $0) }
                ?? OutcomeLadder.notReached
        case .returns: OutcomeLadder.returns.label(of: number)
        case .sessions: OutcomeLadder.sessions.label(of: number)
        case .weeksInTreatment: number.map(OutcomeLadder.weeksInTreatment.label) ?? OutcomeLadder.open
        case .howItEnded, .relationship: raw ?? OutcomeLadder.open
        case .breachKind, .changeHurt, .changeInvolved, .changeBoth, .changeCouple: raw ?? Self.unknown
        }
    }

    /// The ladder of the column's labels, from the narrowest to `*`.
    var hierarchy: Hierarchy {
        get throws(HierarchyError) {
            switch self {
            case .intakeYear: try Hierarchy(numbers: Self.years, steps: [5, 10], others: [Self.unknown])
            case .region: try RegionLabels.hierarchy
            case .ageYounger, .ageOlder: try BandLadder.age.hierarchy
            case .yearsTogether: try BandLadder.yearsTogether.hierarchy
            case .children: try BandLadder.children.hierarchy
            case .breachKind: try OutcomeLadder.breachKind
            case .stageReached: try OutcomeLadder.stageReached
            case .weeksInStage1, .weeksInStage2, .weeksInStage3, .weeksInStage4, .weeksInStage5, .weeksInStage6:
                try OutcomeLadder.weeksInStageHierarchy
            case .returns: try OutcomeLadder.returns.hierarchy
            case .sessions: try OutcomeLadder.sessions.hierarchy
            case .weeksInTreatment: try OutcomeLadder.weeksInTreatmentHierarchy
            case .howItEnded: try OutcomeLadder.howItEnded
            case .relationship: try OutcomeLadder.relationship
            case .changeHurt, .changeInvolved, .changeBoth: try OutcomeLadder.changeOfPart
            case .changeCouple: try OutcomeLadder.changeOfCouple
            }
        }
    }
}
