import Casework
import Crypto
import FoundationEssentials
import Glibc

/// Keys of changes whose outcome is not known yet, written before anything is sent.
///
/// An entry's name is an HMAC of the command and its input, so the same command finds its key again and the file tells
/// nothing of what was written. Entries older than a day are forgotten: nobody repeats a lost command after that.
struct Journal {
    private let folder: String
    private static let forgottenAfter: Int = 24 * 60 * 60

    init(_ home: Home) {
        folder = home.journal
    }

    /// One change under way.
    struct Entry {
        let key: RequestKey
        fileprivate let path: String

        /// The outcome is known: the next such command is another request.
        func settle() {
            unlink(path)
        }
    }

    func entry(for command: String, _ input: [String?]) throws -> Entry {
        var content = HMAC<SHA256>(key: try secret())
        for part in [command] + input {
            content.update(data: Data("\(part?.utf8.count ?? -1):\(part ?? "");".utf8))
        }
        let path = folder + "/" + content.finalize().map { String($0, radix: 16) }.joined(separator: "-")
        if let text = try recent(path), let key = RequestKey(text) { return Entry(key: key, path: path) }
        var random = SystemRandomNumberGenerator()
        let key = RequestKey.random(using: &random)
        try SafeFile.write(key.text.utf8, to: path, replacing: true)
        return Entry(key: key, path: path)
    }

    private func recent(_ path: String) throws -> String? {
        var status = stat()
        guard lstat(path, &status) == 0, time(nil) - status.st_mtim.tv_sec < Self.forgottenAfter else { return nil }
        return try PrivateFile.read(path)
    }

    private func secret() throws -> SymmetricKey {
        let path = folder + "/secret"
        if let text = try PrivateFile.read(path), let bytes = Data(base64Encoded: text) {
            return SymmetricKey(data: bytes)
        }
        let key = SymmetricKey(size: .bits256)
        try SafeFile.write(key.withUnsafeBytes { Data($0) }.base64EncodedString().utf8, to: path, replacing: true)
        return key
    }
}
