import FoundationEssentials
import Glibc
import Testing

@testable import troth

@Suite("A file appears whole, private and under its name, or not at all")
struct SafeFileTests {
    private func bytes(_ path: String) throws -> [UInt8] {
        let descriptor = open(path, O_RDONLY)
        defer { close(descriptor) }
        return try Descriptor.read(descriptor, limit: 1_000_000, path: path)
    }

    @Test func writesWithMode0600() throws {
        let folder = try ScratchFolder()
        let content = Array("one\ntwo\n".utf8)
        try SafeFile.write(content, to: folder.path + "/a.csv")
        #expect(folder.names == ["a.csv"])
        #expect(folder.mode(of: "a.csv") == 0o600)
        #expect(try bytes(folder.path + "/a.csv") == content)
    }

    @Test func nothingUnderTheNameBeforePublishing() throws {
        let folder = try ScratchFolder()
        let file = try SafeFile(folder.path + "/a.csv")
        try file.write("half".utf8)
        let names = folder.names
        #expect(names.count == 1 && names[0].hasPrefix("a.csv.tmp."))
        #expect(folder.mode(of: names[0]) == 0o600)
        try file.publish()
        file.discard()
        #expect(folder.names == ["a.csv"])
    }

    @Test func givenUpLeavesNothing() throws {
        let folder = try ScratchFolder()
        do {
            let file = try SafeFile(folder.path + "/a.csv")
            try file.write("half".utf8)
        }
        #expect(folder.names.isEmpty)
    }

    @Test func refusesToOverwrite() throws {
        let folder = try ScratchFolder()
        let path = folder.path + "/a.csv"
        try SafeFile.write("old".utf8, to: path)
        #expect(throws: FileError(path: path, reason: .exists)) { try SafeFile.write("new".utf8, to: path) }
        #expect(try bytes(path) == Array("old".utf8))
        try SafeFile.write("new".utf8, to: path, replacing: true)
        #expect(try bytes(path) == Array("new".utf8))
        #expect(folder.names == ["a.csv"])
    }

    @Test func refusesAFileThatCameMeanwhile() throws {
        let folder = try ScratchFolder()
        let path = folder.path + "/a.csv"
        let slow = try SafeFile(path)
        try slow.write("slow".utf8)
        try SafeFile.write("fast".utf8, to: path)
        #expect(throws: FileError(path: path, reason: .exists)) { try slow.publish() }
        #expect(try bytes(path) == Array("fast".utf8))
        #expect(folder.names == ["a.csv"])
    }

    @Test func foldersAndMissingFolders() throws {
        let folder = try ScratchFolder()
        #expect(throws: FileError(path: folder.path, reason: .isFolder)) {
            try SafeFile.write([], to: folder.path, replacing: true)
        }
        let path = folder.path + "/none/a.csv"
        #expect(throws: FileError(path: path, reason: .notFound)) { try SafeFile.write([], to: path) }
    }

    @Test(.enabled(if: SmallDisk.isPermitted, "mounting a small tmpfs is not permitted here"))
    func aFullDiskLeavesNothing() throws {
        let disk = try SmallDisk()
        let path = disk.folder.path + "/a.csv"
        try SafeFile.write("kept".utf8, to: path)
        let error = #expect(throws: FileError.self) {
            try SafeFile.write(Array(repeating: 0x61, count: 1_000_000), to: path, replacing: true)
        }
        #expect(error == FileError(path: path, reason: .diskFull))
        #expect(error?.description.contains("disk is full") == true)
        #expect(disk.folder.names == ["a.csv"])
        #expect(try bytes(path) == Array("kept".utf8))
    }
}

/// A file system of 64 KiB in memory.
private final class SmallDisk {
    let folder: ScratchFolder

    init() throws {
        folder = try ScratchFolder()
        guard mount("tmpfs", folder.path, "tmpfs", 0, "size=64k,mode=700") == 0 else {
            throw FileError(path: folder.path, errno: errno)
        }
    }

    deinit {
        umount(folder.path)
    }

    static let isPermitted: Bool = (try? SmallDisk()) != nil
}

@Suite("Standard output is honest about errors and quiet about readers that leave")
struct StandardOutputTests {
    @Test func aReaderThatLeavesIsNoError() throws {
        var ends: [Int32] = [-1, -1]
        try #require(pipe(&ends) == 0)
        close(ends[0])
        defer { close(ends[1]) }
        var written = 0
        try StandardOutput.stream(to: ends[1]) { output in
            while !output.isClosed {
                output.write(String(repeating: "x", count: 1000))
                written += 1
            }
        }
        #expect(written < 100)
    }

    @Test func aFullDiskIsAnError() {
        let full = open("/dev/full", O_WRONLY)
        defer { close(full) }
        #expect(throws: FileError(path: "standard output", reason: .diskFull)) {
            try StandardOutput.stream(to: full) { output in output.write("x") }
        }
    }

    @Test func whatWasWrittenBeforeAnErrorIsNotLost() throws {
        var ends: [Int32] = [-1, -1]
        try #require(pipe(&ends) == 0)
        defer { close(ends[0]) }
        #expect(throws: PromptError.noAnswer) {
            try StandardOutput.stream(to: ends[1]) { output in
                output.write("first\n")
                throw PromptError.noAnswer
            }
        }
        close(ends[1])
        #expect(try Descriptor.read(ends[0], limit: 100, path: "pipe") == Array("first\n".utf8))
    }
}
