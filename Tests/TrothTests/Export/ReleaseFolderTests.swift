import FoundationEssentials
import Testing

@testable import troth

@Suite("A folder of files that appear together")
struct ReleaseFolderTests {
    private struct Stop: Error {}

    private static func names(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    }

    @Test("shows no file under its name before all are there")
    func published() throws {
        let scratch = try ScratchFolder()
        let path = scratch.path + "/out"
        var folder = try ReleaseFolder(path + "/")
        try folder.add("a.csv") { try $0(Array("abc".utf8)) }
        try folder.add("b.json") { _ in }
        #expect(try Self.names(in: path).allSatisfy { $0.contains(".tmp.") })
        var read: [UInt8] = []
        try folder.read("a.csv") { read += $0 }
        #expect(read == Array("abc".utf8))
        try folder.publish()
        #expect(try Self.names(in: path) == ["a.csv", "b.json"])
        let attributes = try FileManager.default.attributesOfItem(atPath: path + "/a.csv")
        #expect(attributes[.posixPermissions] as? Int == 0o600)
    }

    @Test("leaves nothing where it is given up: no file, nor the folder that it made")
    func discarded() throws {
        let scratch = try ScratchFolder()
        var made = try ReleaseFolder(scratch.path + "/new")
        #expect(throws: Stop.self) {
            try made.add("a.csv") { put in
                try put([1, 2, 3])
                throw Stop()
            }
        }
        made.discard()
        #expect(try Self.names(in: scratch.path).isEmpty)
        var given = try ReleaseFolder(scratch.path)
        try given.add("a.csv") { try $0([1]) }
        given.discard()
        #expect(try Self.names(in: scratch.path).isEmpty)
    }

    @Test("is refused where something is in it already, or its parent is missing")
    func refused() throws {
        let scratch = try ScratchFolder()
        try SafeFile.write([1], to: scratch.path + "/there")
        #expect(throws: OfficeError.self) { try ReleaseFolder(scratch.path) }
        #expect(throws: FileError.self) { try ReleaseFolder(scratch.path + "/none/out") }
        #expect(try Self.names(in: scratch.path) == ["there"])
    }
}
