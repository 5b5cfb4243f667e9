package import CaseModel
import FoundationEssentials

extension InstrumentDefinition {
    /// A definition file is not longer than this many bytes.
    private static let longest = 1 << 20

    /// Reads a definition file.
    ///
    /// - Throws: `invalid` with the file's name and what is wrong with it.
    package init(file path: String) throws(CaseworkError) {
        var bytes: [UInt8] = []
        var reader = try PlainFile(path).open()
        while let chunk = try reader.next() {
            bytes.append(contentsOf: chunk)
            if bytes.count > Self.longest {
                throw .invalid(field: path, "it is longer than 1 MiB; is it the right file?")
            }
        }
        guard !bytes.isEmpty else {
            throw .invalid(field: path, "it is empty; write the definition of a measure in it")
        }
        do {
            self = try InstrumentDefinition(reading: Data(bytes))
        } catch {
            throw .invalid(field: path, "\(error.text). See docs/reference/measures.md.")
        }
    }
}
