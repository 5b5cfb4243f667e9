import Glibc
import Synchronization

/// Prints one line a measure and counts the goals.
final class Report: Sendable {
    /// What a ratio has to be.
    enum Goal: Sendable {
        case above(Double)
        case atLeast(Double)
        case atMost(Double)
        /// Only reported.
        case none
    }

    private let counts = Mutex((goals: 0, met: 0))

    /// One line: the ratio, what it is made of, the goal.
    func add(_ name: String, ratio: Double, ours: String, reference: String, n: Int, _ goal: Goal) {
        let judged: (words: String, met: Bool)? =
            switch goal {
            case .above(let limit): ("goal above \(limit.decimals(2))", ratio > limit)
            case .atLeast(let limit): ("goal at least \(limit.decimals(2))", ratio >= limit)
            case .atMost(let limit): ("goal at most \(limit.decimals(2))", ratio <= limit)
            case .none: nil
            }
        var line = "\(name): \(ratio.decimals(2)) (ours \(ours), reference \(reference), n \(n))"
        if let judged {
            line += "  \(judged.words): \(judged.met ? "met" : "MISSED")"
            counts.withLock { counts in
                counts.goals += 1
                if judged.met { counts.met += 1 }
            }
        } else {
            line += "  reported, no goal"
        }
        say(line)
    }

    /// A measure of how much is done a second: above 1 is better for us.
    func add(_ name: String, each amount: Int, _ unit: String, _ times: Pairs, _ goal: Goal) {
        let (ours, reference) = (median(times.ours), median(times.reference))
        func rate(_ seconds: Double) -> String { "\((Double(amount) / seconds).grouped) \(unit)/s" }
        add(
            name, ratio: reference / ours, ours: rate(ours), reference: rate(reference), n: times.ours.count, goal)
    }

    /// The last line.
    var verdict: String {
        counts.withLock { "\($0.met) of \($0.goals) goals are met." }
    }
}

/// Prints a line at once, also into a file.
func say(_ line: String) {
    print(line)
    fflush(nil)
}

extension Double {
    /// With so many digits after the point.
    func decimals(_ places: Int) -> String {
        var scale = 1.0
        for _ in 0..<places { scale *= 10 }
        let whole = Int((self * scale).rounded())
        guard places > 0 else { return String(whole) }
        let fraction = String(whole.magnitude % UInt(scale))
        let zeros = String(repeating: "0", count: places - fraction.count)
        return "\(whole < 0 ? "-" : "")\(whole.magnitude / UInt(scale)).\(zeros)\(fraction)"
    }

    /// Rounded to a whole number, with commas.
    var grouped: String {
        var digits = Array(String(Int(rounded())))
        for place in stride(from: digits.count - 3, to: 0, by: -3) { digits.insert(",", at: place) }
        return String(digits)
    }
}
