import FoundationEssentials
import Glibc
import Testing

extension BadInput {
    @Suite("An import that is interrupted")
    struct Interruption {
        let home = PracticeHome.current

        @Test(arguments: [(SIGINT, 130), (SIGTERM, 143)] as [(Int32, Int32)])
        func changesNothing(_ signal: Int32, _ status: Int32) async throws {
            var rows = BrokenFile.heading
            for number in 1...20_000 { rows += "Ana \(number),Dan \(number),2026-03-\(10 + number % 20)\n" }
            let file = try home.file("many.csv", rows)
            let mapping = try home.file("map.json5", ImportedFile.mapping)
            try await home.unchanged {
                let running = try home.start("import caseload \(file) --mapping \(mapping)")
                try await untilItWrites()
                running.send(signal)
                try await running.outcome().expectRefusal(status, saying: "Interrupted. Nothing was changed.")
            }
        }

        /// Until a transaction of the gate has written something: the import is in its middle.
        private func untilItWrites() async throws {
            for _ in 0..<600 {
                let writing = try await home.superuser(
                    "select count(*) from pg_stat_activity where usename = 'troth_gate' and backend_xid is not null")
                if writing != "0" { return }
                try await Task.sleep(for: .milliseconds(50))
            }
            Issue.record("the import never wrote")
        }
    }
}
