/// Why a page could not be set or written. Carries no text of a document.
package enum PaperError: Error, Sendable, Hashable {
    /// The font that every document is set in is not installed.
    case fontsMissing(folders: [String])
    /// Pango, Cairo or Fontconfig had no memory or met a fault; the text is Cairo's own word for it.
    case library(String)
}

extension PaperError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .fontsMissing(let folders):
            "The font Noto Sans, in which PDFs are set, is not in \(folders.joined(separator: " or ")). Install the "
                + "Debian packages fonts-noto-core and fonts-noto-cjk, or choose another format."
        case .library(let reason):
            "The PDF could not be made (\(reason)). Nothing was written; choose another format, and please report it."
        }
    }
}
