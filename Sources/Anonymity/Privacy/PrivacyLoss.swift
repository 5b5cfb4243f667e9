import Glibc

/// What rho of zero-concentrated differential privacy promises in the older terms (epsilon, delta).
///
/// Floating point: these figures are reported, nothing is drawn with them.
package enum PrivacyLoss {
    /// The least delta for which rho-zCDP gives (epsilon, delta) by Canonne, Kamath and Steinke 2020, corollary 13.
    package static func delta(rho: Double, epsilon: Double) -> Double {
        guard rho > 0 else { return 0 }
        // the bound is convex in alpha; its slope's sign is searched
        var (low, high) = (1.01, (epsilon + 1) / (2 * rho) + 2)
        for _ in 0..<200 {
            let alpha = (low + high) / 2
            let slope = (2 * alpha - 1) * rho - epsilon + log1p(-1 / alpha)
            if slope < 0 { low = alpha } else { high = alpha }
        }
        let alpha = (low + high) / 2
        let bound = exp((alpha - 1) * (alpha * rho - epsilon) + alpha * log1p(-1 / alpha)) / (alpha - 1)
        return min(bound, 1)
    }

    /// The least epsilon for a delta, rounded up in its seventh digit.
    package static func epsilon(rho: Double, delta: Double) -> Double {
        guard rho > 0, delta < 1 else { return 0 }
        var (low, high) = (0.0, rho + 2 * sqrt(rho * log(1 / delta)))
        for _ in 0..<200 {
            let middle = (low + high) / 2
            if Self.delta(rho: rho, epsilon: middle) <= delta { high = middle } else { low = middle }
        }
        return high * (1 + 1e-7)
    }
}
