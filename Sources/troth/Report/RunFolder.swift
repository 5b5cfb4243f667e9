import Casework
import FoundationEssentials
import Glibc

/// The folder of a run: `DIR.unfinished` while documents are made, `DIR` from the moment its signed manifest stands.
///
/// The one becomes the other by a single rename, so nothing that carries the folder's own name is ever half done. Any
/// number of workers write into the unfinished one; each holds a lock on a file of its own there, by which others see
/// that it lives.
struct RunFolder: Sendable {
    /// The finished folder.
    let path: String
    private let draft: String
    private let run: String
    private static let owner = "run"
    private static let worker = "worker."

    init(_ path: String, run: String) {
        var path = path
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        (self.path, draft, self.run) = (path, path + ".unfinished", run)
    }

    /// Whether the finished folder is there.
    var isFinished: Bool { access("\(path)/manifest.json", F_OK) == 0 }

    /// The run that left the folder unfinished.
    var unfinishedRun: String? {
        get throws { try PrivateFile.read("\(draft)/\(Self.owner)").flatMap { $0.isEmpty ? nil : $0 } }
    }

    /// For a run that is still to be ordered: refuses a folder that holds something, or that another run left.
    static func refuseUsed(_ path: String) throws {
        let folder = RunFolder(path, run: "")
        try folder.requireFree()
        guard let run = try PrivateFile.read("\(folder.draft)/\(owner)"), !run.isEmpty else { return }
        throw CaseworkError.conflict(
            "\(VisibleText.of(folder.draft)) holds the run \(VisibleText.of(run)), which is not finished. Go on with "
                + "`troth report run --resume \(VisibleText.of(run)) --out \(VisibleText.of(path))`, or give a new folder."
        )
    }

    private func requireFree() throws {
        var status = stat()
        guard lstat(path, &status) == 0 else { return }
        guard status.st_mode & S_IFMT == S_IFDIR, try Self.names(in: path).isEmpty else {
            throw OfficeError.folderInUse(path)
        }
    }

    /// Makes the unfinished folder, or goes on with the one that this run left.
    func begin() throws {
        try requireFree()
        if mkdir(draft, 0o700) != 0, errno != EEXIST { throw FileError(path: draft, errno: errno) }
        let mark = "\(draft)/\(Self.owner)"
        let made = open(mark, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        if made >= 0 {
            defer { close(made) }
            if let number = Descriptor.write(Array(run.utf8), to: made) { throw FileError(path: mark, errno: number) }
            return
        }
        guard errno == EEXIST else { throw FileError(path: mark, errno: errno) }
        let text = try PrivateFile.read(mark)
        // one that was killed between making the file and writing into it
        if text == "" { return try Self.write(Array(run.utf8), to: mark, in: draft) }
        guard text == run else { throw OfficeError.folderInUse(draft) }
    }

    /// Writes a document's file under its name, all of it or nothing. The disk is asked to keep it when the run is
    /// finished, not now.
    func put(_ name: String, _ bytes: [UInt8]) throws {
        try Self.write(bytes, to: "\(draft)/\(name)", in: draft)
    }

    private static func write(_ bytes: [UInt8], to path: String, in folder: String) throws {
        let temporary = "\(path).tmp.\(UUID().uuidString.lowercased())"
        let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { throw FileError(path: path, errno: errno) }
        var failure = Descriptor.write(bytes, to: file)
        if close(file) != 0, failure == nil { failure = errno }
        if failure == nil, rename(temporary, path) != 0 { failure = errno }
        guard let failure else { return }
        unlink(temporary)
        throw FileError(path: path, errno: failure)
    }

    // MARK: Workers

    /// The file by which others see that a worker lives; the lock goes with the process.
    struct Presence: Sendable {
        private let descriptor: Int32
        private let path: String

        fileprivate init(_ path: String) throws {
            self.path = path
            descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
            // Whoever looks whether this worker is lost holds the lock for a moment.
            guard descriptor >= 0, flock(descriptor, LOCK_EX) == 0 else { throw FileError(path: path, errno: errno) }
        }

        /// Once, at the worker's end.
        func leave() {
            unlink(path)
            close(descriptor)
        }
    }

    func presence(of worker: UUID) throws -> Presence {
        try Presence("\(draft)/\(Self.worker)\(worker.uuidString.lowercased())")
    }

    /// Workers of this folder whose process is gone. Their files go too.
    func lostWorkers() throws -> [UUID] {
        try Self.names(in: draft).compactMap { name in
            guard name.hasPrefix(Self.worker), let id = UUID(uuidString: String(name.dropFirst(Self.worker.count)))
            else { return nil }
            let file = "\(draft)/\(name)"
            let descriptor = open(file, O_RDWR | O_CLOEXEC | O_NOFOLLOW)
            guard descriptor >= 0 else { return nil }
            defer { close(descriptor) }
            guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { return nil }
            return id
        }
    }

    /// Forgets workers whose documents are free again.
    func forget(_ workers: [UUID]) {
        for id in workers { unlink("\(draft)/\(Self.worker)\(id.uuidString.lowercased())") }
    }

    // MARK: The end

    /// Runs the end of a run, one process at a time; false where another has finished it meanwhile.
    func finishing(_ work: () async throws -> Void) async throws -> Bool {
        let mark = "\(draft)/\(Self.owner)"
        let descriptor = open(mark, O_RDWR | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else {
            if errno == ENOENT, isFinished { return false }
            throw FileError(path: mark, errno: errno)
        }
        defer { close(descriptor) }
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            guard errno == EWOULDBLOCK || errno == EINTR else { throw FileError(path: mark, errno: errno) }
            try await Task.sleep(for: .milliseconds(50))
        }
        if isFinished { return false }
        try await work()
        return true
    }

    /// Reads a file as it lies there and brings it to the disk; nil where there is none.
    func read(_ name: String) throws -> [UInt8]? {
        let file = "\(draft)/\(name)"
        let descriptor = open(file, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw FileError(path: file, errno: errno)
        }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw FileError(path: file, errno: errno) }
        return try Descriptor.read(descriptor, limit: .max, path: file)
    }

    /// Brings everything that was written to the disk, in one go; `read` then asks for each file.
    func flush() {
        Glibc.sync()
    }

    /// Puts the last files in, takes what workers left away, and gives the folder its own name.
    func publish(_ last: [(name: String, bytes: [UInt8])]) throws {
        for name in try Self.names(in: draft)
        where name.contains(".tmp.") || name.hasPrefix(Self.worker) || name == Self.owner {
            unlink("\(draft)/\(name)")
        }
        for file in last {
            try SafeFile.write(file.bytes, to: "\(draft)/\(file.name)", replacing: true)
        }
        try Self.sync(draft)
        guard rename(draft, path) == 0 else { throw FileError(path: path, errno: errno) }
        try Self.sync(path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? ".")
    }

    private static func sync(_ folder: String) throws {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileError(path: folder, errno: errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw FileError(path: folder, errno: errno) }
    }

    /// The names of what is in a folder, in order.
    static func names(in folder: String) throws -> [String] {
        guard let entries = opendir(folder) else { throw FileError(path: folder, errno: errno) }
        defer { closedir(entries) }
        var names: [String] = []
        while let entry = readdir(entries) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }
}
