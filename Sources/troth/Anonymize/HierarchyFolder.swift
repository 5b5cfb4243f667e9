import Anonymity
import Glibc

/// A folder with a file a column that says how the column's values grow coarser.
struct HierarchyFolder {
    private let path: String
    private let files: [String]

    /// `column` is named in the error when no folder was given.
    init(_ path: String?, for column: String) throws {
        guard let path else { throw AnonymizeError.noHierarchy(column: column, folder: nil) }
        self.path = path
        guard let folder = opendir(path) else { throw FileError(path: path, errno: errno) }
        defer { closedir(folder) }
        var files: [String] = []
        while let entry = readdir(folder) {
            files.append(
                withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) })
        }
        self.files = files.sorted()
    }

    /// The hierarchy in `COLUMN.csv` or `..._hierarchy_COLUMN.csv`; loss by width where the column is numeric.
    func hierarchy(of column: String, isNumeric: Bool) throws -> Hierarchy {
        let found = files.filter { $0 == "\(column).csv" || $0.hasSuffix("_hierarchy_\(column).csv") }
        guard let name = found.first else { throw AnonymizeError.noHierarchy(column: column, folder: path) }
        guard found.count == 1 else { throw AnonymizeError.twoHierarchies(column: column, found) }
        let file = "\(path)/\(name)"
        let descriptor = open(file, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileError(path: file, errno: errno) }
        defer { close(descriptor) }
        let bytes = try Descriptor.read(descriptor, limit: 1 << 28, path: file)
        do throws(HierarchyError) {
            return try Hierarchy(text: bytes, measure: isNumeric ? .interval : .leaves)
        } catch {
            throw AnonymizeError.hierarchy(file, error)
        }
    }
}
