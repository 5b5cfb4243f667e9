import FoundationEssentials
import Sealing

/// What is known of backups of this home's keyring: when each was made, and of which keys. A file in the home folder,
/// a line a backup; no key is in it. It cannot tell whether the copies still exist.
struct KeyringBackups: Sendable {
    private struct Entry {
        let at: String
        let keyIDs: Set<String>
    }

    private let path: String
    private let text: String
    private let entries: [Entry]

    init(_ home: Home) throws {
        path = home.keyringBackups
        text = try PrivateFile.read(path) ?? ""
        entries = text.split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ").map(String.init)
            return words.count < 2 ? nil : Entry(at: words[0], keyIDs: Set(words.dropFirst()))
        }
    }

    /// Writes down that a backup of this keyring was made just now.
    func add(_ keyring: Keyring) throws {
        let now = Date().formatted(Date.ISO8601FormatStyle())
        // the newest lines only: the file stays small whatever happens
        let kept = text.split(separator: "\n").suffix(20).map { $0 + "\n" }.joined()
        let line = "\(now) \(keyring.keyIDs.map(\.uuidString).joined(separator: " "))\n"
        try SafeFile.write((kept + line).utf8, to: path, replacing: true)
    }

    /// The day of the newest backup that holds the keyring's current key; nil where there is none.
    func day(coveringCurrentKeyOf keyring: Keyring) -> String? {
        entries.last { $0.keyIDs.contains(keyring.currentID.uuidString) }.map { String($0.at.prefix(10)) }
    }

    /// The state of the backups in words, with what to do.
    func words(for keyring: Keyring) -> String {
        if let day = day(coveringCurrentKeyOf: keyring) { return "made \(day)" }
        let advice = "Without the keyring everything stays sealed for ever: `troth keys backup --out FILE`."
        guard let last = entries.last else { return "none is known. \(advice)" }
        return "the last, of \(last.at.prefix(10)), is older than the newest key. \(advice)"
    }

    /// For the doctor: a warning where no backup covers the current key.
    func finding(for keyring: Keyring) -> Finding {
        let isCovered = day(coveringCurrentKeyOf: keyring) != nil
        return Finding(check: "keyring backup", state: isCovered ? .good : .warning, text: words(for: keyring))
    }
}
