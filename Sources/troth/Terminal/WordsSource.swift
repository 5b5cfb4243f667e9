import Glibc

/// Where a person's words come from: a file, standard input, or an editor that is opened for them.
package enum WordsSource: Sendable, Equatable {
    case file(String)
    case standardInput
    case editor

    /// `-` is standard input, any other text a path; nil is the editor, which needs a terminal.
    ///
    /// Throws `WordsError` when nothing was named and there is no terminal for an editor.
    package init(_ argument: String?, hasTerminal: Bool) throws {
        switch argument {
        case "-"?: self = .standardInput
        case let path?: self = .file(path)
        case nil:
            guard hasTerminal else { throw WordsError(source: "", problem: .noSource) }
            self = .editor
        }
    }

    /// The same, asking the standard descriptors whether they are a terminal.
    package init(_ argument: String?) throws {
        try self.init(argument, hasTerminal: isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1)
    }

    /// Reads and checks the words; the editor works in `folder`, which is made with mode 0700 if it is not there.
    ///
    /// `initial` is what the editor begins with. No more than the limit is ever read, however long the file is.
    package func read(editingIn folder: String, initial: String = "") throws -> String {
        switch self {
        case .file(let path):
            return try Words.check(Self.bytes(ofFile: path), source: path)
        case .standardInput:
            let bytes = try Descriptor.read(STDIN_FILENO, limit: Words.limit + 1, path: "standard input")
            return try Words.check(bytes, source: "standard input")
        case .editor:
            return try Editor().edit(initial, in: folder)
        }
    }

    /// One byte more than the limit at most: enough to know that it is too long.
    static func bytes(ofFile path: String) throws -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)
        guard descriptor >= 0 else { throw FileError(path: path, errno: errno) }
        defer { close(descriptor) }
        return try Descriptor.read(descriptor, limit: Words.limit + 1, path: path)
    }
}
