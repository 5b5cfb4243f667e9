package import Anonymity
import Crypto

/// Reads a written file back and holds it against what its release promises, by code that knows nothing of how it was
/// made. Only then may the file be recorded and get its name.
package struct RowsCheck {
    private var verifier: ReleaseVerifier
    private var hash = SHA256()

    /// Takes the next bytes of the file.
    package mutating func read(_ bytes: [UInt8]) {
        hash.update(data: bytes)
        verifier.read(bytes.span)
    }

    /// - Throws: `conflict` where the file is not what was written or does not keep its promise.
    package consuming func finish(expecting file: ReleasedFile) throws(CaseworkError) {
        let sha256 = hexadecimal(Array(hash.finalize()))
        if let finding = verifier.finish().first {
            throw .conflict("The check refused \(file.name): \(finding). Nothing was released; try again.")
        }
        guard sha256 == file.sha256 else {
            throw .conflict(
                "\(file.name) read back is not what was written. Nothing was released; check the disk and try again.")
        }
    }

    /// Begins a check of that promise.
    package init(_ promise: ReleasePromise) {
        verifier = promise.verifier
    }
}
