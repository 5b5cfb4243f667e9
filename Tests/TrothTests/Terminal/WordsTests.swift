import FoundationEssentials
import Glibc
import Testing

@testable import troth

@Suite("Words are taken whole or refused with a reason that does not repeat them")
struct WordsTests {
    @Test(arguments: [
        ("Mia said yes.\n", "Mia said yes."), ("a\r\nb\r\n\r\n", "a\nb"), ("\u{FEFF}a", "a"),
        ("  indented\n", "  indented"),
        ("a\rb", "a\rb"), ("小林 👨‍👩‍👧 נועה\u{301}", "小林 👨‍👩‍👧 נועה\u{301}"),
    ])
    func taken(input: String, words: String) throws {
        let taken = try Words.check(Array(input.utf8), source: "notes.txt")
        #expect(Array(taken.utf8) == Array(words.utf8))
    }

    @Test(
        arguments: [
            ([], .empty), (Array(" \n\t\r\n".utf8), .empty), ([0xEF, 0xBB, 0xBF, 0x0A], .empty),
            (Array("\u{3000}\u{A0}".utf8), .empty),
            (Array("ab".utf8) + [0xFF], .notUTF8(offset: 2)), ([0x61, 0xC3], .notUTF8(offset: 1)),
            ([0xED, 0xA0, 0x80], .notUTF8(offset: 0)), ([0xC0, 0x80], .notUTF8(offset: 0)),
            (Array("Zoë".utf8) + [0xE9, 0x20], .notUTF8(offset: 4)),
            ([0x61, 0x00, 0x62], .null(offset: 1)),
        ] as [([UInt8], WordsError.Problem)])
    func refused(bytes: [UInt8], problem: WordsError.Problem) {
        let error = #expect(throws: WordsError.self) { try Words.check(bytes, source: "notes.txt") }
        #expect(error == WordsError(source: "notes.txt", problem: problem))
        #expect(error?.description.hasPrefix("notes.txt: ") == true)
    }

    @Test func theLimitItselfIsTaken() throws {
        let longest = [UInt8](repeating: 0x61, count: Words.limit)
        let count = try Words.check(longest, source: "x").utf8.count
        #expect(count == Words.limit)
        let error = #expect(throws: WordsError.self) { try Words.check(longest + [0x61], source: "x") }
        #expect(error?.problem == .tooLong)
    }

    @Test func argumentsChooseTheSource() throws {
        #expect(try WordsSource("-", hasTerminal: false) == .standardInput)
        #expect(try WordsSource("a.txt", hasTerminal: false) == .file("a.txt"))
        #expect(try WordsSource(nil, hasTerminal: true) == .editor)
        #expect(throws: WordsError(source: "", problem: .noSource)) { try WordsSource(nil, hasTerminal: false) }
    }

    @Test func aFileIsRead() throws {
        let folder = try ScratchFolder()
        try SafeFile.write("Mia said yes.\n".utf8, to: folder.path + "/a.txt")
        #expect(try WordsSource.file(folder.path + "/a.txt").read(editingIn: folder.path) == "Mia said yes.")
    }

    @Test func aHugeFileIsRefusedWithoutReadingIt() throws {
        let folder = try ScratchFolder()
        let path = folder.path + "/huge.txt"
        // Sparse: 200 GB that no memory would hold.
        let descriptor = open(path, O_WRONLY | O_CREAT, 0o600)
        try #require(ftruncate(descriptor, 200_000_000_000) == 0)
        close(descriptor)
        #expect(throws: WordsError(source: path, problem: .tooLong)) {
            try WordsSource.file(path).read(editingIn: folder.path)
        }
    }

    @Test func missingFilesAndFolders() throws {
        let folder = try ScratchFolder()
        #expect(throws: FileError(path: folder.path + "/none", reason: .notFound)) {
            try WordsSource.file(folder.path + "/none").read(editingIn: folder.path)
        }
        #expect(throws: FileError(path: folder.path, reason: .isFolder)) {
            try WordsSource.file(folder.path).read(editingIn: folder.path)
        }
    }
}
