import CaseModel
import FoundationEssentials
import Testing

@Suite("An id")
struct IDTests {
    @Test("is a version 4 UUID of the RFC 9562 variant")
    func version() {
        var generator = Counting()
        for _ in 0..<5_000 {
            let text = ID<CaseFile>.random(using: &generator).description
            let characters = Array(text)
            #expect(characters.count == 36)
            #expect(characters[14] == "4")
            #expect("89ab".contains(characters[19]))
            #expect(text == text.lowercased())
        }
    }

    @Test("follows from its generator alone and is drawn from all its bits")
    func draws() {
        var one = Counting()
        var two = Counting()
        #expect(ID<Note>.random(using: &one) == ID<Note>.random(using: &two))
        #expect(ID<Note>.random(using: &one) != ID<Note>.random(using: &one))
        struct Ones: RandomNumberGenerator { mutating func next() -> UInt64 { .max } }
        struct Zeros: RandomNumberGenerator { mutating func next() -> UInt64 { 0 } }
        var ones = Ones()
        var zeros = Zeros()
        #expect(ID<Note>.random(using: &ones).description == "ffffffff-ffff-4fff-bfff-ffffffffffff")
        #expect(ID<Note>.random(using: &zeros).description == "00000000-0000-4000-8000-000000000000")
    }

    @Test("keeps the UUID it was given")
    func keeps() throws {
        let uuid = try #require(UUID(uuidString: "2F1C9A34-5B6D-4E7F-8A9B-0C1D2E3F4A5B"))
        #expect(ID<Goal>(uuid).uuid == uuid)
        #expect(ID<Goal>(uuid).description == "2f1c9a34-5b6d-4e7f-8a9b-0c1d2e3f4a5b")
    }
}
