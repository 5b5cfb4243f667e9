import Glibc

/// Overwrites the bytes with zeros in a way that the compiler may not leave out.
///
/// It reaches this array only: copies that the language made earlier stay where they are. Keys are therefore kept
/// in `SymmetricKey`, which clears itself, and arrays with secrets are short-lived.
func wipe(_ bytes: inout [UInt8]) {
    bytes.withUnsafeMutableBytes { buffer in
        guard let start = buffer.baseAddress else { return }
        explicit_bzero(start, buffer.count)
    }
}
