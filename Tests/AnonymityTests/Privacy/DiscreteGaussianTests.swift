import TestSupport
import Testing

@testable import Anonymity

@Suite("The discrete Gaussian")
struct DiscreteGaussianTests {
    /// Of counts and rates, small and large, with and without a fraction; the last needs 128-bit numbers.
    private static let variances: [(UInt64, UInt64)] = [
        (1, 4), (1, 1), (5, 2), (40, 1), (12_345, 67), (800, 3), (1_000_003, 9), (70_000_000_000, 99_999_989),
    ]

    @Test("draws each number as often as its probability says", .timeLimit(.minutes(10)))
    func distribution() throws {
        let proof = Proof("exact discrete Gaussian: chi-square p > .001 over 1,000,000 draws a variance")
        defer { proof.report() }
        let draws = Proof.size(5_000, full: 1_000_000)
        for (index, variance) in Self.variances.enumerated() {
            let gaussian = DiscreteGaussian(variance: try #require(Rational(variance.0, variance.1)))
            var words = RandomWords(SeededGenerator(state: UInt64(2_000 + index)))
            var counts: [Int: Int] = [:]
            for _ in 0..<draws { counts[gaussian.draw(&words), default: 0] += 1 }
            let p = ChiSquare.pValue(
                counts: counts, draws: draws, variance: Double(variance.0) / Double(variance.1))
            #expect(proof.holds(p > 0.001), "variance \(variance): p \(p)")
        }
    }

    @Test("is told apart from a wrong one by the same test")
    func wrongDistribution() throws {
        let gaussian = DiscreteGaussian(variance: try #require(Rational(40)))
        var words = RandomWords(SeededGenerator(state: 7))
        var counts: [Int: Int] = [:]
        let draws = Proof.size(20_000, full: 100_000)
        for _ in 0..<draws { counts[gaussian.draw(&words), default: 0] += 1 }
        #expect(ChiSquare.pValue(counts: counts, draws: draws, variance: 40) > 0.001)
        #expect(ChiSquare.pValue(counts: counts, draws: draws, variance: Double(Proof.size(46, full: 42))) < 0.001)
        var shifted = counts
        shifted[0, default: 0] += draws / 50
        shifted[1, default: 0] -= draws / 50
        #expect(ChiSquare.pValue(counts: shifted, draws: draws, variance: 40) < 0.001)
    }

    @Test("has the probabilities that another program found")
    func knownProbabilities() throws {
        // of 0 and 1; from the series in Python's fsum, checked against theta functions
        let known: [(variance: (UInt64, UInt64), zero: Double, one: Double)] = [
            ((1, 4), 0.7865707070419479, 0.10645076942314473), ((1, 1), 0.3989422782668617, 0.24197072322446062),
            ((5, 2), 0.252313252202016, 0.20657661898691132), ((40, 1), 0.063078313050504, 0.06229474166128124),
        ]
        let draws = Proof.size(20_000, full: 200_000)
        for (index, entry) in known.enumerated() {
            let gaussian = DiscreteGaussian(variance: try #require(Rational(entry.variance.0, entry.variance.1)))
            var words = RandomWords(SeededGenerator(state: UInt64(index)))
            var (zeros, ones) = (0, 0)
            for _ in 0..<draws {
                switch gaussian.draw(&words) {
                case 0: zeros += 1
                case 1: ones += 1
                default: break
                }
            }
            for (seen, chance) in [(zeros, entry.zero), (ones, entry.one)] {
                let spread = (chance * (1 - chance) * Double(draws)).squareRoot()
                #expect(abs(Double(seen) - chance * Double(draws)) < 4.5 * spread)
            }
        }
    }

    @Test("takes its bits from the system's generator, 256 bytes at a time")
    func systemBits() throws {
        var batch = SystemEntropy()
        let numbers = (0..<2_000).map { _ in batch.next() }
        #expect(Set(numbers).count == numbers.count)
        let ones = numbers.reduce(0) { $0 + $1.nonzeroBitCount }
        #expect(abs(ones - 64_000) < 1_200)
        let gaussian = DiscreteGaussian(variance: try #require(Rational(40)))
        var words = RandomWords(SystemEntropy())
        var counts: [Int: Int] = [:]
        for _ in 0..<10_000 { counts[gaussian.draw(&words), default: 0] += 1 }
        #expect(ChiSquare.pValue(counts: counts, draws: 10_000, variance: 40) > 1e-6)
    }

    @Test("draws events of probability exp(-1) and of fractions")
    func events() {
        var words = RandomWords(SeededGenerator(state: 3))
        let draws = Proof.size(30_000, full: 300_000)
        func near(_ seen: Int, _ chance: Double) -> Bool {
            abs(Double(seen) - chance * Double(draws)) < 4.5 * (chance * (1 - chance) * Double(draws)).squareRoot()
        }
        #expect(near((0..<draws).count { _ in words.chanceOfInverseE() }, 0.36787944117144233))
        #expect(near((0..<draws).count { _ in words.chance(1 as UInt64, of: 3) }, 1.0 / 3))
        #expect(near((0..<draws).count { _ in words.chance(UInt128(1) << 90, of: UInt128(5) << 90) }, 0.2))
        #expect(near((0..<draws).count { _ in words.chanceOfExponential(3 as UInt64, of: 4) }, 0.47236655274101469))
        #expect(
            near(
                (0..<draws).count { _ in words.chanceOfExponential(UInt128(3) << 80, of: UInt128(4) << 80) },
                0.4723665527))
        #expect((0..<1_000).allSatisfy { _ in !words.chance(0 as UInt64, of: 3) && words.chance(3 as UInt64, of: 3) })
        var seen = [Int](repeating: 0, count: 7)
        for _ in 0..<draws { seen[Int(words.below(7))] += 1 }
        #expect(seen.allSatisfy { near($0, 1.0 / 7) })
    }

    @Test("has a variance that is a fraction of whole numbers")
    func rationals() {
        #expect(Rational(decimal: "0.25") == Rational(1, 4))
        #expect(Rational(decimal: "12") == Rational(12))
        #expect(Rational(6, 4)?.description == "3/2")
        for text in ["", ".5", "5.", "-1", "0", "0.0", "1e3", "1,5", "1234567", "0.1234567891", "٣", "1.2.3"] {
            #expect(Rational(decimal: text) == nil)
        }
        #expect(Rational(1 << 41) == nil)
        #expect(Rational(1, 0) == nil)
    }
}
