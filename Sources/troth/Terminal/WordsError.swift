/// Why words were not taken, in words that say what to do; never a piece of the words themselves.
package struct WordsError: Error, Equatable, CustomStringConvertible {
    /// What is wrong; offsets count bytes from 0.
    package enum Problem: Sendable, Equatable {
        case empty
        case tooLong
        case notUTF8(offset: Int)
        case null(offset: Int)
        case noSource
        case editorFailed(status: Int32)
        case folderNotPrivate
    }

    /// A path, "standard input" or "the editor".
    package let source: String
    package let problem: Problem

    package var description: String {
        let source = VisibleText.of(source)
        switch problem {
        case .empty:
            return "\(source): there are no words in it. Nothing was changed; write some and try again."
        case .tooLong:
            return "\(source): longer than 1 MiB (\(DecimalText.grouped(Words.limit)) bytes). Shorten it or split it."
        case .notUTF8(let offset):
            return "\(source): not valid UTF-8 at byte \(offset). Save it as UTF-8 and try again."
        case .null(let offset):
            return
                "\(source): holds a null character (U+0000) at byte \(offset). Is it a text file? Remove it and try again."
        case .noSource:
            return
                "No words were given. Name a file, give - for standard input, or run this in a terminal to use an editor."
        case .editorFailed(let status):
            return
                "The editor ended with status \(status), so nothing was taken. Set VISUAL or EDITOR to one that works."
        case .folderNotPrivate:
            return "\(source): other people may look into this folder, so no words are put there. Run chmod 700 on it."
        }
    }
}
