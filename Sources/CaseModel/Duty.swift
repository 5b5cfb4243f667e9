/// What a person does in a practice, and so what they may open. Nobody's duty opens everything; a person can have
/// several and acts under one at a time.
package enum Duty: String, Sendable, CaseIterable {
    /// Treats couples: reads and writes their own cases.
    case therapist
    /// Treats couples as a therapist does, under the supervision of somebody who reads along.
    case trainee
    /// Reads the cases of the trainees and therapists whom they supervise.
    case supervisor
    /// Manages people, duties and assignments; opens no clinical words.
    case practiceAdmin = "practice_admin"
    /// Books sessions: names, channels and times, nothing clinical.
    case frontDesk = "front_desk"
    /// Reads the events of the audit, never what they are about.
    case auditor
    /// Works with released exports; sees no record of a couple.
    case researcher

    /// As a person says it.
    package var name: String {
        switch self {
        case .therapist: "therapist"
        case .trainee: "trainee"
        case .supervisor: "supervisor"
        case .practiceAdmin: "practice admin"
        case .frontDesk: "front desk"
        case .auditor: "auditor"
        case .researcher: "researcher"
        }
    }
}

extension [Duty] {
    /// Who treats couples, in the order in which a use case takes the duties of a person who has several.
    package static let treating: Self = [.therapist, .trainee]
    /// Who reads cases: their own, or those of the people they supervise.
    package static let reading: Self = [.therapist, .trainee, .supervisor]
    /// Who books sessions.
    package static let booking: Self = [.therapist, .trainee, .frontDesk]
    /// Who may open a case for an hour without being assigned to it.
    package static let breakingGlass: Self = [.therapist, .supervisor]
    /// Who looks at what somebody else opened by break-glass.
    package static let reviewing: Self = [.supervisor, .practiceAdmin]

    /// The duties as a person says them: `therapist, trainee or supervisor`.
    package var names: String {
        guard count > 1, let last else { return first?.name ?? "" }
        return dropLast().map(\.name).joined(separator: ", ") + " or " + last.name
    }
}
