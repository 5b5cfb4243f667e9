import Glibc

/// Pearson's test of counts against probabilities, and the probabilities of the discrete Gaussian by summing its
/// series: written for the tests, from the textbook, so that nothing of the sampler judges itself.
package enum ChiSquare {
    /// The chance of a sum of squares at least as large, for so many degrees of freedom.
    package static func pValue(_ statistic: Double, freedom: Int) -> Double {
        upperGamma(Double(freedom) / 2, statistic / 2)
    }

    /// Neighbouring cells are pooled until each expects 10 at least.
    package static func pValue(counts: [Int: Int], draws: Int, variance: Double) -> Double {
        let reach = Int(sqrt(variance) * 9) + 8
        let weights = (-reach...reach).map { exp(-Double($0 * $0) / (2 * variance)) }
        let total = weights.reduce(0, +)
        var (statistic, cells) = (0.0, 0)
        var (expected, seen, allSeen) = (0.0, 0, 0)
        for (index, weight) in weights.enumerated() {
            expected += weight / total * Double(draws)
            seen += counts[index - reach] ?? 0
            allSeen += counts[index - reach] ?? 0
            let rest = weights[(index + 1)...].reduce(0, +) / total * Double(draws)
            if expected >= 10, rest >= 10 || index == weights.count - 1 {
                statistic += (Double(seen) - expected) * (Double(seen) - expected) / expected
                cells += 1
                (expected, seen) = (0, 0)
            }
        }
        if expected > 0 {
            statistic += (Double(seen) - expected) * (Double(seen) - expected) / expected
            cells += 1
        }
        // a draw beyond the reach has a chance below 1e-15
        return allSeen == draws ? pValue(statistic, freedom: cells - 1) : 0
    }

    /// The regularized upper incomplete gamma function, by its series or its continued fraction.
    private static func upperGamma(_ shape: Double, _ x: Double) -> Double {
        if x <= 0 { return 1 }
        let front = exp(-x + shape * log(x) - lgamma(shape))
        if x < shape + 1 {
            var (term, sum, step) = (1 / shape, 1 / shape, shape)
            while abs(term) > abs(sum) * 1e-15 {
                step += 1
                term *= x / step
                sum += term
            }
            return 1 - front * sum
        }
        var b = x + 1 - shape
        var c = 1 / 1e-300
        var d = 1 / b
        var fraction = d
        for step in 1...10_000 {
            let a = -Double(step) * (Double(step) - shape)
            b += 2
            d = 1 / (a * d + b)
            c = b + a / c
            fraction *= d * c
            if abs(d * c - 1) < 1e-15 { break }
        }
        return front * fraction
    }
}
