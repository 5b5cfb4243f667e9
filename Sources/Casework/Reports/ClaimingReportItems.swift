import CaseModel
package import FoundationEssentials
import Postgres

/// One document of a run, as a worker claims it.
package struct ReportItem: Sendable, Hashable {
    /// Its place in the run, counted from 1.
    package let item: Int
    /// The session's or the case's.
    package let handle: String
    let record: UUID
}

/// What became of a document.
package struct ReportOutcome: Sendable {
    package enum Kind: Sendable {
        /// `sha256` has 32 bytes for each file, in the order of the run's formats.
        case done(version: Int, isDraft: Bool, sha256: [UInt8])
        case failed(ReportFailure)
    }

    package let item: Int
    package let kind: Kind

    package init(item: Int, _ kind: Kind) {
        (self.item, self.kind) = (item, kind)
    }
}

/// Why there is no document, as it stands in a run's list. The words that go with it are the program's.
package enum ReportFailure: String, Error, CaseIterable {
    /// It is not there any more, or not this person's any more.
    case notFound = "not_found"
    case erased
    /// The session has no note that this person may read.
    case noNote = "no_note"
    /// A rule holds this copy back: a consent, an authorization or a signature is missing, or there is nothing to close.
    case heldBack = "held_back"
    /// What is stored does not open under its key.
    case keys
    /// What is stored does not read as what it should be.
    case unreadable
    /// The document cannot be drawn.
    case notDrawn = "not_drawn"
    /// Several workers were lost over it.
    case lost
}

extension Casework {
    /// How long a worker may be silent before what it claimed is anybody's again. Two that make the same document make
    /// the same bytes, so this only spares work.
    fileprivate static let lease = 20
    /// Workers that may be lost over one document: the first takes many at once, the others this one alone.
    fileprivate static let mostAttempts = 5

    /// Writes down what became of documents, and claims the next of the run: `limit` at most, none where nothing is
    /// waiting. A document over which a worker was lost comes alone, so that it takes no others with it.
    ///
    /// What another worker claimed meanwhile is left to it. Repeating this changes nothing that was written down.
    package func claimReportItems(
        of run: ReportRun, worker: UUID, limit: Int, after outcomes: [ReportOutcome] = []
    ) async throws(CaseworkError) -> [ReportItem] {
        try await amidRun { desk in
            // a keyring that does not open the practice ends the run here, and fails no document
            _ = try desk.keys
            try desk.write(outcomes, run: run, worker: worker)
            if limit == 0 { return [] }
            return try desk.claim(run: run, worker: worker, limit: limit)
        }
    }

    /// Gives back what the worker claimed and did not make.
    package func releaseReportItems(of run: ReportRun, worker: UUID) async throws(CaseworkError) {
        try await amidRun { desk in
            _ = try desk.transaction.execute(
                """
                update app.report_items set state = 'waiting', worker_id = null, leased_until = null,
                    attempts = attempts - 1
                where practice_id = \(desk.practice) and run_id = \(run.id) and worker_id = \(worker)
                    and state = 'claimed'
                """)
        }
    }

    /// Gives back what workers claimed who are known to be gone.
    package func freeReportItems(of run: ReportRun, lost workers: [UUID]) async throws(CaseworkError) {
        try await amidRun { desk in
            _ = try desk.transaction.execute(
                """
                update app.report_items set state = 'waiting', worker_id = null, leased_until = null
                where practice_id = \(desk.practice) and run_id = \(run.id) and state = 'claimed'
                    and worker_id = any (\(workers)::uuid[])
                """)
        }
    }

    /// Documents whose files are gone or damaged are made again.
    package func remakeReportItems(of run: ReportRun, _ items: [Int]) async throws(CaseworkError) {
        try await amidRun { desk in
            _ = try desk.transaction.execute(
                """
                update app.report_items set state = 'waiting', record_version = null, is_draft = null, sha256 = null,
                    attempts = 0
                where practice_id = \(desk.practice) and run_id = \(run.id) and state = 'done'
                    and item = any (\(items)::integer[])
                """)
        }
    }

