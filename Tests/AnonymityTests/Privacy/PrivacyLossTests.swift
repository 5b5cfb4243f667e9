import Testing

@testable import Anonymity

@Suite("The loss of privacy")
struct PrivacyLossTests {
    @Test(
        "in (epsilon, delta) is what another program finds",
        arguments: [
            (2.56, 1e-10, 17.15830871210475), (0.07, 1e-10, 2.3872751767179747), (0.5, 1e-6, 5.221534444530169),
            (0.1, 1e-6, 2.141938928385474), (1.0, 1e-5, 7.07719669580634), (0.01, 1e-9, 0.8101744678675343),
        ])
    func conversion(rho: Double, delta: Double, epsilon: Double) {
        let found = PrivacyLoss.epsilon(rho: rho, delta: delta)
        #expect(abs(found - epsilon) < 1e-5 * epsilon)
        #expect(found >= epsilon)
        // never above the simpler bound of Bun and Steinke 2016
        #expect(found < rho + 2 * (rho * -naturalLogarithm(delta)).squareRoot())
        #expect(PrivacyLoss.delta(rho: rho, epsilon: found) <= delta)
    }

    private func naturalLogarithm(_ x: Double) -> Double {
        // by the series of atanh, so that this file needs no C library
        var (value, number) = (0.0, x)
        while number < 0.5 {
            number *= 2
            value -= 0.6931471805599453
        }
        let z = (number - 1) / (number + 1)
        var (power, term) = (z, 1.0)
        for _ in 0..<60 {
            value += 2 * power / term
            power *= z * z
            term += 2
        }
        return value
    }
}
