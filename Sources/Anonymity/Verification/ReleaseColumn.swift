/// What one column of a released file may hold; the list of these is the allow-list, in the file's order.
package struct ReleaseColumn: Sendable {
    package enum Content: Sendable {
        /// One of these labels, byte for byte.
        case labels(Set<String>)
        /// Fresh random ids: so many ASCII letters and digits, and never the same twice.
        case identifier(length: Int)
    }

    package let name: String
    package let content: Content
    /// True when the column counts in k.
    package let isQuasiIdentifier: Bool

    /// A column of published labels.
    package init(_ name: String, labels: Set<String>, isQuasiIdentifier: Bool) {
        self.name = name
        content = .labels(labels)
        self.isQuasiIdentifier = isQuasiIdentifier
    }

    /// A column of random ids, which never counts in k.
    package init(identifier name: String, length: Int) {
        self.name = name
        content = .identifier(length: length)
        isQuasiIdentifier = false
    }
}
