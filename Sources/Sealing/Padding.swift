/// Hides how long a text is: its length in four bytes, the text, and zeros up to a multiple of 256 bytes.
enum Padding {
    /// Padded texts are a multiple of this many bytes.
    static let step = 256
    /// The longest text that is sealed: 16 MiB.
    static let longestText = 16 << 20
    private static let prefixLength = 4

    /// How long a text of `length` bytes is once padded.
    static func paddedLength(of length: Int) -> Int {
        (length + prefixLength + step - 1) / step * step
    }

    /// The padded text; `text` is at most `longestText` bytes long.
    static func add(to text: [UInt8]) -> [UInt8] {
        let length = paddedLength(of: text.count)
        var padded: [UInt8] = []
        padded.reserveCapacity(length)
        padded.append(contentsOf: bigEndianBytes(UInt32(text.count)))
        padded.append(contentsOf: text)
        padded.append(contentsOf: repeatElement(0, count: length - padded.count))
        return padded
    }

    /// The text inside, or nil unless the length, the step and every zero are exactly what `add` writes.
    static func remove(from padded: [UInt8]) -> [UInt8]? {
        guard padded.count >= step else { return nil }
        let length = Int(bigEndianUInt32(padded[...]))
        guard length <= longestText, padded.count == paddedLength(of: length) else { return nil }
        let end = prefixLength + length
        guard padded[end...].allSatisfy({ $0 == 0 }) else { return nil }
        return Array(padded[prefixLength..<end])
    }
}
