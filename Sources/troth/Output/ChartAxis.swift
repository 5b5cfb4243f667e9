/// Where values fall on an axis, and at which of them it is labelled.
struct ChartAxis {
    let low: Double
    let high: Double

    /// The axis from `domain`, widened to hold every one of `values`: nothing is drawn where it is not.
    init(domain: ClosedRange<Double>?, values: [Double]) {
        let known = values.filter(\.isFinite)
        low = min(domain?.lowerBound ?? .infinity, known.min() ?? domain?.lowerBound ?? 0)
        high = max(domain?.upperBound ?? -.infinity, known.max() ?? domain?.upperBound ?? 0)
    }

    /// 0 at the low end, `steps - 1` at the high end; the middle when the axis has no length.
    func step(of value: Double, steps: Int) -> Int {
        guard high > low else { return (steps - 1) / 2 }
        return Int(((value - low) / (high - low) * Double(steps - 1)).rounded())
    }

    /// Round values (1, 2 or 5 times a power of ten apart) in the axis, at most `limit` of them.
    func ticks(limit: Int) -> [Double] {
        guard high > low, limit > 1 else { return [low] }
        var magnitude = 1.0
        while magnitude * 10 <= high - low { magnitude *= 10 }
        while magnitude > high - low { magnitude /= 10 }
        for factor in [0.1, 0.2, 0.5, 1, 2, 5, 10, 20] {
            let step = factor * magnitude
            // The slack keeps an end that is a multiple of the step, such as 0.3 of 0.1, in spite of binary fractions.
            let (first, last) = ((low / step - 1e-9).rounded(.up), (high / step + 1e-9).rounded(.down))
            if last - first + 1 <= Double(limit) {
                return first <= last ? stride(from: first, through: last, by: 1).map { $0 * step } : [low]
            }
        }
        return [low]
    }

    /// The shortest text with at most one decimal.
    static func label(_ value: Double) -> String {
        let text = DecimalText(value, decimals: 1)?.description ?? ""
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}
