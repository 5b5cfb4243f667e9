import CaseModel
package import FoundationEssentials
package import Postgres

/// One document of a run as its manifest tells of it.
package struct ReportLine: Sendable {
    package enum Standing: Sendable {
        case done(version: Int, isDraft: Bool, sha256: [UInt8])
        case failed(ReportFailure)
        /// Not made yet.
        case open
    }

    package let item: Int
    package let handle: String
    package let record: UUID
    package let standing: Standing
}

extension ReportLine: RowDecodable {
    package init(row: inout RowReader) throws(PostgresError) {
        item = try row.next()
        handle = try row.next()
        record = try row.next()
        let state = try row.next(String.self)
        let reason = try row.next(String?.self)
        let version = try row.next(Int?.self)
        let isDraft = try row.next(Bool?.self)
        let sha256 = try row.next([UInt8]?.self)
        switch (state, version, isDraft, sha256) {
        case ("done", let version?, let isDraft?, let sha256?):
            standing = .done(version: version, isDraft: isDraft, sha256: sha256)
        case ("failed", _, _, _):
            standing = .failed(reason.flatMap(ReportFailure.init) ?? .unreadable)
        default: standing = .open
        }
    }
}

extension Casework {
    /// The practice of the person, which the key for its reports goes by.
    package func ownPractice() async throws(CaseworkError) -> UUID {
        try await failures { try await read("report key", by: Duty.allCases) { $0.practice } }
    }

    /// Every document of a run, in order.
    package func reportLines(of run: ReportRun) async throws(CaseworkError) -> [ReportLine] {
        try await failures {
            try await read("report work", by: .reading) { desk in
                try desk.transaction.all(
                    """
                    select item, handle, record_id, state, reason, record_version, is_draft, sha256
                    from app.report_items
                    where practice_id = \(desk.practice) and run_id = \(run.id) order by item
                    """, as: ReportLine.self)
            }
        }
    }

    /// Writes down that the run's manifest stands. A second time it must be the same manifest.
    ///
    /// - Throws: `conflict` for another one.
    package func finishReportRun(_ run: ReportRun, manifest sha256: [UInt8]) async throws(CaseworkError) {
        try await amidRun { desk in
            _ = try desk.transaction.execute(
                """
                update app.report_runs set finished_at = clock_timestamp(), manifest_sha256 = \(sha256)
                where practice_id = \(desk.practice) and run_id = \(run.id) and finished_at is null
                """)
            let kept = try desk.transaction.one(
                """
                select manifest_sha256 from app.report_runs
                where practice_id = \(desk.practice) and run_id = \(run.id)
                """,
                [UInt8]?.self)
            guard kept == sha256 else {
                throw CaseworkError.conflict(
                    "The run \(run.handle) was finished with another manifest. Nothing was changed; make a new run."
                )
            }
        }
    }
}
