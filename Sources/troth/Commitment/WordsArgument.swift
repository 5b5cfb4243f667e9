/// Reads short words as people give them: the words themselves, `@` and a file's name, or `-` for standard input.
enum WordsArgument {
    static func read(_ text: String, home: Home) throws -> String {
        if text == "-" { return try WordsSource.standardInput.read(editingIn: home.scratch) }
        if text.hasPrefix("@") { return try WordsSource.file(String(text.dropFirst())).read(editingIn: home.scratch) }
        return text
    }
}
