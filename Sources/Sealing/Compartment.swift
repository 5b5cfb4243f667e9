/// One of the four parts of a case that are under different keys.
///
/// What one partner must not read is not only hidden by the database: it is sealed under a key that the other
/// parts do not need. The raw values are the audience codes that the database stores.
package enum Compartment: String, Sendable, Hashable, CaseIterable {
    /// What both partners may know.
    case joint
    /// What partner A told in confidence, and A's own contacts and answers.
    case a = "A"
    /// What partner B told in confidence, and B's own contacts and answers.
    case b = "B"
    /// The therapist's own psychotherapy notes.
    case therapist
}
