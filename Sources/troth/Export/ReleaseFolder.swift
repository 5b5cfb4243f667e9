import FoundationEssentials
import Glibc

/// A folder of files that belong together and appear together: each is written and synced under another name, can be
/// read back, and gets its own name in the order it was added, so that the manifest, added last, comes last.
struct ReleaseFolder {
    private let path: String
    private let isNew: Bool
    private let suffix = ".tmp." + UUID().uuidString.lowercased()
    private var names: [String] = []
    private var published = 0

    /// Makes the folder, for its owner alone; one that exists must be empty.
    init(_ path: String) throws {
        var path = path
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        self.path = path
        isNew = mkdir(path, 0o700) == 0
        if isNew { return }
        guard errno == EEXIST else { throw FileError(path: path, errno: errno) }
        guard let entries = opendir(path) else { throw FileError(path: path, errno: errno) }
        defer { closedir(entries) }
        while let entry = readdir(entries) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { throw OfficeError.folderInUse(path) }
        }
    }

    /// Writes a file under another name and brings it to the disk.
    @discardableResult
    mutating func add<Answer>(
        _ name: String, _ write: (_ put: ([UInt8]) throws -> Void) throws -> Answer
    ) throws -> Answer {
        let file = try begin(name)
        let answer = try write { try file.put($0) }
        try file.finish()
        return answer
    }

    /// Begins a file that is written over some time.
    mutating func begin(_ name: String) throws -> Draft {
        let draft = try Draft(place(name), "\(path)/\(name)")
        names.append(name)
        return draft
    }

    /// A file of the folder while it is written, under another name.
    final class Draft {
        private let descriptor: Int32
        private let name: String

        fileprivate init(_ place: String, _ name: String) throws {
            self.name = name
            descriptor = open(place, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
            guard descriptor >= 0 else { throw FileError(path: name, errno: errno) }
        }

        deinit {
            close(descriptor)
        }

        func put(_ bytes: [UInt8]) throws {
            try Task.checkCancellation()
            if let number = Descriptor.write(bytes, to: descriptor) { throw FileError(path: name, errno: number) }
        }

        /// Brings it to the disk.
        func finish() throws {
            guard fsync(descriptor) == 0 else { throw FileError(path: name, errno: errno) }
        }
    }

    /// Reads a file that was added, as it lies on the disk, in pieces.
    func read(_ name: String, _ take: ([UInt8]) throws -> Void) throws {
        let descriptor = open(place(name), O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { throw FileError(path: "\(path)/\(name)", errno: errno) }
        defer { close(descriptor) }
        while true {
            let bytes = try Descriptor.read(descriptor, limit: 1 << 20, path: "\(path)/\(name)")
            if bytes.isEmpty { return }
            try take(bytes)
        }
    }

    /// Gives every file its name, and brings the names to the disk: all others before the last, which vouches for them.
    mutating func publish() throws {
        for name in names {
            if name == names.last { try syncNames() }
            guard rename(place(name), "\(path)/\(name)") == 0 else {
                throw FileError(path: "\(path)/\(name)", errno: errno)
            }
            published += 1
        }
        try syncNames()
    }

    private func syncNames() throws {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileError(path: path, errno: errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw FileError(path: path, errno: errno) }
    }

    /// Gives everything up: no file stays, nor the folder where it was new.
    func discard() {
        for (index, name) in names.enumerated() { unlink(index < published ? "\(path)/\(name)" : place(name)) }
        if isNew { rmdir(path) }
    }

    private func place(_ name: String) -> String { "\(path)/\(name)\(suffix)" }
}
