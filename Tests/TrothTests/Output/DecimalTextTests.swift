import Testing
import troth

@Suite("Decimals are exact and round half up")
struct DecimalTextTests {
    @Test(arguments: [
        (1, 3, 2, "0.33"), (2, 3, 2, "0.67"), (1, 8, 2, "0.13"), (1, 2, 0, "1"), (3, 2, 0, "2"), (-1, 2, 0, "-1"),
        (-1, 3, 0, "0"),
        (1, -8, 2, "-0.13"), (995, 1000, 2, "1.00"), (7, 1, 3, "7.000"), (0, 5, 1, "0.0"),
        (Int.max, 1, 0, "9223372036854775807"),
        (Int.min, 1, 1, "-9223372036854775808.0"), (Int.max, Int.max, 18, "1.000000000000000000"),
        (1, Int.max, 2, "0.00"),
    ])
    func ratio(numerator: Int, denominator: Int, decimals: Int, text: String) {
        #expect(DecimalText(numerator, over: denominator, decimals: decimals)?.description == text)
    }

    @Test(arguments: [
        (2.675, 2, "2.68"), (1.005, 2, "1.01"), (0.5, 0, "1"), (0.49, 0, "0"), (-2.5, 0, "-3"), (-0.04, 1, "0.0"),
        (-0.0, 2, "0.00"),
        (0.05, 1, "0.1"), (0.04999, 1, "0.0"), (99.995, 2, "100.00"), (9.5, 0, "10"), (1e-7, 3, "0.000"),
        (5e-7, 6, "0.000001"),
        (1e21, 1, "1000000000000000000000.0"), (1.5e300, 0, "15" + String(repeating: "0", count: 299)),
        (.leastNonzeroMagnitude, 18, "0.000000000000000000"),
        (51.5, 1, "51.5"), (100, 0, "100"), (123456.789, 2, "123456.79"), (0.999, 2, "1.00"),
    ])
    func double(value: Double, decimals: Int, text: String) {
        #expect(DecimalText(value, decimals: decimals)?.description == text)
    }

    @Test func noNumberNoText() {
        #expect(DecimalText(1, over: 0, decimals: 2) == nil)
        #expect(DecimalText(.nan, decimals: 2) == nil)
        #expect(DecimalText(.infinity, decimals: 2) == nil)
    }

    @Test func bothWaysAgree() {
        for number in -3000...3000 {
            #expect(DecimalText(number, over: 1000, decimals: 1) == DecimalText(Double(number) / 1000, decimals: 1))
        }
    }

    @Test(arguments: [(0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567"), (-1000, "-1,000")])
    func grouped(number: Int, text: String) {
        #expect(DecimalText.grouped(number) == text)
    }
}
