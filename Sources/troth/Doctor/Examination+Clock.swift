import Casework
import Postgres

extension Examination {
    /// Whether the program's clock and the database's agree: codes of a second factor and days depend on it.
    func clock(_ database: Database) async throws -> Finding {
        let difference = try await ClockDifference(database) { .now }
        let milliseconds = abs(difference.milliseconds)
        let words = "the program's clock and the database's differ by \(milliseconds) ms"
        return milliseconds < 2_000
            ? Finding(check: "clock", state: .good, text: words)
            : Finding(
                check: "clock", state: milliseconds < 30_000 ? .warning : .wrong,
                text: "\(words). Set both by NTP: codes of a second factor are refused where they differ.")
    }

    /// Whether anything on record lies in the future: then a clock went back, or was wrong.
    func recordedTimes(_ administrator: Database) async throws -> Finding {
        let ahead = try await ClockDifference.newestRecord(administrator)
        return Finding(
            "times on record", ahead < 60, else: .warning, good: "nothing lies in the future",
            "the newest event or login is \(ahead) seconds ahead of the database's clock: it went back, or was wrong. "
                + "Set it by NTP; logins that were used later than now are refused until then.")
    }
}