    /// How many documents are claimed or waiting.
    package func reportItemsLeft(of run: ReportRun) async throws(CaseworkError) -> Int {
        try await failures {
            try await read("report work", by: .reading) { desk in
                try desk.transaction.one(
                    """
                    select count(*) from app.report_items
                    where practice_id = \(desk.practice) and run_id = \(run.id) and state in ('waiting', 'claimed')
                    """, Int.self) as Int
            }
        }
    }

    /// A transaction of a run's own bookkeeping, which no request key guards: each step may be repeated.
    func amidRun<Answer: Sendable>(
        _ body: @escaping @Sendable (Desk) throws -> Answer
    ) async throws(CaseworkError) -> Answer {
        try await answered("report work") {
            try await environment.database.write(options("report work", role: nil)) { transaction in
                try body(Desk(transaction, by: .reading, asked: acting, environment: environment))
            }
        }
    }
}

extension Desk {
    fileprivate func write(_ outcomes: [ReportOutcome], run: ReportRun, worker: UUID) throws {
        var (made, versions, drafts, hashes) = ([Int](), [Int](), [Bool](), [[UInt8]]())
        var (failed, reasons) = ([Int](), [String]())
        for outcome in outcomes {
            switch outcome.kind {
            case .done(let version, let isDraft, let sha256):
                made.append(outcome.item)
                versions.append(version)
                drafts.append(isDraft)
                hashes.append(sha256)
            case .failed(let reason):
                failed.append(outcome.item)
                reasons.append(reason.rawValue)
            }
        }
        if !made.isEmpty {
            _ = try transaction.execute(
                """
                update app.report_items i set state = 'done', worker_id = null, leased_until = null,
                    record_version = m.version, is_draft = m.is_draft, sha256 = m.sha256
                from unnest(\(made)::integer[], \(versions)::integer[], \(drafts)::boolean[], \(hashes)::bytea[])
                    m (item, version, is_draft, sha256)
                where i.practice_id = \(practice) and i.run_id = \(run.id) and i.item = m.item
                    and i.state = 'claimed' and i.worker_id = \(worker)
                """)
        }
        if !failed.isEmpty {
            _ = try transaction.execute(
                """
                update app.report_items i set state = 'failed', worker_id = null, leased_until = null, reason = m.reason
                from unnest(\(failed)::integer[], \(reasons)::text[]) m (item, reason)
                where i.practice_id = \(practice) and i.run_id = \(run.id) and i.item = m.item
                    and i.state = 'claimed' and i.worker_id = \(worker)
                """)
        }
    }

    fileprivate func claim(run: ReportRun, worker: UUID, limit: Int) throws -> [ReportItem] {
        let rows = try transaction.all(
            """
            with free as materialized (
                select i.item, i.attempts from app.report_items i
                where i.practice_id = \(practice) and i.run_id = \(run.id) and i.state in ('waiting', 'claimed')
                    and (i.state = 'waiting' or i.leased_until <= clock_timestamp())
                order by i.item limit \(limit) for update skip locked
            ), first as (
                select f.item, f.attempts from free f order by f.item limit 1
            ), chosen as (
                select f.item, f.attempts from free f cross join first o
                where f.item = o.item or o.attempts = 0 and f.attempts = 0
            )
            update app.report_items i
            set state = case when c.attempts < \(Casework.mostAttempts) then 'claimed' else 'failed' end,
                worker_id = case when c.attempts < \(Casework.mostAttempts) then \(worker)::uuid end,
                leased_until = case when c.attempts < \(Casework.mostAttempts)
                    then clock_timestamp() + make_interval(secs => \(Casework.lease)) end,
                reason = case when c.attempts < \(Casework.mostAttempts) then null
                    else \(ReportFailure.lost.rawValue) end,
                attempts = i.attempts + 1
            from chosen c
            where i.practice_id = \(practice) and i.run_id = \(run.id) and i.item = c.item
            returning i.item, i.handle, i.record_id, i.state
            """, Int.self, String.self, UUID.self, String.self)
        let claimed = rows.filter { $0.3 == "claimed" }.map { ReportItem(item: $0.0, handle: $0.1, record: $0.2) }
        if claimed.isEmpty, !rows.isEmpty { return try claim(run: run, worker: worker, limit: limit) }
        return claimed.sorted { $0.item < $1.item }
    }
}
