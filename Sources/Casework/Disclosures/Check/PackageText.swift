import FoundationEssentials

/// What a package says, read from its bytes alone: its words in order, and every id and handle in it.
struct PackageText {
    /// Lower-case runs of letters and digits, of each string or file apart.
    private(set) var passages: [[String]] = []
    /// Digits alone, so that a phone number is found however it is written.
    private(set) var digits = ""
    private(set) var lowercased = ""
    private(set) var ids: Set<UUID> = []
    private(set) var handles: Set<String> = []
    private(set) var entries: [Entry] = []

    /// An entry as the package itself declares it.
    struct Entry: Decodable {
        let kind: String
        let id: String
        let on: String
        let audience: String
    }

    private struct Entries: Decodable {
        let entries: [Entry]
    }

    /// - Throws: whatever the decoder says of a file that is no JSON.
    init(_ files: [(name: String, content: [UInt8])]) throws {
        for file in files {
            if file.name.hasSuffix(".json") {
                let data = Data(file.content)
                for text in try JSONDecoder().decode(AnyJSON.self, from: data).strings { add(text) }
                entries += try JSONDecoder().decode(Entries.self, from: data).entries
            } else {
                add(String(decoding: file.content, as: UTF8.self))
            }
        }
    }

    private mutating func add(_ text: String) {
        passages.append(Self.words(text))
        for run in text.split(whereSeparator: { !$0.isPartOfNumber }) {
            let own = run.filter { $0.isASCII && $0.isNumber }
            if own.count >= 6 { digits += own + "|" }
        }
        lowercased += text.lowercased() + "\n"
        for token in text.split(whereSeparator: { !$0.isLetter && !$0.isNumber && $0 != "-" }) {
            if let id = UUID(uuidString: String(token.prefix(36))) { ids.insert(id) }
        }
        for token in text.split(whereSeparator: { !$0.isLetter && !$0.isNumber }) where token.utf8.count == 8 {
            handles.insert(token.uppercased())
        }
    }

    /// A text as lower-case words, so that neither a line end nor a comma hides that two texts are the same.
    static func words(_ text: String) -> [String] {
        text.lowercased().split(whereSeparator: { !$0.isLetter && !$0.isNumber }).map(String.init)
    }
}

/// Whether words of other texts stand in a package.
///
/// A passage is ten words in a row. A shorter text is looked for as a whole, where it is long enough to be nobody's
/// everyday words: three words, or one of twelve letters.
struct PassageIndex {
    private static let length = 10
    private let passages: [[String]]
    private var windows: [Int: Set<Int>] = [:]

    init(_ text: PackageText) {
        passages = text.passages
    }

    /// Whether a passage of `text` stands in the package.
    mutating func holds(_ text: String) -> Bool {
        let words = PackageText.words(text)
        let length = min(Self.length, words.count)
        guard length > 0, length >= 3 || words.reduce(0, { $0 + $1.count }) >= 12 else { return false }
        let known = windows(of: length)
        return Self.hashes(words, length).contains { known.contains($0) }
    }

    private mutating func windows(of length: Int) -> Set<Int> {
        if let made = windows[length] { return made }
        let made = Set(passages.flatMap { Self.hashes($0, length) })
        windows[length] = made
        return made
    }

    private static func hashes(_ words: [String], _ length: Int) -> [Int] {
        guard words.count >= length else { return [] }
        return (0...(words.count - length)).map { start in
            var hasher = Hasher()
            for word in words[start..<(start + length)] { hasher.combine(word) }
            return hasher.finalize()
        }
    }
}

/// Any JSON at all, for its strings.
enum AnyJSON: Decodable {
    case text(String)
    case list([AnyJSON])
    case object([String: AnyJSON])
    case other

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let list = try? container.decode([AnyJSON].self) {
            self = .list(list)
        } else if let object = try? container.decode([String: AnyJSON].self) {
            self = .object(object)
        } else {
            self = .other
        }
    }

    var strings: [String] { strings(but: nil) }

    /// Every string but those under this key.
    func strings(but key: String?) -> [String] {
        switch self {
        case .text(let text): [text]
        case .list(let list): list.flatMap { $0.strings(but: key) }
        case .object(let object):
            object.filter { $0.key != key }.sorted { $0.key < $1.key }.flatMap { $0.value.strings(but: key) }
        case .other: []
        }
    }
}

extension Character {
    /// Stands in a phone number as people write one.
    fileprivate var isPartOfNumber: Bool { isASCII && isNumber || " -().+/".contains(self) }
}
