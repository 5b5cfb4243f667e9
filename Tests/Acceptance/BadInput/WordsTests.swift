import FoundationEssentials
import Testing

/// Bytes that are no words, and what the refusal has to say.
struct NoWords: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let bytes: [UInt8]
    let says: String

    static let all = [
        NoWords(testDescription: "nothing", bytes: [], says: "there are no words in it"),
        NoWords(testDescription: "blanks", bytes: Array(" \n\t\n".utf8), says: "there are no words in it"),
        NoWords(testDescription: "not UTF-8", bytes: [0x61, 0x62, 0xE9, 0x21], says: "not valid UTF-8 at byte 2"),
        NoWords(testDescription: "U+0000", bytes: [0x61, 0, 0x62], says: "holds a null character (U+0000) at byte 1"),
    ]
}

extension BadInput {
    @Suite("The words of a note")
    struct Words {
        let home = PracticeHome.current

        @Test(arguments: NoWords.all) func areRefused(_ words: NoWords) async throws {
            let session = try await home.recordSession(of: try await home.openCase())
            let path = home.path + "/words.txt"
            try Data(words.bytes).write(to: URL(filePath: path))
            try await home.unchanged {
                try await home.troth("note write \(session) --format free --file \(path)")
                    .expectRefusal(6, saying: path, words.says)
            }
            try await home.unchanged {
                try await home.troth("note write \(session) --format free --file -", input: .bytes(words.bytes))
                    .expectRefusal(6, saying: "standard input", words.says)
            }
        }

        @Test func aLineOf200MegabytesIsRefused() async throws {
            let session = try await home.recordSession(of: try await home.openCase())
            let path = home.path + "/long.txt"
            try LongLine.write(to: path, mebibytes: 200)
            try await home.unchanged {
                try await home.troth("note write \(session) --format free --file \(path)")
                    .expectRefusal(6, saying: "longer than 1 MiB", "Shorten it or split it")
                try await home.troth("note write \(session) --format free --file -", input: .file(path))
                    .expectRefusal(6, saying: "longer than 1 MiB")
            }
            try FileManager.default.removeItem(atPath: path)
        }

        @Test func aFileThatIsNotThereIsNamed() async throws {
            let session = try await home.recordSession(of: try await home.openCase())
            try await home.unchanged {
                try await home.troth("note write \(session) --format free --file /nowhere/monday.txt")
                    .expectRefusal(6, saying: "/nowhere/monday.txt is not there: check the name")
            }
        }

        @Test func aTemplateWithoutItsSectionsIsRefused() async throws {
            let session = try await home.recordSession(of: try await home.openCase())
            try await home.unchanged {
                let outcome = try await home.troth(
                    "note write \(session) --format soap --file -", input: .text("words"))
                #expect(outcome.status == 6)
                #expect(outcome.errors.contains("troth: "))
                #expect(outcome.errors.contains("Subjective"))
            }
        }

        @Test func aWordOnTheCommandLineThatIsNotUTF8IsRefused() async throws {
            try await home.unchanged {
                try await home.shell(
                    "troth case open --part-a hurt --part-b involved --breach financial --name-a $'J\\xf6rg'"
                ).expectRefusal(6, saying: "not valid UTF-8")
            }
        }
    }
}
