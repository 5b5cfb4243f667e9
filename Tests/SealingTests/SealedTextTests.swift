import FoundationEssentials
import Testing

@testable import Sealing

@Suite("A sealed text")
struct SealedTextTests {
    @Test(
        "opens to what was sealed, at every size around a step",
        arguments: [0, 1, 2, 251, 252, 253, 254, 255, 256, 257, 507, 508, 509, 1_024, 65_536])
    func roundTrip(size: Int) throws {
        var fixtures = Fixtures()
        let key = fixtures.key()
        let text = fixtures.random.bytes(size)
        let sealed = try key.seal(text, at: fixtures.place, revision: 3, using: &fixtures.random)
        #expect(try key.open(sealed, at: fixtures.place) == text)
        #expect(sealed.count == 37 + (size + 4 + 255) / 256 * 256)
    }

    @Test(
        "keeps every script",
        arguments: [
            "\u{1F600}", "שלום, \u{202B}עולם\u{202C}", "مرحبا", "e\u{301}", "👩‍👩‍👧", "'; drop table notes; --", "a\u{0}b",
        ])
    func scripts(text: String) throws {
        var fixtures = Fixtures()
        let key = fixtures.key()
        let sealed = try key.seal(Array(text.utf8), at: fixtures.place, revision: 0)
        let opened = String(validating: try key.open(sealed, at: fixtures.place), as: UTF8.self)
        #expect(opened.map { Array($0.unicodeScalars) } == Array(text.unicodeScalars))
        #expect(!sealed.indices.contains { sealed[$0...].starts(with: text.utf8) })
    }

    @Test("tells its length to a step only", arguments: [0...252, 253...508, 509...764])
    func lengthClass(lengths: ClosedRange<Int>) throws {
        var fixtures = Fixtures()
        let key = fixtures.key()
        let sealedLengths = try lengths.map { length in
            try key.seal([UInt8](repeating: 7, count: length), at: fixtures.place, revision: 0).count
        }
        #expect(Set(sealedLengths) == [37 + lengths.upperBound + 4])
    }

    @Test("holds 16 MiB and not a byte more")
    func longest() throws {
        var fixtures = Fixtures()
        let key = fixtures.key()
        let longest = [UInt8](repeating: 0x61, count: 16 << 20)
        let sealed = try key.seal(longest, at: fixtures.place, revision: 0)
        #expect(try key.open(sealed, at: fixtures.place) == longest)
        let place = fixtures.place
        #expect(
            failure { try key.seal(longest + [0x61], at: place, revision: 0) }
                == .tooLong(place, bytes: 16 << 20 + 1))
    }

    @Test("carries key version and revision in clear, and opens under that version only")
    func header() throws {
        var fixtures = Fixtures()
        let place = fixtures.place
        let scope = place.scope
        let secret = fixtures.random.key()
        let second = CompartmentKey(scope: scope, version: 2, secret: secret)
        let sealed = try second.seal([1], at: place, revision: Int32.max)
        let header = try SealedHeader(reading: sealed, at: place)
        #expect(header.keyVersion == 2)
        #expect(header.revision == Int32.max)
        let first = CompartmentKey(scope: scope, version: 1, secret: secret)
        #expect(
            failure { try first.open(sealed, at: place) }
                == .otherKeyVersion(place, sealed: 2, held: 1))
    }

    @Test("refuses a revision below zero")
    func negativeRevision() {
        var fixtures = Fixtures()
        let key = fixtures.key()
        let place = fixtures.place
        #expect(
            failure { try key.seal([1], at: place, revision: -1) }
                == .negativeRevision(place))
    }

    @Test("has another nonce each time, and the same with the same randomness")
    func nonces() throws {
        var fixtures = Fixtures()
        let key = fixtures.key()
        let sealed = try (0..<1_000).map { _ in try key.seal([1], at: fixtures.place, revision: 0) }
        #expect(Set(sealed.map { Array($0[9..<21]) }).count == 1_000)
        var once = SeededGenerator(seed: 5)
        var again = SeededGenerator(seed: 5)
        #expect(
            try key.seal([1], at: fixtures.place, revision: 0, using: &once)
                == key.seal([1], at: fixtures.place, revision: 0, using: &again))
    }
}
