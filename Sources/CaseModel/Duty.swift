/// What a person does in a practice, and so what they may open. Nobody's duty opens everything; a person can have
/// several and acts under one at a time.
package enum Duty: String, Sendable, CaseIterable {
    /// Treats couples: reads and writes their own cases.
    case therapist
    /// Manages people and assignments; opens no clinical words.
    case practiceAdmin = "practice_admin"

    package var name: String {
        switch self {
        case .therapist: "therapist"
        case .practiceAdmin: "practice admin"
        }
    }
}
