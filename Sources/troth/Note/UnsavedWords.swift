import Casework
import Glibc

/// Words that a person wrote and that could not be saved: they are given back, never lost.
enum UnsavedWords {
    /// Runs a change of words; where it fails and they are nowhere else, prints them on standard error.
    static func kept<Answer>(
        _ words: String, from source: WordsSource, _ work: () async throws -> Answer
    ) async throws -> Answer {
        do {
            return try await work()
        } catch {
            if wouldLose(source, error) { giveBack(words) }
            throw error
        }
    }

    /// Words of a file are still in the file; a stale version shows both texts by itself.
    private static func wouldLose(_ source: WordsSource, _ error: any Error) -> Bool {
        if case .staleVersion? = error as? CaseworkError { return false }
        if case .file = source { return false }
        return true
    }

    private static func giveBack(_ words: String) {
        let isTerminal = Screen.standardError().isTerminal
        let lines = words.split(separator: "\n", omittingEmptySubsequences: false)
            .map { isTerminal ? VisibleText.of($0) : String($0) }
        let text = "----- your words, not saved -----\n" + lines.joined(separator: "\n") + "\n-----\n"
        _ = Descriptor.write(Array(text.utf8), to: STDERR_FILENO)
    }
}
