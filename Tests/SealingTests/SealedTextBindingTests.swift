import FoundationEssentials
import TestSupport
import Testing

@testable import Sealing

@Suite("A sealed text is bound to its place")
struct SealedTextBindingTests {
    /// One field of a place, altered.
    enum Field: CaseIterable {
        case practice, caseID, noCase, compartment, row, column, columnLonger, schema

        func altered(_ fixtures: Fixtures) -> Place {
            let other = UUID(bytes: hex("deadbeefdead4eefadeaddeadbeefbee"))
            let (practice, caseID, row) = (fixtures.practice, fixtures.caseID, fixtures.row)
            let column = fixtures.place.column
            return switch self {
            case .practice:
                Place(practice: other, caseID: caseID, compartment: .a, row: row, column: column)
            case .caseID:
                Place(practice: practice, caseID: other, compartment: .a, row: row, column: column)
            case .noCase:
                Place(practice: practice, row: row, column: column)
            case .compartment:
                Place(practice: practice, caseID: caseID, compartment: .b, row: row, column: column)
            case .row:
                Place(practice: practice, caseID: caseID, compartment: .a, row: other, column: column)
            case .column:
                Place(practice: practice, caseID: caseID, compartment: .a, row: row, column: "notes.bodx")
            case .columnLonger:
                Place(practice: practice, caseID: caseID, compartment: .a, row: row, column: column + "\u{0}")
            case .schema:
                Place(practice: practice, caseID: caseID, compartment: .a, row: row, column: column, schema: 2)
            }
        }
    }

    @Test("and refuses another, even under the very same key", arguments: Field.allCases)
    func alteredPlace(field: Field) throws {
        var fixtures = Fixtures()
        let key = fixtures.key()
        let sealed = try key.seal([1, 2, 3], at: fixtures.place, revision: 1)
        let elsewhere = field.altered(fixtures)
        let sameBits = CompartmentKey(scope: elsewhere.scope, version: key.version, secret: key.secret)
        let proof = Proof("a sealed text with a field of its associated data altered does not open")
        #expect(proof.holds(failure { try sameBits.open(sealed, at: elsewhere) } == .refused(elsewhere)))
        proof.report()
        let sameBitsHere = CompartmentKey(scope: fixtures.place.scope, version: key.version, secret: key.secret)
        #expect(try sameBitsHere.open(sealed, at: fixtures.place) == [1, 2, 3])
    }

    @Test(
        "and a key neither seals nor opens outside of its scope",
        arguments: [Field.practice, .caseID, .noCase, .compartment])
    func outOfScope(field: Field) throws {
        var fixtures = Fixtures()
        let key = fixtures.key()
        let sealed = try key.seal([1, 2, 3], at: fixtures.place, revision: 1)
        let elsewhere = field.altered(fixtures)
        let expected = SealingError.outOfScope(elsewhere, key: key.scope)
        #expect(failure { try key.seal([1], at: elsewhere, revision: 1) } == expected)
        #expect(failure { try key.open(sealed, at: elsewhere) } == expected)
    }

    @Test("and none of 40 (of 200 in the proof) opens at the place of another, in any ordered pair")
    func swapped() throws {
        let count = Proof.size(40, full: 200)
        let proof = Proof("a sealed text opens at its own place and at no other's")
        var fixtures = Fixtures()
        let keys = Compartment.allCases.map { fixtures.key($0) }
        let columns = ["notes.body", "partners.name"]
        var places: [(key: CompartmentKey, place: Place)] = []
        for (key, compartment) in zip(keys, Compartment.allCases) {
            for column in columns {
                for _ in 0..<count / 8 {
                    places.append(
                        (
                            key,
                            Place(
                                practice: fixtures.practice, caseID: fixtures.caseID, compartment: compartment,
                                row: fixtures.random.uuid(), column: column)
                        ))
                }
            }
        }
        let sealed = try places.enumerated().map { index, entry in
            try entry.key.seal([UInt8(index % 256)], at: entry.place, revision: 0)
        }
        #expect(places.count == count)
        for (target, entry) in places.enumerated() {
            for (source, text) in sealed.enumerated() {
                let error = failure { try entry.key.open(text, at: entry.place) }
                let isAsItShould = source == target ? error == nil : error == .refused(entry.place)
                #expect(proof.holds(isAsItShould), "text \(source) at place \(target)")
            }
        }
        proof.report()
    }

    @Test("and does not open under another key of the same scope and version")
    func otherKey() throws {
        var fixtures = Fixtures()
        let sealed = try fixtures.key().seal([1], at: fixtures.place, revision: 0)
        let other = fixtures.key()
        let place = fixtures.place
        #expect(failure { try other.open(sealed, at: place) } == .refused(place))
    }
}
