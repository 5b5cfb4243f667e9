import FoundationEssentials

/// The last finished backup, noted in the home folder so that the doctor can say how old it is.
struct BackupRecord: Codable {
    /// Seconds since 1970.
    let at: Int
    let folder: String

    /// Notes a backup that is finished.
    static func write(folder: String, in home: Home) throws {
        let record = BackupRecord(at: Int(Date().timeIntervalSince1970), folder: folder)
        try SafeFile.write(JSONEncoder().encode(record), to: home.lastBackup, replacing: true)
    }

    /// The last one; nil where none was noted.
    static func last(in home: Home) throws -> BackupRecord? {
        guard let text = try PrivateFile.read(home.lastBackup) else { return nil }
        guard let record = try? JSONDecoder().decode(Self.self, from: Data(text.utf8)) else {
            throw OfficeError.backup("\(home.lastBackup) is damaged. The next `troth backup` writes it anew.")
        }
        return record
    }

    /// In seconds; negative where the clock went back.
    var age: Int { Int(Date().timeIntervalSince1970) - at }
}
