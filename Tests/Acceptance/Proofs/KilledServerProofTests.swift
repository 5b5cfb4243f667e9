import FoundationEssentials
import Glibc
import TestSupport
import Testing

@Suite("A server killed in the middle of commands", .practice)
struct KilledServerProofTests {
    let home = PracticeHome.current

    /// What a person wrote down: each is to be there once.
    private struct Intended {
        var notes: [String] = []
        var days: [String] = []

        mutating func next() -> (words: String, day: String) {
            let number = notes.count
            notes.append("note number \(number)")
            days.append("2026-0\(number / 18 + 1)-\(number % 18 + 10)")
            return (notes[number], days[number])
        }
    }

    /// A person repeats every command that failed; at the end each note and each report is there exactly once.
    @Test func losesAndDoublesNothing() async throws {
        let handle = try await home.openCase()
        let amends = try await home.done(
            "commitment add \(handle) --owner B --kind practical --rhythm daily --on 2026-01-01 --quiet --text shows")
        var intended = Intended()
        for _ in 0..<Proof.size(3, full: 20) {
            async let killed: Void = killTheServer(after: .milliseconds(Int.random(in: 0...2_000)))
            for _ in 0..<5 {
                let (words, day) = intended.next()
                try await untilDone("note write --case \(handle) --psychotherapy --file -", words)
                try await untilDone("commitment keep \(amends) --as-seen-by A --on \(day)", "")
            }
            try await killed
        }
        try await home.done("server start")
        try await compare(intended, handle)
    }

    private func compare(_ intended: Intended, _ handle: String) async throws {
        let proof = Proof("after a killed server each note and each report is there once")
        var found: [String] = []
        for note in try await home.troth("note show --case \(handle) --quiet").lines {
            found.append(try await home.done("note show \(note)"))
        }
        #expect(found.count == intended.notes.count)
        for words in intended.notes {
            let count = found.count { $0.hasSuffix(words) }
            #expect(proof.holds(count == 1), "\(words): \(count)")
        }
        let reports = try await home.superuser("select on_day from app.commitment_reports").split(separator: "\n")
        #expect(reports.count == intended.days.count)
        for day in intended.days {
            let count = reports.count { $0 == day }
            #expect(proof.holds(count == 1), "\(day): \(count)")
        }
        proof.report()
    }

    private func killTheServer(after delay: Duration) async throws {
        try await Task.sleep(for: delay)
        // Between two servers there is none: then the next one is killed.
        for _ in 0..<200 {
            if let server = try? home.serverID, kill(server, SIGKILL) == 0 { return }
            try await Task.sleep(for: .milliseconds(20))
        }
        Issue.record("there was no server to kill")
    }

    private func untilDone(_ command: String, _ words: String) async throws {
        for _ in 0..<30 {
            let outcome = try await home.troth(command, input: .text(words))
            if outcome.status == 0 { return }
            #expect([7, 75].contains(outcome.status), "\(command): \(outcome.status) \(outcome.errors)")
        }
        Issue.record("never done: \(command)")
    }
}
