import CaseModel
import Crypto
import FoundationEssentials
import Postgres
package import Sealing

extension Casework {
    /// The manifest's signature, as a signed note (C2SP `signed-note`): whoever has the practice's key of releases can
    /// tell that the practice made this release and that no file of it was changed.
    ///
    /// - Throws: `forbidden` without the duty practice admin.
    package func sign(manifest: [UInt8], of release: PreparedRelease) async throws(CaseworkError) -> String {
        try await failures {
            guard let entry = release.entry else { throw CaseworkError.internal("a preview is not signed") }
            let practice = try await read("export sign", by: [.practiceAdmin]) { $0.practice }
            let note = ReleaseNote(
                practice: practice, handle: entry.handle, sha256: hexadecimal(Array(SHA256.hash(data: manifest))))
            return try environment.keyring.releaseSigner(of: practice).sign(note.text).encoded
        }
    }

    /// The key that the practice's releases are verified with, for recipients to write down.
    package func releaseKey() async throws(CaseworkError) -> AuditKey {
        try await failures {
            let practice = try await read("export key", by: [.practiceAdmin, .researcher]) { $0.practice }
            return try environment.keyring.releaseSigner(of: practice).key
        }
    }
}
