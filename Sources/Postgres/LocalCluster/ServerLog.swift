import FoundationEssentials
import SystemPackage

/// The server's log, read from where a start began, so that a failure shows its own lines and no older ones.
struct ServerLog: Sendable {
    let path: String
    private let start: Int64

    /// Bytes after which a start begins a new file and keeps one old one.
    private static let longest: Int64 = 1_048_576
    private static let shown = 8

    /// Prepares the log of a cluster for a start: its folder, and a new file once the old one has grown long.
    init(preparing path: String, owner: ServerAccount) throws(ClusterError) {
        self.path = path
        let folder = FilePath(path).removingLastComponent().string
        if !FileManager.default.fileExists(atPath: folder) { try ClusterFiles.makeFolder(folder, owner: owner) }
        let size = (try? Stat(FilePath(path)))?.size ?? 0
        if size > Self.longest {
            try ClusterFiles.rename(path, to: path + ".1")
            start = 0
        } else {
            start = size
        }
    }

    /// The last lines since the start began.
    var lastLines: [String] {
        guard let bytes = FileManager.default.contents(atPath: path) else { return [] }
        let text = String(decoding: bytes.dropFirst(Int(clamping: start)), as: UTF8.self)
        return text.split(separator: "\n").suffix(Self.shown).map(String.init)
    }
}
