import Glibc

/// Random numbers of the system, drawn 32 at a time: nobody can repeat them, and a million take a fraction of a second.
package struct SystemEntropy: RandomNumberGenerator, Sendable {
    private var numbers: [UInt64] = Array(repeating: 0, count: 32)
    private var used = 32

    package init() {}

    package mutating func next() -> UInt64 {
        if used == numbers.count {
            // 256 bytes are the most that one call gives, and it gives them whole or not at all.
            let answer = unsafe numbers.withUnsafeMutableBytes { unsafe getentropy($0.baseAddress, $0.count) }
            precondition(answer == 0, "the system gives no random numbers")
            used = 0
        }
        used += 1
        return numbers[used - 1]
    }
}
