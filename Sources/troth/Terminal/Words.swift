/// The checks on words that a person wrote, wherever they come from.
package enum Words {
    /// Bytes in one entry: far more than a session's note, far less than what would fill a memory.
    package static let limit = 1_048_576

    /// The text of `bytes`: line ends are LF, without a byte order mark and without line ends after the last line.
    ///
    /// Throws `WordsError` for what is not valid UTF-8, holds U+0000, is blank, or is longer than `limit`.
    package static func check(_ bytes: [UInt8], source: String) throws -> String {
        guard bytes.count <= limit else { throw WordsError(source: source, problem: .tooLong) }
        do {
            _ = try UTF8Span(validating: bytes.span)
        } catch {
            throw WordsError(source: source, problem: .notUTF8(offset: error.byteOffsets.lowerBound))
        }
        if let offset = bytes.firstIndex(of: 0) {
            throw WordsError(source: source, problem: .null(offset: offset))
        }
        var kept: [UInt8] = []
        kept.reserveCapacity(bytes.count)
        for (index, byte) in bytes.enumerated() {
            let startsLineEnd = byte == 0x0D && index + 1 < bytes.count && bytes[index + 1] == 0x0A
            if !startsLineEnd { kept.append(byte) }
        }
        if kept.starts(with: [0xEF, 0xBB, 0xBF]) { kept.removeFirst(3) }
        while kept.last == 0x0A { kept.removeLast() }
        let text = String(decoding: kept, as: UTF8.self)
        guard !text.unicodeScalars.allSatisfy(\.properties.isWhitespace) else {
            throw WordsError(source: source, problem: .empty)
        }
        return text
    }
}
