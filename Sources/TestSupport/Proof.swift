import FoundationEssentials
import Glibc

/// One claim that is tried on many cases: on some of them in `make test`, on all of them in `make prove`.
///
/// Counts, so that `make prove` can print one line a proof; a test that uses it also expects each case to hold.
package final class Proof {
    private let name: String
    private var passed = 0
    private var failed = 0

    /// A proof of what `name` says, in words that fit on a line.
    package init(_ name: String) {
        self.name = name
    }

    /// The number of cases: `full` under `TROTH_PROOF=full`, else `small`.
    package static func size(_ small: Int, full: Int) -> Int {
        ProcessInfo.processInfo.environment["TROTH_PROOF"] == "full" ? full : small
    }

    /// Counts one case; gives back whether it holds, to be expected.
    package func holds(_ holds: Bool) -> Bool {
        if holds { passed += 1 } else { failed += 1 }
        return holds
    }

    /// Counts cases that were tried elsewhere, such as in the database.
    package func count(passed: Int, failed: Int) {
        self.passed += passed
        self.failed += failed
    }

    /// Appends the proof's line to the file that `TROTH_PROOF_LINES` names. In one call to write(2), so that tests which
    /// run side by side do not mix their lines.
    package func report() {
        guard let path = ProcessInfo.processInfo.environment["TROTH_PROOF_LINES"] else { return }
        let file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
        guard file >= 0 else { return }
        defer { close(file) }
        let line = Array("\(name): \(passed) passed, \(failed) failed\n".utf8)
        _ = write(file, line, line.count)
    }
}
