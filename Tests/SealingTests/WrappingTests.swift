import FoundationEssentials
import Testing

@testable import Sealing

@Suite("A wrapped key")
struct WrappingTests {
    private static let now = Date(timeIntervalSince1970: 1_795_392_000)
    private let other = UUID(bytes: hex("deadbeefdead4eefadeaddeadbeefbee"))

    @Test("comes back as it went, for each compartment", arguments: Compartment.allCases)
    func compartmentKeys(compartment: Compartment) throws {
        var fixtures = Fixtures()
        let practiceKey = PracticeKey.make(practice: fixtures.practice, using: &fixtures.random)
        let key = CompartmentKey.make(
            practice: fixtures.practice, caseID: fixtures.caseID, compartment: compartment, version: 4)
        let wrapped = try practiceKey.wrap(key)
        let unwrapped = try practiceKey.unwrap(
            wrapped, caseID: fixtures.caseID, compartment: compartment, version: 4)
        #expect(unwrapped == key)
        #expect(wrapped.count == 69)
    }

    @Test("of a compartment does not open for another case, compartment, version or practice, nor under another key")
    func compartmentKeyElsewhere() throws {
        var fixtures = Fixtures()
        let (practice, caseID, other) = (fixtures.practice, fixtures.caseID, other)
        let practiceKey = PracticeKey.make(practice: practice, using: &fixtures.random)
        let wrapped = try practiceKey.wrap(fixtures.key(.a))
        func refusal(
            _ key: PracticeKey, _ caseID: UUID, _ compartment: Compartment, _ version: UInt32
        ) -> SealingError? {
            failure {
                try key.unwrap(wrapped, caseID: caseID, compartment: compartment, version: version)
            }
        }
        #expect(refusal(practiceKey, caseID, .a, 1) == nil)
        let inOtherCase = KeyScope.compartment(practice: practice, caseID: other, .a)
        #expect(refusal(practiceKey, other, .a, 1) == .wrappedKeyRefused(inOtherCase))
        let otherPartner = KeyScope.compartment(practice: practice, caseID: caseID, .b)
        #expect(refusal(practiceKey, caseID, .b, 1) == .wrappedKeyRefused(otherPartner))
        let scope = fixtures.place.scope
        #expect(
            refusal(practiceKey, caseID, .a, 2) == .wrappedKeyOtherVersion(scope, practiceKey: 1, key: 1))
        let samePractice = PracticeKey.make(practice: practice, using: &fixtures.random)
        #expect(refusal(samePractice, caseID, .a, 1) == .wrappedKeyRefused(scope))
        let sameSecret = PracticeKey(practice: other, version: 1, secret: practiceKey.secret)
        let elsewhere = KeyScope.compartment(practice: other, caseID: caseID, .a)
        #expect(refusal(sameSecret, caseID, .a, 1) == .wrappedKeyRefused(elsewhere))
    }

    @Test("does not open with any bit flipped or at any other length")
    func damage() throws {
        var fixtures = Fixtures()
        let (practice, caseID) = (fixtures.practice, fixtures.caseID)
        let keyring = Keyring.make(at: Self.now, using: &fixtures.random)
        let practiceKey = PracticeKey.make(practice: practice, using: &fixtures.random)
        let compartment = try practiceKey.wrap(fixtures.key(.a))
        let wholePractice = try keyring.wrap(practiceKey)
        for (wrapped, unwrap) in [
            (
                compartment,
                { bytes in
                    failure {
                        try practiceKey.unwrap(bytes, caseID: caseID, compartment: .a, version: 1)
                    }
                }
            ),
            (
                wholePractice,
                { bytes in failure { try keyring.unwrap(bytes, practice: practice) } }
            ),
        ] as [([UInt8], ([UInt8]) -> SealingError?)] {
            #expect(unwrap(wrapped) == nil)
            for bit in 0..<wrapped.count * 8 {
                var damaged = wrapped
                damaged[bit / 8] ^= 1 << UInt8(bit % 8)
                #expect(unwrap(damaged) != nil, "bit \(bit)")
            }
            for length in 0..<wrapped.count { #expect(unwrap(Array(wrapped[..<length])) != nil, "length \(length)") }
            #expect(unwrap(wrapped + [0]) != nil)
        }
    }

    @Test("is refused where it is not this practice's to wrap")
    func foreignKeys() throws {
        var fixtures = Fixtures()
        let practice = fixtures.practice
        let practiceKey = PracticeKey.make(practice: practice, using: &fixtures.random)
        let foreign = CompartmentKey.make(practice: other, caseID: fixtures.caseID, compartment: .joint)
        for key in [foreign, practiceKey.words] {
            #expect(
                failure { try practiceKey.wrap(key) }
                    == .foreignKey(key.scope, practice: practice))
        }
    }

    @Test("of a practice opens for that practice only, and says which key it needs")
    func practiceKeys() throws {
        var fixtures = Fixtures()
        let (practice, other) = (fixtures.practice, other)
        let keyring = Keyring.make(at: Self.now, using: &fixtures.random)
        let practiceKey = PracticeKey.make(practice: practice, version: 6, using: &fixtures.random)
        let wrapped = try keyring.wrap(practiceKey)
        #expect(wrapped.count == 81)
        let unwrapped = try keyring.unwrap(wrapped, practice: practice)
        #expect(unwrapped.words == practiceKey.words)
        #expect(unwrapped.version == 6)
        #expect(
            failure { try keyring.unwrap(wrapped, practice: other) }
                == .practiceKeyRefused(practice: other, keyID: keyring.currentID))
        let stranger = Keyring.make(at: Self.now)
        #expect(
            failure { try stranger.unwrap(wrapped, practice: practice) }
                == .practiceKeyNeeds(keyID: keyring.currentID, practice: practice))
    }

    @Test("opens under any key of a ring of two, and new ones are wrapped under the current key")
    func ringOfTwo() throws {
        var fixtures = Fixtures()
        let old = Keyring.make(at: Self.now, using: &fixtures.random)
        let new = Keyring.make(at: Self.now, using: &fixtures.random)
        let both = Keyring(keys: old.keys + new.keys, currentID: new.currentID, auditSeed: old.auditSeed)
        let read = try Keyring(decoding: both.encoded())
        #expect(read.keyIDs == [old.currentID, new.currentID])
        let practiceKey = PracticeKey.make(practice: fixtures.practice, using: &fixtures.random)
        let underOld = try old.wrap(practiceKey)
        #expect(try read.unwrap(underOld, practice: fixtures.practice).secret == practiceKey.secret)
        let underCurrent = try read.wrap(practiceKey)
        #expect(try new.unwrap(underCurrent, practice: fixtures.practice).secret == practiceKey.secret)
    }

    @Test("gives each practice, use and purpose a key of its own")
    func derivedKeys() throws {
        var fixtures = Fixtures()
        let first = PracticeKey.make(practice: fixtures.practice, using: &fixtures.random)
        let second = PracticeKey(practice: other, version: 1, secret: first.secret)
        #expect(first.words.secret != second.words.secret)
        #expect(first.words.secret != first.secret)
        let macs = [
            first.mac([1, 2], purpose: "request"), second.mac([1, 2], purpose: "request"),
            first.mac([1, 2], purpose: "journal"), first.mac([1, 3], purpose: "request"),
            first.mac(Array("st".utf8), purpose: "reque"), first.mac([], purpose: "request"),
        ]
        #expect(Set(macs).count == macs.count)
        #expect(macs.allSatisfy { $0.count == 32 })
        #expect(first.mac([1, 2], purpose: "request") == macs[0])
    }
}
