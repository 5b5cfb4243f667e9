import FoundationEssentials
import Glibc
import Testing

@Suite("The demo", .emptyHome)
struct DemoStoryTests {
    let home = PracticeHome.current

    @Test func showsTheMainJobTwiceOverAndIsRemoved() async throws {
        let demo = "demo --home \(home.path) --couples 4 --export-couples 0 --today 2026-11-23"
        let first = try await home.troth(demo)
        #expect(first.status == 0, "\(first.errors)")
        #expect(first.errors.isEmpty, "\(first.errors)")
        let caseload = try await home.troth("case list --all --format csv").lines
        #expect(caseload.count > 1)
        #expect(first.output.contains("troth demo --remove"))
        let documents = try FileManager.default.contentsOfDirectory(atPath: home.path + "/documents")
        #expect(documents.contains { $0.hasSuffix(".html") || $0.hasSuffix(".md") }, "\(documents)")
        #expect(documents.allSatisfy { $0.allSatisfy(\.isASCII) })

        let second = try await home.troth(demo)
        #expect(second.status == 0, "\(second.errors)")
        // The same people from the same seed; handles are drawn anew.
        #expect(try await home.troth("case list --all --format csv").lines.count == caseload.count)

        let server = try home.serverID
        #expect(try await home.done("demo --remove --home \(home.path)") == "Removed the demo, \(home.path).")
        #expect(!FileManager.default.fileExists(atPath: home.path))
        // An ended process keeps its number until its parent has looked.
        let late = ContinuousClock.now + .seconds(10)
        while kill(server, 0) == 0, ContinuousClock.now < late { try await Task.sleep(for: .milliseconds(20)) }
        #expect(kill(server, 0) == -1)
        #expect(try await home.done("demo --remove --home \(home.path)") == "There is no demo.")
    }

    @Test func neverTakesAFolderThatIsNotItsOwn() async throws {
        let other = PracticeHome()
        try FileManager.default.createDirectory(atPath: other.path, withIntermediateDirectories: true)
        _ = try other.file("keyring", "somebody's")
        for command in ["demo", "demo --remove"] {
            let outcome = try await other.troth("\(command) --home \(other.path)")
            outcome.expectOneLine(5)
            #expect(outcome.errors.contains("is not a demo of Troth"))
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: other.path) == ["keyring"])
    }
}
