import CaseModel
import Testing

/// A generator that scrambles a counter, so that every run draws the same.
struct Counting: RandomNumberGenerator {
    var state: UInt64 = 0
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        let mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        return mixed ^ (mixed >> 27)
    }
}

@Suite("A handle")
struct HandleTests {
    @Test(
        "begins with the letter of its kind and goes on with seven characters of the alphabet",
        arguments: Handle.Kind.allCases)
    func random(kind: Handle.Kind) {
        var generator = Counting()
        var seen: Set<Handle> = []
        var characters: Set<Character> = []
        for _ in 0..<2_000 {
            let handle = Handle.random(kind, using: &generator)
            #expect(handle.kind == kind)
            #expect(handle.description.count == 8)
            #expect(handle.description.first == kind.rawValue)
            #expect(Handle(handle.description, kind) == handle)
            characters.formUnion(handle.description.dropFirst())
            seen.insert(handle)
        }
        #expect(seen.count == 2_000)
        #expect(characters == Set("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
    }

    @Test(
        "is read as it is meant",
        arguments: [
            ("C4XK92TM", "C4XK92TM"), ("c4xk92tm", "C4XK92TM"), ("COIL0123", "C0110123"), ("coil0123", "C0110123"),
            ("Cooooooo", "C0000000"), ("CLLLLLLL", "C1111111"),
        ])
    func forgiving(typed: String, meant: String) {
        #expect(Handle(typed, .caseFile)?.description == meant)
    }

    @Test(
        "is refused when it cannot be one",
        arguments: [
            "", "C", "C4XK92T", "C4XK92TMM", "S4XK92TM", "C4XK92TU", "C4XK-2TM", "C4XK 2TM", " C4XK92TM", "C4XK92TÉ",
            "C4XK92T😀", "Ｃ4XK92TM", "04XK92TM", "C4XK92Tß", "C4XK92ß", "C4XK92Tı", "C4XK92Tſ",
        ])
    func refused(typed: String) {
        #expect(Handle(typed, .caseFile) == nil)
    }

    @Test("of one kind is none of another", arguments: Handle.Kind.allCases, Handle.Kind.allCases)
    func kinds(kind: Handle.Kind, other: Handle.Kind) {
        var generator = Counting()
        let handle = Handle.random(kind, using: &generator)
        #expect((Handle(handle.description, other) != nil) == (kind == other))
    }
}
