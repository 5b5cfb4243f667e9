/// Seconds of interleaved runs of ours and of the reference.
struct Pairs: Sendable {
    private(set) var ours: [Double] = []
    private(set) var reference: [Double] = []

    /// Runs both by turns, so that a busy moment of the machine hits both; which goes first changes too.
    ///
    /// Each closure returns the seconds that count.
    init(_ count: Int, ours: () async throws -> Double, reference: () async throws -> Double) async throws {
        for turn in 0..<count {
            if turn.isMultiple(of: 2) { self.ours.append(try await ours()) }
            self.reference.append(try await reference())
            if !turn.isMultiple(of: 2) { self.ours.append(try await ours()) }
        }
    }
}

/// The middle one, or the mean of the two in the middle.
func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    guard let last = sorted.indices.last else { return .nan }
    return (sorted[last / 2] + sorted[(last + 1) / 2]) / 2
}

/// The seconds a piece of work takes; what it returns is let go only after the clock has stopped.
func seconds<Answer>(_ work: () async throws -> Answer) async throws -> Double {
    let start = ContinuousClock.now
    let answer = try await work()
    let time = ContinuousClock.now - start
    return withExtendedLifetime(answer) { time / .seconds(1) }
}
