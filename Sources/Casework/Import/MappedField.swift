/// What a mapping can fill: the fields of a case as it is imported.
package enum MappedField: String, CaseIterable, Sendable {
    case openedOn, status, region, togetherSince, children
    case breachKind = "breach.kind"
    case breachCameToLight = "breach.cameToLight"
    case breachMonth = "breach.month"
    case breachState = "breach.state"
    case closedOn = "closing.on"
    case howItEnded = "closing.howItEnded"
    case relationship = "closing.relationship"
    case nameA = "a.name"
    case partA = "a.part"
    case birthYearA = "a.birthYear"
    case educationA = "a.education"
    case occupationA = "a.occupation"
    case backgroundA = "a.background"
    case objectsA = "a.objectsToResearch"
    case nameB = "b.name"
    case partB = "b.part"
    case birthYearB = "b.birthYear"
    case educationB = "b.education"
    case occupationB = "b.occupation"
    case backgroundB = "b.background"
    case objectsB = "b.objectsToResearch"

    /// A case cannot be made without these; all others may stay unknown.
    var isRequired: Bool {
        switch self {
        case .openedOn, .status, .breachKind, .partA, .partB: true
        default: false
        }
    }

    /// The field that `CaseHistory.check` names so.
    static func named(inCheck name: String) -> Self? {
        switch name {
        case "name of A": .nameA
        case "name of B": .nameB
        case "birth year of A": .birthYearA
        case "birth year of B": .birthYearB
        case "together since": .togetherSince
        case "children": .children
        case "region": .region
        case "breach month": .breachMonth
        default: nil
        }
    }
}
