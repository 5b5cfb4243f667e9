/// Something that a package holds and its reader may not have. Carries handles and ids, never the words.
package enum CopyFinding: Sendable, Hashable, CustomStringConvertible {
    /// A row whose audience excludes the reader, or of a kind that no copy holds.
    case row(String)
    /// An id that belongs to nothing of this case.
    case strangeID(String)
    /// A way to reach a partner who is not the reader.
    case contact(of: String)
    /// Words of a row that is withheld.
    case passage(of: String)
    /// A file that does not read as what it should be.
    case unreadable(String)

    package var description: String {
        switch self {
        case .row(let name): "it holds \(name), which this reader may not have"
        case .strangeID(let id): "it holds the id \(id), which is nothing of this case"
        case .contact(let partner): "it holds a phone number, address or mail of partner \(partner)"
        case .passage(let name): "it holds words of \(name), which is withheld"
        case .unreadable(let name): "\(name) cannot be read back"
        }
    }
}
