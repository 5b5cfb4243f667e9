package import CaseModel
package import FoundationEssentials
package import Postgres

/// A report of which a run makes many documents.
package enum BatchReport: String, Sendable, CaseIterable, PostgresCodable {
    case summary, progress, closing
}

/// Whom a copy of a report is for.
package enum ReportCopy: Sendable, Hashable {
    case file
    case insurer(of: Partner)
    case partner(Partner)

    /// As a run's row and its manifest name it.
    package var code: String {
        switch self {
        case .file: "file"
        case .insurer(let client): "insurer_\(client.rawValue)"
        case .partner(let partner): "partner_\(partner.rawValue)"
        }
    }

    package init?(code: String) {
        let all = [ReportCopy.file] + Partner.allCases.flatMap { [.insurer(of: $0), .partner($0)] }
        guard let found = all.first(where: { $0.code == code }) else { return nil }
        self = found
    }

    /// The partner whose copy it is; nil for the file's.
    var partner: Partner? {
        switch self {
        case .file: nil
        case .insurer(let client): client
        case .partner(let partner): partner
        }
    }
}

/// What a person asks for: one report about many records, in some formats.
package struct ReportRunOrder: Sendable, Hashable {
    package let report: BatchReport
    package let copy: ReportCopy
    /// Raw values of the formats, each once.
    package let formats: [String]
    package let paper: String
    package let conditions: ReportConditions
    /// SHA-256 of the practice's templates that word the documents; nil without.
    package let templates: [UInt8]?

    package init(
        report: BatchReport, copy: ReportCopy = .file, formats: [String], paper: String, conditions: ReportConditions,
        templates: [UInt8]? = nil
    ) {
        (self.report, self.copy, self.formats, self.paper) = (report, copy, formats, paper)
        (self.conditions, self.templates) = (conditions, templates)
    }
}

/// A run of reports: who ordered what, and how far it is.
package struct ReportRun: Sendable {
    package let handle: String
    package let report: BatchReport
    package let copy: ReportCopy
    package let formats: [String]
    package let paper: String
    /// SHA-256 of the templates that word its documents.
    package let templates: [UInt8]?
    /// As `ReportConditions.text` writes them.
    package let conditions: String
    /// The duty that its documents are read by.
    package let duty: Duty
    /// The practice's own time that every document of the run bears.
    package let madeAt: LocalTime
    package let finishedOn: CalendarDate?
    package let items: Int
    package let done: Int
    package let drafts: Int
    package let failed: Int
    package let id: UUID
    package let practice: UUID
    package let staff: UUID
    /// The moment of `madeAt`: the clock of every document, so that one made again is the same to the byte.
    package let clock: Timestamp

    /// Documents that are still to be made.
    package var left: Int { items - done - failed }
}

extension ReportRun: RowDecodable {
    package init(row: inout RowReader) throws(PostgresError) {
        id = try row.next()
        practice = try row.next()
        staff = try row.next()
        handle = try row.next()
        report = try row.next()
        copy = ReportCopy(code: try row.next(String.self)) ?? .file
        formats = try row.next()
        paper = try row.next()
        templates = try row.next()
        conditions = try row.next()
        duty = try row.next()
        clock = try row.next()
        madeAt = try row.next()
        finishedOn = try row.next()
        items = try row.next()
        done = try row.next()
        drafts = try row.next()
        failed = try row.next()
    }
}

extension Casework {
    /// One of the person's own runs, by its handle or id.
    ///
    /// - Throws: `notFound`, also where the run is somebody else's.
    package func reportRun(_ name: String) async throws(CaseworkError) -> ReportRun {
        try await failures {
            let name = try RecordName(name, .reportRun)
            return try await read("report", by: .reading) { desk in try desk.run(name) }
        }
    }

    /// The person's own runs, the newest first, `limit` at most.
    package func reportRuns(limit: Int) async throws(CaseworkError) -> [ReportRun] {
        try await failures {
            try await read("report list", by: .reading) { desk in
                try desk.transaction.all(
                    "\(desk.runs("r.staff_id = \(desk.staff)")) order by r.made_at desc, r.handle limit \(limit)",
                    as: ReportRun.self)
            }
        }
    }

    /// The same person at work on a run: by its duty, and with its moment as the clock.
    package func working(on run: ReportRun) -> Casework {
        var environment = environment
        let clock = run.clock
        environment.now = { clock }
        return Casework(environment, token: token, acting: run.duty)
    }
}

extension Desk {
    func run(_ name: RecordName) throws -> ReportRun {
        let found = try transaction.optional(
            runs(name.matches(handle: "r.handle", id: "r.run_id")), as: ReportRun.self)
        guard let found else { throw CaseworkError.notFound(.reportRun, name.text) }
        return found
    }

    fileprivate func runs(_ predicate: SQL) -> SQL {
        """
        select r.run_id, r.practice_id, r.staff_id, r.handle, r.report, r.copy, r.formats, r.paper, r.templates_sha256,
            r.conditions, r.duty,
            r.made_at, r.made_at at time zone p.time_zone, (r.finished_at at time zone p.time_zone)::date, r.items,
            i.done, i.drafts, i.failed
        from app.practices p
        join app.report_runs r on r.practice_id = p.practice_id
        cross join lateral (
            select count(*) filter (where i.state = 'done') as done,
                count(*) filter (where i.is_draft) as drafts,
                count(*) filter (where i.state = 'failed') as failed
            from app.report_items i where i.practice_id = r.practice_id and i.run_id = r.run_id) i
        where p.practice_id = \(practice) and \(predicate)
        """
    }
}
