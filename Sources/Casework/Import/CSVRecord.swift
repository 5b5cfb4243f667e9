/// One record of a CSV file: its fields without quotes, in one buffer that the reader uses again and again.
struct CSVRecord {
    /// The line on which the record begins, from 1.
    var line = 1
    private var bytes: [UInt8] = []
    private var ends: [Int] = []

    var count: Int { ends.count }

    /// A field by its place from 0. The reader has checked that it is UTF-8.
    subscript(field: Int) -> String {
        let start = field == 0 ? 0 : ends[field - 1]
        return String(decoding: bytes[start..<ends[field]], as: UTF8.self)
    }

    /// Whether the record is an empty line.
    var isEmptyLine: Bool { bytes.isEmpty && ends.count == 1 }

    mutating func append(_ byte: UInt8) { bytes.append(byte) }

    mutating func endField() { ends.append(bytes.count) }

    mutating func clear() {
        bytes.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
    }
}
