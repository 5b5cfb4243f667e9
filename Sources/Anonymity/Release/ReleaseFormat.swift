/// How a release is written.
package enum ReleaseFormat: Sendable, Equatable {
    /// RFC 4180, UTF-8, LF, with a header.
    case csv(separator: UInt8)
    /// One object a line, the columns' names as keys in their order, every value a string.
    case jsonLines
}
