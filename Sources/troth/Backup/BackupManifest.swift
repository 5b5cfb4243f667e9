import Casework
import Crypto
import FoundationEssentials

/// What a backup says of itself: written last, so a folder without it is no backup.
struct BackupManifest: Codable {
    struct File: Codable {
        let name: String
        let bytes: Int
        let sha256: String
    }

    static let name = "manifest.json"

    let format: Int
    let program: String
    let server: String
    let files: [File]
    let keys: KeyringCheck

    init(of folder: String, server: String, keys: KeyringCheck) throws {
        format = 1
        program = Troth.version
        self.server = server
        self.keys = keys
        files = try Self.names(in: folder).map { try Self.file($0, in: folder) }
    }

    /// Reads a backup's manifest and checks every file against it.
    init(checking folder: String) throws {
        guard let data = FileManager.default.contents(atPath: "\(folder)/\(Self.name)") else {
            throw OfficeError.backup("\(folder) holds no finished backup: \(Self.name) is missing.")
        }
        guard let read = try? JSONDecoder().decode(Self.self, from: data), read.format == 1 else {
            throw OfficeError.backup("\(folder)/\(Self.name) cannot be read by this version of Troth.")
        }
        self = read
        guard try Self.names(in: folder + "/data") == files.map(\.name).sorted() else {
            throw OfficeError.backup("\(folder) does not hold the files of its manifest. Use another backup.")
        }
        for file in files {
            let found = try Self.file(file.name, in: folder + "/data")
            guard found.sha256 == file.sha256 else {
                throw OfficeError.backup("\(folder)/data/\(file.name) is damaged. Use another backup.")
            }
        }
    }

    func write(to folder: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        try SafeFile.write(encoder.encode(self), to: "\(folder)/\(Self.name)")
    }

    private static func names(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    }

    /// Hashes a file in pieces, so that memory does not grow with it.
    private static func file(_ name: String, in folder: String) throws -> File {
        guard let input = FileHandleForReading(path: "\(folder)/\(name)") else {
            throw OfficeError.backup("\(folder)/\(name) cannot be read.")
        }
        var hash = SHA256()
        var bytes = 0
        while let piece = try input.next() {
            hash.update(data: piece)
            bytes += piece.count
        }
        let digits = hash.finalize().map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        return File(name: name, bytes: bytes, sha256: digits)
    }
}
