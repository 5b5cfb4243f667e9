import FoundationEssentials

@testable import Sealing

/// The bytes of a hexadecimal text; spaces and line ends are left out.
func hex(_ text: String) -> [UInt8] {
    let digits = text.compactMap(\.hexDigitValue)
    return stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
}

/// The error that `body` throws, or nil where it throws none of ours.
func failure<Result>(of body: () throws -> Result) -> SealingError? {
    do {
        _ = try body()
        return nil
    } catch {
        return error as? SealingError
    }
}

/// Fixed ids and keys, the same in every test.
struct Fixtures {
    let practice = UUID(bytes: hex("11111111222243338444555555555555"))
    let caseID = UUID(bytes: hex("66666666777748889999aaaaaaaaaaaa"))
    let row = UUID(bytes: hex("bbbbbbbbcccc4ddd8eeeffffffffffff"))
    var random = SeededGenerator(seed: 20_261_123)

    var place: Place {
        Place(practice: practice, caseID: caseID, compartment: .a, row: row, column: "notes.body")
    }

    mutating func key(_ compartment: Compartment = .a) -> CompartmentKey {
        CompartmentKey.make(practice: practice, caseID: caseID, compartment: compartment, using: &random)
    }
}
