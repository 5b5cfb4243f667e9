/// A growing list of dictionary codes that takes one byte a code while every code fits in a byte, four after that.
///
/// Banded columns rarely have more than 256 values, so a row of a dozen columns takes a dozen bytes.
package struct Codes: Sendable {
    private enum Storage: Sendable {
        case narrow([UInt8])
        case wide([UInt32])
    }

    private var storage: Storage = .narrow([])

    package init() {}

    /// How many codes there are; one a row.
    package var count: Int {
        switch storage {
        case .narrow(let codes): codes.count
        case .wide(let codes): codes.count
        }
    }

    /// The code of one row.
    package subscript(row row: Int) -> UInt32 {
        switch storage {
        case .narrow(let codes): UInt32(codes[row])
        case .wide(let codes): codes[row]
        }
    }

    mutating func append(_ code: UInt32) {
        // The storage is moved out while it changes: two references to one array would copy it at every row.
        let old = storage
        storage = .narrow([])
        switch consume old {
        case .narrow(var codes):
            if let byte = UInt8(exactly: code) {
                codes.append(byte)
                storage = .narrow(codes)
            } else {
                var wide: [UInt32] = []
                wide.reserveCapacity(codes.count + 1)
                for byte in codes { wide.append(UInt32(byte)) }
                wide.append(code)
                storage = .wide(wide)
            }
        case .wide(var codes):
            codes.append(code)
            storage = .wide(codes)
        }
    }

    /// Calls `body` with each row and its code, in row order.
    func visit(_ body: (_ row: Int, _ code: UInt32) -> Void) {
        switch storage {
        case .narrow(let codes): for row in codes.indices { body(row, UInt32(codes[row])) }
        case .wide(let codes): for row in codes.indices { body(row, codes[row]) }
        }
    }

    /// The codes that `codeOfCode` gives for these, a row each.
    func mapped(by codeOfCode: [UInt32]) -> Codes {
        var mapped = Codes()
        let isNarrow = codeOfCode.allSatisfy { $0 <= UInt8.max }
        switch storage {
        case .narrow(let codes) where isNarrow:
            let byteOfCode = codeOfCode.map { UInt8(truncatingIfNeeded: $0) }
            mapped.storage = .narrow(codes.map { byteOfCode[Int($0)] })
        case .wide(let codes) where isNarrow:
            mapped.storage = .narrow(codes.map { UInt8(truncatingIfNeeded: codeOfCode[Int($0)]) })
        case .narrow(let codes): mapped.storage = .wide(codes.map { codeOfCode[Int($0)] })
        case .wide(let codes): mapped.storage = .wide(codes.map { codeOfCode[Int($0)] })
        }
        return mapped
    }
}
