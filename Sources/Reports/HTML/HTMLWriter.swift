import CaseModel

/// Writes HTML so that it is always balanced and nothing from outside is ever markup.
///
/// Elements are closed by the closure's end; names and fixed markup are compile-time text, all else is escaped. Bytes, not
/// a `String`: ten thousand documents a minute are mostly the copying of what is the same in each.
struct HTMLWriter {
    private(set) var bytes: [UInt8] = []

    init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

    /// An element that is the same wherever it stands: its tags, whole.
    mutating func element(_ open: StaticString, _ close: StaticString, _ body: (inout HTMLWriter) -> Void) {
        fixed(open)
        body(&self)
        fixed(close)
    }

    /// An element; `fixed` are attributes that are the same wherever it stands, as markup.
    mutating func element(
        _ name: StaticString, fixed: StaticString = "", _ attributes: KeyValuePairs<StaticString, String> = [:],
        _ body: (inout HTMLWriter) -> Void
    ) {
        open(name, fixed, attributes)
        bytes.append(UInt8(ascii: ">"))
        body(&self)
        close(name)
    }

    /// The beginning of an element that many share, such as the cells of a column, written out once.
    struct Opening {
        fileprivate let bytes: [UInt8]
        fileprivate let name: StaticString

        init(_ name: StaticString, fixed: StaticString, _ attributes: KeyValuePairs<StaticString, String>) {
            var writer = HTMLWriter()
            writer.open(name, fixed, attributes)
            writer.fixed(">")
            (self.name, bytes) = (name, writer.bytes)
        }
    }

    mutating func element(_ opening: Opening, _ body: (inout HTMLWriter) -> Void) {
        bytes.append(contentsOf: opening.bytes)
        body(&self)
        close(opening.name)
    }

    /// An element whose content is text.
    mutating func element(
        _ name: StaticString, fixed: StaticString = "", _ attributes: KeyValuePairs<StaticString, String> = [:],
        text content: String
    ) {
        element(name, fixed: fixed, attributes) { $0.write(content) }
    }

    /// An element without content, closed in itself as SVG has it.
    mutating func empty(_ name: StaticString, _ attributes: KeyValuePairs<StaticString, String>) {
        open(name, "", attributes)
        fixed("/>")
    }

    /// An element of HTML that never has content.
    mutating func void(_ name: StaticString, _ attributes: KeyValuePairs<StaticString, String>) {
        open(name, "", attributes)
        fixed(">")
    }

    mutating func write(_ content: String) {
        append(content, breakingLines: false)
    }

    /// Names isolated, days machine-readable, line breaks kept.
    mutating func write(_ rich: RichText) {
        for run in rich.runs {
            switch run {
            case .text(let words): append(words, breakingLines: true)
            case .name(let name): element("<bdi>", "</bdi>") { $0.append(name, breakingLines: true) }
            case .day(let day): write(day)
            }
        }
    }

    /// A cell as `Table.Cell.text` has it.
    mutating func write(_ cell: Table.Cell) {
        switch cell {
        case .text(let text): write(text)
        case .day(let day): write(day)
        case .number, .signed, .none: write(cell.text)
        }
    }

    private mutating func write(_ day: CalendarDate) {
        fixed("<time datetime=\"")
        bytes.append(contentsOf: day.description.utf8)
        fixed("\">")
        bytes.append(contentsOf: DayText.short(day).utf8)
        fixed("</time>")
    }

    /// Markup of the program's own.
    mutating func fixed(_ markup: StaticString) {
        markup.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    mutating func newline() {
        bytes.append(UInt8(ascii: "\n"))
    }

    private mutating func close(_ name: StaticString) {
        bytes.append(UInt8(ascii: "<"))
        bytes.append(UInt8(ascii: "/"))
        fixed(name)
        bytes.append(UInt8(ascii: ">"))
    }

    private mutating func open(
        _ name: StaticString, _ markup: StaticString, _ attributes: KeyValuePairs<StaticString, String>
    ) {
        bytes.append(UInt8(ascii: "<"))
        fixed(name)
        if markup.utf8CodeUnitCount > 0 {
            bytes.append(UInt8(ascii: " "))
            fixed(markup)
        }
        for (key, value) in attributes {
            bytes.append(UInt8(ascii: " "))
            fixed(key)
            fixed("=\"")
            append(value, breakingLines: false)
            bytes.append(UInt8(ascii: "\""))
        }
    }

    /// Words as they can stand in HTML: most bytes are copied as they are, in runs as long as can be.
    private mutating func append(_ words: String, breakingLines: Bool) {
        let start = bytes.count
        let isDone: Bool? = words.utf8.withContiguousStorageIfAvailable { utf8 in
            var copied = 0
            for place in Self.plainBytes(of: utf8)..<utf8.count where !utf8[place].isPlainInHTML {
                if utf8[place] >= 0x80, !CleanText.changes(utf8, at: place) { continue }
                guard let instead = Self.replacement(of: utf8[place], breakingLines) else { return false }
                bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[copied..<place]))
                fixed(instead)
                copied = place + 1
            }
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[copied...]))
            return true
        }
        if isDone == true { return }
        // something must not stand in a document
        bytes.removeLast(bytes.count - start)
        for byte in CleanText.of(words).utf8 {
            if let instead = Self.replacement(of: byte, breakingLines) { fixed(instead) } else { bytes.append(byte) }
        }
    }

    /// How many bytes from the first on are plain, eight looked at as one word.
    /// Source: S. E. Anderson, "Bit Twiddling Hacks", a word with a zero byte, with a byte less than n.
    private static func plainBytes(of utf8: UnsafeBufferPointer<UInt8>) -> Int {
        let ones: UInt64 = 0x0101_0101_0101_0101
        func zero(_ word: UInt64) -> UInt64 { (word &- ones) & ~word }
        let all = UnsafeRawBufferPointer(utf8)
        var place = 0
        while place + 8 <= all.count {
            let word = all.loadUnaligned(fromByteOffset: place, as: UInt64.self)
            // & and ' differ in their last bit, < and > in the one before it
            let isMarkup =
                zero((word | ones) ^ (ones &* 0x27)) | zero((word | (ones &* 2)) ^ (ones &* 0x3E))
                | zero(word ^ (ones &* 0x22))
            let isControl = ((word &- (ones &* 0x20)) & ~word) | zero(word ^ (ones &* 0x7F))
            if (word | isMarkup | isControl) & (ones &* 0x80) != 0 { break }
            place += 8
        }
        return place
    }

    private static func replacement(of byte: UInt8, _ breakingLines: Bool) -> StaticString? {
        switch byte {
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "\""): "&quot;"
        case UInt8(ascii: "'"): "&#39;"
        case UInt8(ascii: "\n"): breakingLines ? "<br>" : "\n"
        default: nil
        }
    }
}

extension UInt8 {
    /// Whether HTML and `CleanText` leave the byte as it is, whatever stands around it.
    fileprivate var isPlainInHTML: Bool {
        let isMarkup =
            self == UInt8(ascii: "&") || self == UInt8(ascii: "<") || self == UInt8(ascii: ">")
            || self == UInt8(ascii: "\"") || self == UInt8(ascii: "'")
        let isControl = self < 0x20 || self == 0x7F
        // where the scalars begin that `CleanText.changes` tells of
        let isLead = self == 0xC2 || self == 0xE2 || self == 0xEF
        return !(isMarkup || isControl || isLead)
    }
}
