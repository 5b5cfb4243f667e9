/// All that a finished file promises, as a program can check it: it stands in the file's report or manifest, so that
/// anybody can check the file again.
package struct ReleasePromise: Sendable, Equatable, Codable {
    package enum Format: String, Sendable, Codable {
        case csv, jsonLines
    }

    package let format: Format
    /// Between the cells of a CSV file.
    package let separator: String
    package let rows: Int
    package let k: Int
    package let columns: [ReleaseColumn]
    /// At least so many rows share any two cells of columns that nobody is taken to know; nil promises nothing.
    package let fewestSharingTwo: Int?

    package init(
        format: Format = .csv, separator: String = ",", rows: Int, k: Int, columns: [ReleaseColumn],
        fewestSharingTwo: Int? = nil
    ) {
        (self.format, self.separator, self.rows, self.k) = (format, separator, rows, k)
        (self.columns, self.fewestSharingTwo) = (columns, fewestSharingTwo)
    }

    /// A verifier of this promise.
    package var verifier: ReleaseVerifier { verifier(.all) }

    /// A verifier that counts a share of the classes.
    package func verifier(_ share: ReleaseVerifier.Share) -> ReleaseVerifier {
        ReleaseVerifier(
            columns: columns, k: k, expectedRows: rows, separator: separator.utf8.first ?? UInt8(ascii: ","),
            format: format, fewestSharingTwo: fewestSharingTwo, share: share)
    }
}
