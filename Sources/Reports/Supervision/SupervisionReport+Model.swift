package import Casework

/// Those whom a person supervises, as figures: their open cases, their sessions, and how their notes keep up.
package struct SupervisionReport: Sendable {
    /// One supervisee's sums.
    package struct Sum: Sendable, Hashable {
        package let cases: Int
        package let sessionsHeld: Int
        package let signedInTime: Int
        package let notesOverdue: Int

        package init(_ entries: [SupervisionRecord.Entry]) {
            cases = entries.count
            sessionsHeld = entries.reduce(0) { $0 + $1.sessionsHeld }
            signedInTime = entries.reduce(0) { $0 + $1.signedInTime }
            notesOverdue = entries.reduce(0) { $0 + $1.notesOverdue }
        }
    }

    package let record: SupervisionRecord
    /// In the order of the record's supervisees.
    package let sums: [Sum]

    package init(_ record: SupervisionRecord) {
        self.record = record
        sums = record.supervisees.map { Sum($0.entries) }
    }
}
