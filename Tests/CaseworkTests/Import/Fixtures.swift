import Casework
import FoundationEssentials
import Synchronization

/// Bytes in memory as a file to import, handed out in chunks of a chosen size; another reading may give other bytes.
final class MemoryFile: ByteSource {
    let name: String
    private let readings: [[UInt8]]
    private let chunk: Int
    private let state = Mutex((opened: 0, read: 0))

    init(_ readings: [[UInt8]], name: String = "couples.csv", chunk: Int = 65_536) {
        (self.readings, self.name, self.chunk) = (readings, name, chunk)
    }

    convenience init(_ text: String, name: String = "couples.csv", chunk: Int = 65_536) {
        self.init([Array(text.utf8)], name: name, chunk: chunk)
    }

    /// Bytes handed out so far, over all readings.
    var bytesRead: Int { state.withLock { $0.read } }

    func open() throws(CaseworkError) -> any ByteReader {
        let reading = state.withLock { state in
            defer { state.opened += 1 }
            return state.opened
        }
        return Reader(file: self, bytes: readings[min(reading, readings.count - 1)])
    }

    private struct Reader: ByteReader {
        let file: MemoryFile
        let bytes: [UInt8]
        var index = 0

        mutating func next() throws(CaseworkError) -> [UInt8]? {
            guard index < bytes.count else { return nil }
            let piece = Array(bytes[index..<min(index + file.chunk, bytes.count)])
            index += piece.count
            file.state.withLock { $0.read += piece.count }
            return piece
        }
    }
}

/// A file that never ends: one byte again and again.
final class EndlessFile: ByteSource {
    let name = "endless.csv"
    private let read = Mutex(0)

    var bytesRead: Int { read.withLock { $0 } }

    func open() throws(CaseworkError) -> any ByteReader { Reader(file: self) }

    private struct Reader: ByteReader {
        let file: EndlessFile

        mutating func next() throws(CaseworkError) -> [UInt8]? {
            file.read.withLock { $0 += 65_536 }
            return Array(repeating: UInt8(ascii: "x"), count: 65_536)
        }
    }
}

/// A mapping for tables with the columns `name_a,name_b,opened,born`.
func mapping(
    _ more: String = "", status: String = "active", breach: String = "constant: 'sexual'"
) throws -> CaseloadMapping {
    try CaseloadMapping(
        MemoryFile(
            """
            { fields: {
                openedOn: { column: "opened" }, status: { constant: "\(status)" },
                "breach.kind": { \(breach) }, "a.part": { constant: "hurt" }, "b.part": { constant: "involved" },
                "a.name": { column: "name_a" }, "b.name": { column: "name_b" }, "a.birthYear": { column: "born" },
                \(more)
            } }
            """, name: "test.json5"))
}

let heading = "name_a,name_b,opened,born\n"

/// The repository's folder and what lies beside it.
enum Place {
    static var repository: String {
        "/" + #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
    }

    /// `fair.csv` among the shared test data, where there are any: in `TROTH_SHARED`, or `shared` beside the repository.
    static var fair: String? {
        let shared = ProcessInfo.processInfo.environment["TROTH_SHARED"] ?? repository + "/../shared"
        let path = shared + "/data/fair.csv"
        return FileManager.default.fileExists(atPath: path) ? path : nil
    }
}
