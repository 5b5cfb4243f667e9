import FoundationEssentials
import Testing

@testable import Postgres

@Suite("The server's own file is read as far as it was written")
struct PostmasterFileTests {
    private static let whole = "4711\n/data\n1700000000\n5432\n/run/x\n\n  5432001   7\nready   \n"

    @Test func aWholeFileNamesProcessStartSocketAndPhase() throws {
        let file = try #require(PostmasterFile(text: Self.whole))
        #expect(file.processID == 4711)
        #expect(file.startedAt == Date(timeIntervalSince1970: 1_700_000_000))
        #expect(file.socketDirectory == "/run/x")
        #expect(file.phase == "ready")
    }

    @Test(arguments: ["4711", "4711\n/data\n1700000000\n", "4711\n/data\n1700000000\n5432\n/run/x\n\n"])
    func aFileOfAServerThatIsStillStartingHasNoPhase(text: String) throws {
        let file = try #require(PostmasterFile(text: text))
        #expect(file.processID == 4711)
        #expect(file.phase == "")
    }

    @Test(arguments: ["", "\n", "abc\n", "-3\n", "0\n", "99999999999\n"])
    func aFileWithoutAProcessIsNoFile(text: String) {
        #expect(PostmasterFile(text: text) == nil)
    }
}
