import Casework
import Postgres
import Sealing

extension Examination {
    /// An event that waits for longer than this was not reached by any sealer.
    private static let longestWait: Int64 = 3_600

    /// Whether the audit's events are sealed soon after they are written: until then a deletion would not show.
    func sealing(_ database: Database) async throws -> Finding {
        let keyring = try KeyringFile.load(path: home.keyring)
        let casework = Casework(Environment(database: database, keyring: keyring, now: { .now }))
        let lag = try await casework.sealingLag()
        guard let since = lag.since else {
            return Finding(check: "audit sealing", state: .good, text: "every event is sealed")
        }
        let seconds = (Timestamp.now.microseconds - since.microseconds) / 1_000_000
        return Finding(
            "audit sealing", seconds < Self.longestWait, else: .warning,
            good: "\(lag.events) events wait, the oldest for \(max(0, seconds / 60)) minutes",
            "\(lag.events) events wait, the oldest for \(seconds / 60) minutes; until they are sealed a deletion would not "
                + "show. `troth audit seal` seals them; look for a transaction that stays open.")
    }
}
