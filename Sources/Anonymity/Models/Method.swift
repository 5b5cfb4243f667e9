/// The two ways of recoding.
package enum Method: String, Sendable, Codable, CaseIterable {
    /// Each class as finely as it allows, top down: several times less loss, labels that differ from class to class.
    case fine
    /// One level a column in the whole file, the best there is: more loss, simple to read and to compare.
    case uniform
}
