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
    case breachKind = "breach_kind"
    case yearsTogether = "years_together"
    case children
    case stageReached = "stage_reached"
    case returns
    case sessions
    case weeksInTreatment = "weeks_in_treatment"
    case howItEnded = "how_it_ended"
    case relationship
    case satisfactionChange = "satisfaction_change"

    /// What somebody outside the practice could know of a couple; these columns together make the classes of k.
    package var isQuasiIdentifier: Bool {
        switch self {
        case .intakeYear, .region, .ageYounger, .ageOlder, .breachKind, .yearsTogether, .children: true
        case .stageReached, .returns, .sessions, .weeksInTreatment, .howItEnded, .relationship, .satisfactionChange:
            false
        }
    }

    /// The ladder of a quasi-identifier's labels; nil for an outcome.
    var hierarchy: Hierarchy? {
        get throws(HierarchyError) {
            switch self {
            case .intakeYear: try Hierarchy(numbers: Self.years, steps: [5, 10], others: [BandLadder.unknown])
            case .region: try RegionLabels.hierarchy
            case .ageYounger, .ageOlder: try BandLadder.age.hierarchy
            case .breachKind: try Hierarchy(paths: Breach.Kind.allCases.map { [$0.rawValue, Self.family($0), "*"] })
            case .yearsTogether: try BandLadder.yearsTogether.hierarchy
            case .children: try BandLadder.children.hierarchy
            default: nil
            }
        }
    }

    static let years = 1900...2199
    static let open = "open"

    private static func family(_ kind: Breach.Kind) -> String {
        switch kind {
        case .sexual, .emotional, .online: "with another person"
        case .financial, .substance, .otherDeception: "other deception"
        }
    }
}

extension ProgressColumn {
    /// Every label that may stand in the column.
    var labels: Set<String> {
        get throws(HierarchyError) {
            if let hierarchy = try hierarchy { return hierarchy.vocabulary }
            return switch self {
            case .stageReached: Set(Stage.allCases.map { "\($0.rawValue)" } + ["none"])
            case .returns: ["0", "1", "2+"]
            case .sessions: ["0", "1-4", "5-9", "10-19", "20-39", "40+"]
            case .weeksInTreatment: ["under 4", "4-12", "13-25", "26-51", "52-103", "104+", Self.open]
            case .howItEnded: Set(Closing.HowItEnded.allCases.map(\.rawValue) + [Self.open])
            case .relationship: Set(Closing.Relationship.allCases.map(\.rawValue) + [Self.open])
            case .satisfactionChange: Set(SatisfactionChange.allCases.map(\.rawValue))
            default: []
            }
        }
    }
}

/// How satisfaction (CSI-16) changed from the first to the last answers of both partners, by reliable change.
enum SatisfactionChange: String, CaseIterable {
    case bothBetter = "both better"
    case oneBetter = "one better"
    case neither
    case oneWorse = "one worse"
    case bothWorse = "both worse"
    /// One reliably better, the other reliably worse.
    case opposed
    /// Not both partners answered on two days.
    case unknown

    init(answered: Int, better: Int, worse: Int) {
        self =
            switch (answered, better, worse) {
            case (..<2, _, _): .unknown
            case (_, 2, _): .bothBetter
            case (_, _, 2): .bothWorse
            case (_, 1, 1): .opposed
            case (_, 1, _): .oneBetter
            case (_, _, 1): .oneWorse
            default: .neither
            }
    }
}
