/// Bytes that can be read more than once from the start, in chunks: a file, or standard input kept sealed.
///
/// An import reads its file twice, to check every row before the first is written.
package protocol ByteSource: Sendable {
    /// What a message calls it, such as the file's path.
    var name: String { get }
    /// Begins at the first byte.
    func open() throws(CaseworkError) -> any ByteReader
}

/// One reading of a source from its start.
package protocol ByteReader {
    /// The next chunk, or nil at the end.
    mutating func next() throws(CaseworkError) -> [UInt8]?
}
