import Testing

@testable import Sealing

@Suite("A login token")
struct LoginTokenTests {
    @Test("is new each time, and the same from the same randomness")
    func new() {
        let tokens = (0..<1_000).map { _ in LoginToken.make() }
        #expect(Set(tokens.map(\.text)).count == 1_000)
        #expect(Set(tokens.map(\.sha256)).count == 1_000)
        var once = SeededGenerator(seed: 1)
        var again = SeededGenerator(seed: 1)
        #expect(LoginToken.make(using: &once) == LoginToken.make(using: &again))
        #expect(tokens[0] != tokens[1])
    }

    @Test("comes back from its text of 43 characters")
    func text() throws {
        let token = LoginToken.make()
        #expect(token.text.utf8.count == 43)
        #expect(try LoginToken(text: token.text) == token)
    }

    @Test(
        "is not read from anything else",
        arguments: [
            "", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh9",
            "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8A",
            "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8\n", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh+",
        ])
    func malformed(text: String) {
        #expect(failure { try LoginToken(text: text) } == .malformedToken)
    }
}
