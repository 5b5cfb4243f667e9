/// What a piece of output means; how it looks is decided in one place, here.
///
/// Meaning must never hang on colour alone: a reader without colours gets the same words and marks.
package enum Style: Sendable, CaseIterable {
    case heading
    case good
    case warning
    case urgent
    case dim
    case accent
    /// Beside `accent`: the second of two series.
    case contrast

    /// The parameters of the SGR escape sequence (ECMA-48, 8.3.117): the 8 basic colours, which every theme adapts.
    var parameters: String {
        switch self {
        case .heading: "1"
        case .good: "32"
        case .warning: "33"
        case .urgent: "1;31"
        case .dim: "2"
        case .accent: "36"
        case .contrast: "35"
        }
    }
}
