import Casework
import Crypto
import Glibc
import Sealing

/// The signature that lies beside a release's manifest, and whose it is.
struct ManifestSignature {
    enum Signer {
        /// There is none.
        case none
        /// By the key that was asked for; its name.
        case asked(String)
        /// Not checked, since no key was given; the name that it bears.
        case unknown(String)
    }

    private let path: String
    private let text: String?
    private let manifest: String
    private let release: String?

    /// `manifest` is the file at `path`, as it was read.
    init(beside path: String, of manifest: [UInt8], release: String?) throws {
        self.path = (path.hasSuffix(".json") ? String(path.dropLast(5)) : path) + ".sig"
        text = access(self.path, F_OK) == 0 ? String(decoding: try ExportVerify.whole(self.path), as: UTF8.self) : nil
        self.manifest = WrittenFile.hexadecimal(SHA256.hash(data: manifest))
        self.release = release
    }

    /// Checks it by the key, where one was given.
    ///
    /// - Throws: where the key is none, the signature is missing, of another manifest, or not by this key.
    func signer(_ key: String?) throws -> Signer {
        let asked = try key.map { key in
            guard let key = AuditKey(key) else { throw SignatureError.noKey }
            return key
        }
        guard let text else {
            if asked != nil { throw SignatureError.missing(path) }
            return .none
        }
        guard let signed = SignedNote(text), let note = ReleaseNote(signed.text) else {
            throw SignatureError.unreadable(path)
        }
        guard note.sha256 == manifest, release.map({ $0 == note.handle }) ?? true else {
            throw SignatureError.otherManifest(path)
        }
        guard let asked else { return .unknown(note.origin) }
        guard note.origin == asked.name, signed.isSigned(by: asked) else { throw SignatureError.otherKey(path) }
        return .asked(asked.name)
    }
}

enum SignatureError: Error, CustomStringConvertible {
    case noKey
    case missing(String)
    case unreadable(String)
    case otherManifest(String)
    case otherKey(String)

    var description: String {
        switch self {
        case .noKey: "This is no key of releases. Give --key as `troth export key` prints it: troth/release/...+...+..."
        case .missing(let path): "There is no \(path), so nothing says who made this release. Ask for the whole folder."
        case .unreadable(let path): "\(path) is no signature of a release. Ask for the whole folder again."
        case .otherManifest(let path):
            "\(path) is the signature of another manifest: one of the two was changed. Do not use these files."
        case .otherKey(let path):
            "\(path) is not signed by the key that you gave. Ask the practice for its key, and do not use these files "
                + "until it matches."
        }
    }
}
