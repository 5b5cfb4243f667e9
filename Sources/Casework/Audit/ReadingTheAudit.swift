package import CaseModel
import FoundationEssentials
package import Postgres
import Sealing

/// Which events to show; what is nil is not asked for.
package struct AuditQuestion: Sendable {
    /// Handle or id of a case.
    package var caseName: String?
    /// Login of whoever did it.
    package var person: String?
    /// By the practice's own time zone: from the beginning of that day on.
    package var since: CalendarDate?
    /// What was asked for, such as `note sign`, or what was done, such as `open`.
    package var act: String?
    package var most: Int

    package init(
        caseName: String? = nil, person: String? = nil, since: CalendarDate? = nil, act: String? = nil, most: Int = 200
    ) {
        (self.caseName, self.person, self.since) = (caseName, person, since)
        (self.act, self.most) = (act, most)
    }
}

/// One event, as the list shows it: ids, logins and handles, never a word.
package struct AuditEntry: Sendable, RowDecodable {
    package let event: Int
    package let at: String
    package let login: String?
    package let act: String?
    package let operation: String
    package let object: String
    package let handles: [String]
    /// How many rows it concerned.
    package let things: Int

    package init(row reader: inout RowReader) throws(PostgresError) {
        event = try reader.next()
        at = try reader.next()
        login = try reader.next()
        act = try reader.next()
        operation = try reader.next()
        object = try reader.next()
        handles = try reader.next()
        things = try reader.next()
    }
}

extension Casework {
    /// Whoever may read events: an auditor those of the practice, whoever treats or supervises couples those about the
    /// cases they reach.
    private static let reading: [Duty] = [.auditor] + .reading

    /// Events, newest first. That they were looked at is an event too.
    ///
    /// - Throws: `notFound` for a case whose events are not this person's to see, and for a login nobody has.
    package func auditTrail(_ question: AuditQuestion) async throws(CaseworkError) -> [AuditEntry] {
        try await failures {
            guard (1...100_000).contains(question.most) else {
                throw CaseworkError.invalid(field: "limit", "give a number from 1 to 100,000")
            }
            let name = try question.caseName.map { try RecordName($0, .caseFile) }
            return try await open("audit show", by: Self.reading) { desk in
                let caseID = try name.map { try desk.auditedCase($0) }
                if let person = question.person {
                    let isThere = try desk.transaction.one(
                        "select exists (select from app.staff where practice_id = \(desk.practice) and login = \(person))",
                        Bool.self)
                    guard isThere else { throw CaseworkError.notFound(.staffMember, person) }
                }
                return try desk.transaction.all(
                    """
                    select t.event_id, to_char(t.at at time zone p.time_zone, 'YYYY-MM-DD HH24:MI:SS'), t.login, t.act,
                        t.operation, t.object, t.handles, t.things
                    from app.practices p
                    cross join lateral app.audit_trail(\(caseID), \(question.person),
                        \(question.since)::date::timestamp at time zone p.time_zone, \(question.act),
                        \(Int32(question.most))) t
                    where p.practice_id = \(desk.practice)
                    """, as: AuditEntry.self)
            }
        }
    }

    /// The practice's log as an auditor takes it away: `put` gets its lines, some at a time, up to the checkpoint that
    /// the answer ends with. Needs the password afresh.
    ///
    /// - Throws: `proofNeeded`; `conflict` where nothing is sealed yet.
    package func exportAudit(
        most: Int = 250, _ put: ([UInt8]) throws -> Void
    ) async throws(CaseworkError) -> AuditExport {
        try await failures {
            let (practice, notes) = try await open("audit export", by: [.auditor]) { desk in
                let notes = try desk.transaction.all(
                    "select size, note from app.audit_notes(\(Int32(most)))", Int64.self, String.self)
                return (desk.practice, notes)
            }
            guard let last = notes.last?.0 else {
                throw CaseworkError.conflict("Nothing is sealed yet. Run `troth audit seal`, then export again.")
            }
            var (after, events) = (Int64(0), 0)
            while after < last {
                let start = after
                let (end, lines, text) = try await open("audit export", by: [.auditor]) { desk in
                    var (end, lines, text): (Int64, Int, [UInt8]) = (start, 0, [])
                    try desk.transaction.forEach("select size, line from app.audit_lines(\(start), 20000::integer)") {
                        row in
                        let (size, line) = try row.columns(Int64.self, String.self)
                        guard size <= last else { return }
                        (end, lines) = (size, lines + 1)
                        text += Array(line.utf8)
                        text.append(0x0A)
                    }
                    return (end, lines, text)
                }
                guard end > start else {
                    throw CaseworkError.conflict(
                        "The events after number \(start) are gone, though they were sealed. Run `troth audit verify`.")
                }
                try put(text)
                after = end
                events += lines
            }
            return AuditExport(events: events, notes: notes.map(\.1), key: try auditKey(of: .init(practice)).text)
        }
    }
}

/// What goes with the lines of an export.
package struct AuditExport: Sendable {
    package let events: Int
    /// Checkpoints, oldest first; the last covers exactly the lines.
    package let notes: [String]
    /// The key that verifies them.
    package let key: String
}

extension Desk {
    /// A case whose events this person may see.
    fileprivate func auditedCase(_ name: RecordName) throws -> UUID {
        let id = try transaction.one("select app.audit_case(\(name.text))", UUID?.self)
        guard let id else { throw CaseworkError.notFound(.caseFile, name.text) }
        return id
    }
}
