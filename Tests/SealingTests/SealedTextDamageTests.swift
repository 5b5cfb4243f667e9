import FoundationEssentials
import TestSupport
import Testing

@testable import Sealing

@Suite("A damaged sealed text")
struct SealedTextDamageTests {
    @Test("does not open with any one of 2,000 bits flipped (100,000 in the proof), header and tag among them")
    func flippedBits() throws {
        let proof = Proof("a sealed text with one bit flipped does not open")
        var fixtures = Fixtures()
        let key = fixtures.key()
        let place = fixtures.place
        for text in 0..<Proof.size(1, full: 50) {
            let sealed = try key.seal(fixtures.random.bytes(200), at: place, revision: 9)
            let everyClearBit = Array(0..<37 * 8) + Array((sealed.count - 16) * 8..<sealed.count * 8)
            let bits = (0..<2_000).map { index in
                index < everyClearBit.count
                    ? everyClearBit[index] : Int.random(in: 0..<sealed.count * 8, using: &fixtures.random)
            }
            for bit in bits {
                var damaged = sealed
                damaged[bit / 8] ^= 1 << UInt8(bit % 8)
                let error = failure { try key.open(damaged, at: place) }
                #expect(proof.holds(error != nil), "text \(text), bit \(bit)")
            }
        }
        proof.report()
    }

    @Test("does not open with a revision or a key version exchanged in its header")
    func exchangedHeader() throws {
        var fixtures = Fixtures()
        let key = fixtures.key()
        let place = fixtures.place
        let sealed = try key.seal([1], at: place, revision: 9)
        let later = SealedHeader(keyVersion: 1, revision: 10).bytes + sealed[9...]
        #expect(failure { try key.open(later, at: place) } == .refused(place))
        let second = CompartmentKey(scope: key.scope, version: 2, secret: key.secret)
        let other = SealedHeader(keyVersion: 2, revision: 9).bytes + sealed[9...]
        #expect(failure { try second.open(other, at: place) } == .refused(place))
    }

    @Test("does not open at any shorter length, nor with bytes added")
    func truncated() throws {
        var fixtures = Fixtures()
        let key = fixtures.key()
        let place = fixtures.place
        let sealed = try key.seal(fixtures.random.bytes(300), at: place, revision: 9)
        for length in 0..<sealed.count {
            let cut = Array(sealed[..<length])
            let error = failure { try key.open(cut, at: place) }
            #expect(error == (length == 37 + 256 ? .refused(place) : .malformed(place)), "length \(length)")
        }
        for extra in [1, 16, 255, 256] {
            let longer = sealed + [UInt8](repeating: 0, count: extra)
            #expect(failure { try key.open(longer, at: place) } != nil, "\(extra) more")
        }
    }

    @Test("names a format that is not known", arguments: [UInt8(0), 2, 255])
    func unknownFormat(format: UInt8) throws {
        var fixtures = Fixtures()
        let key = fixtures.key()
        let place = fixtures.place
        var sealed = try key.seal([1], at: place, revision: 0)
        sealed[0] = format
        #expect(
            failure { try key.open(sealed, at: place) }
                == .unknownFormat(place, found: format))
    }

    @Test("does not open when its padding is not exactly what sealing writes")
    func padding() throws {
        let padded = Padding.add(to: [1, 2, 3])
        #expect(padded.count == 256)
        #expect(Padding.remove(from: padded) == [1, 2, 3])
        var dirty = padded
        dirty[255] = 1
        #expect(Padding.remove(from: dirty) == nil)
        var shifted = padded
        shifted[7] = 1
        #expect(Padding.remove(from: shifted) == nil)
        var tooLong = padded
        tooLong[2] = 1
        #expect(Padding.remove(from: tooLong) == nil)
        var huge = padded
        huge[0] = 0xFF
        #expect(Padding.remove(from: huge) == nil)
        #expect(Padding.remove(from: padded + [UInt8](repeating: 0, count: 256)) == nil)
        #expect(Padding.remove(from: []) == nil)

        var fixtures = Fixtures()
        let key = fixtures.key()
        let place = fixtures.place
        let header = SealedHeader(keyVersion: 1, revision: 0)
        let box = try AuthenticatedCipher.seal(
            dirty, under: key.secret, nonce: fixtures.random.bytes(12),
            authenticating: header.associatedData(at: place))
        #expect(
            failure { try key.open(header.bytes + box, at: place) } == .malformed(place))
    }
}
