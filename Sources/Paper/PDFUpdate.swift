/// What Cairo 1.16 leaves out of a tagged PDF, added as an incremental update at the end of the file: its
/// language, that its title is to be shown, dates with their mark, words for pictures, which way a heading of a
/// table heads. Source: ISO 32000-1, 7.5.6, 14.7.1, 14.8.5.7, 14.9.
struct PDFUpdate {
    private var file: [UInt8]
    private var changed: [(number: Int, offset: Int)] = []
    private let offsets: [Int]
    private let catalog: Int
    private let facts: Int
    private let startOfTable: Int

    /// Nil where the file is not as Cairo writes it: then it stays as it is.
    init?(_ file: [UInt8]) {
        self.file = file
        guard let trailer = Self.last("trailer", in: file),
            let catalog = Self.number(after: "/Root ", in: file[trailer...]),
            let facts = Self.number(after: "/Info ", in: file[trailer...]),
            let start = Self.number(after: "startxref\n", in: file[trailer...]), file.indices.contains(start),
            let count = Self.number(after: "xref\n0 ", in: file[start...])
        else { return nil }
        (self.catalog, self.facts, startOfTable) = (catalog, facts, start)
        // An entry has 20 bytes, of which the first ten digits are the offset.
        let first = start + "xref\n0 \(count)\n".utf8.count
        guard first + 20 * count <= trailer, count > max(catalog, facts) else { return nil }
        offsets = (0..<count).map { Self.digits(file[(first + 20 * $0)...]) }
    }

    /// The file with the update. `alternatives` are the words for the figures and `scopes` those of the tables'
    /// headings (`Column`, `Row`), both in the order in which they were drawn.
    func applied(language: String, alternatives: [String], scopes: [String]) -> [UInt8] {
        var update = self
        // Cairo says that the file is tagged itself where one element holds all others.
        update.rewrite(catalog, adding: "/Lang (\(language)) /ViewerPreferences << /DisplayDocTitle true >>")
        update.rewriteDates()
        var (figures, headings) = (alternatives[...], scopes[...])
        for number in offsets.indices {
            switch Self.element(at: offsets[number], in: file) {
            case "Figure":
                if let words = figures.popFirst() { update.rewrite(number, adding: "/Alt <\(Self.utf16(words))>") }
            case "TH":
                if let scope = headings.popFirst() {
                    update.rewrite(number, adding: "/A << /O /Table /Scope /\(scope) >>")
                }
            default: break
            }
        }
        return update.finished()
    }

    // MARK: Reading

    /// The kind of the element of the structure that stands there; nil where something else does.
    private static func element(at offset: Int, in file: [UInt8]) -> String? {
        let start = file[min(offset, file.count)...].prefix(60)
        guard let type = first("/Type /StructElem\n   /S /", in: start) else { return nil }
        return String(decoding: start[type...].prefix { $0 != 0x0A && $0 != 0x20 }, as: UTF8.self)
    }

    private static func number(after mark: String, in bytes: ArraySlice<UInt8>) -> Int? {
        first(mark, in: bytes).map { digits(bytes[$0...]) }
    }

    private static func digits(_ bytes: ArraySlice<UInt8>) -> Int {
        bytes.prefix(10).prefix { $0 >= 0x30 && $0 <= 0x39 }.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }

    /// Where what follows the mark begins.
    private static func first(_ mark: String, in bytes: ArraySlice<UInt8>) -> Int? {
        let wanted = Array(mark.utf8)
        var at = bytes.startIndex
        while at + wanted.count <= bytes.endIndex {
            if bytes[at] == wanted[0], bytes[at..<at + wanted.count].elementsEqual(wanted) { return at + wanted.count }
            at += 1
        }
        return nil
    }

    private static func last(_ mark: String, in file: [UInt8]) -> Int? {
        let wanted = Array(mark.utf8)
        var at = file.count - wanted.count
        while at >= 0 {
            if file[at] == wanted[0], file[at..<at + wanted.count].elementsEqual(wanted) { return at }
            at -= 1
        }
        return nil
    }

    // MARK: Writing

    /// Writes an object anew, with more in its dictionary.
    private mutating func rewrite(_ number: Int, adding entries: String) {
        let rest = file[offsets[number]...]
        guard let end = Self.first("\nendobj", in: rest),
            let close = rest[..<end].lastIndex(of: UInt8(ascii: ">")), close > rest.startIndex
        else { return }
        changed.append((number, file.count))
        file += rest[..<(close - 1)] + "   \(entries)\n>>\nendobj\n".utf8
    }

    /// Cairo 1.16 leaves out the mark that a date begins with.
    private mutating func rewriteDates() {
        let rest = file[offsets[facts]...]
        guard let end = Self.first("\nendobj\n", in: rest) else { return }
        changed.append((facts, file.count))
        let text = String(decoding: rest[..<end], as: UTF8.self)
        file += text.replacing("Date (2", with: "Date (D:2").utf8
    }

    private func finished() -> [UInt8] {
        var bytes = file
        let start = bytes.count
        bytes += "xref\n".utf8
        for (number, offset) in changed.sorted(by: { $0.number < $1.number }) {
            let digits = "\(offset)"
            bytes += "\(number) 1\n\(String(repeating: "0", count: 10 - digits.utf8.count))\(digits) 00000 n \n".utf8
        }
        bytes += "trailer\n<< /Size \(offsets.count)\n   /Root \(catalog) 0 R\n   /Info \(facts) 0 R\n".utf8
        bytes += "   /Prev \(startOfTable)\n>>\nstartxref\n\(start)\n%%EOF\n".utf8
        return bytes
    }

    /// A text as the hexadecimal digits of UTF-16 with its mark, which every reader takes for what it is.
    private static func utf16(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var hex: [UInt8] = []
        for unit in [0xFEFF] + Array(text.utf16) {
            for shift in [12, 8, 4, 0] { hex.append(digits[Int(unit >> UInt16(shift)) & 15]) }
        }
        return String(decoding: hex, as: UTF8.self)
    }
}
