package import FoundationEssentials

/// What a sealing key is for: one compartment of one case, or the words of a practice that belong to no case.
///
/// Every key knows its scope and refuses a place outside of it, so that a slip in the calling code cannot seal a
/// confided sentence under the joint key.
package enum KeyScope: Sendable, Hashable {
    /// Words of the practice that belong to no case, such as the names of its staff.
    case practiceWords(practice: UUID)
    /// One compartment of one case.
    case compartment(practice: UUID, caseID: UUID, Compartment)
}

extension KeyScope: CustomStringConvertible {
    /// The scope in ids, for messages and logs.
    package var description: String {
        switch self {
        case .practiceWords(let practice):
            "the words of practice \(practice)"
        case .compartment(let practice, let caseID, let compartment):
            "compartment \(compartment.rawValue) of case \(caseID) in practice \(practice)"
        }
    }
}
