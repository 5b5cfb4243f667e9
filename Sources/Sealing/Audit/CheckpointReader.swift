/// Reads a file of checkpoints piece by piece: each with an empty line after it.
///
/// Memory does not grow with the file.
package struct CheckpointReader: Sendable {
    /// One checkpoint of the file, with the note that holds it.
    package struct Entry: Sendable {
        package let checkpoint: Checkpoint
        package let note: SignedNote
    }

    /// What is no checkpoint.
    package struct Damage: Error, Sendable, Equatable {
        /// The line of the file, counted from 1, at which the piece begins that cannot be read.
        package let line: Int
    }

    private var pending: [UInt8] = []
    private var lines = 0
    /// The number of bytes that whole checkpoints take.
    package private(set) var wholeBytes = 0
    private static let longest = 4 << 10

    package init() {}

    /// Takes the next bytes of the file and gives the checkpoints that are whole now.
    package mutating func read(_ bytes: [UInt8]) throws(Damage) -> [Entry] {
        pending += bytes
        var entries: [Entry] = []
        var start = 0
        var lineFeeds = 0
        var index = 0
        var gaps = 0
        while index < pending.count {
            if pending[index] == 0x0A {
                lineFeeds += 1
                if index > start, pending[index - 1] == 0x0A {
                    gaps += 1
                    if gaps == 2 {
                        entries.append(try entry(pending[start..<index]))
                        lines += lineFeeds
                        wholeBytes += index + 1 - start
                        (start, lineFeeds, gaps) = (index + 1, 0, 0)
                    }
                }
            }
            index += 1
        }
        pending.removeFirst(start)
        if pending.count > Self.longest { throw Damage(line: lines + 1) }
        return entries
    }

    /// Whether the file ends within a checkpoint: the last one was not written whole.
    package var isTorn: Bool { !pending.isEmpty }

    private func entry(_ bytes: ArraySlice<UInt8>) throws(Damage) -> Entry {
        guard let text = String(validating: bytes, as: UTF8.self), let note = SignedNote(text),
            let checkpoint = Checkpoint(note.text)
        else { throw Damage(line: lines + 1) }
        return Entry(checkpoint: checkpoint, note: note)
    }
}
