package import Anonymity
package import CaseModel
import Crypto
import FoundationEssentials
import Postgres
import Sealing

/// A release that is made and not yet recorded: nobody has it, and nothing is spent.
package struct PreparedRelease: Sendable {
    enum Content: Sendable {
        case rows(ComposedRelease)
        /// The tables, their published cells and the file's bytes.
        case tables(PublicTables, PublicTables.Published, [UInt8])
    }

    package let report: ReleaseReport
    let content: Content
    let entry: ReleaseEntry?
    let random: RandomSource
    let ledger: CircleLedger?
    let standing: LedgerStanding?
    /// How many releases the circle had when this was made; another one since makes it void.
    let deliveredBefore: Int

    /// Whether the data may be written before it is recorded. Noise is drawn for what is spent, so tables wait.
    package var isRows: Bool { if case .rows = content { true } else { false } }
    package var fileName: String { isRows ? RowsFormat.csv.fileName : "tables.csv" }

    /// What the file of rows promises; nil for tables.
    package func promise(_ format: RowsFormat = .csv) throws(CaseworkError) -> ReleasePromise? {
        guard case .rows(let release) = content else { return nil }
        return try release.promise(format)
    }

    /// Writes the data in pieces; returns the file's size and hash.
    package func write(_ format: RowsFormat = .csv, to put: ([UInt8]) throws -> Void) throws -> ReleasedFile {
        switch content {
        case .rows(let release): return try RowsFile(release: release, format: format).write(random.forMany, to: put)
        case .tables(_, _, let bytes):
            try put(bytes)
            return ReleasedFile(name: fileName, content: bytes)
        }
    }
}

extension Casework {
    /// What a release by this profile would be: its report, for the practice alone. Nothing leaves, nothing is recorded
    /// but the event of reading.
    package func previewRelease(
        _ profile: ReleaseProfile, columns: [ProgressColumn] = [], rule: ReleaseRule = .classes, rho: Rational? = nil
    ) async throws(CaseworkError) -> PreparedRelease {
        try await failures {
            let chosen = try Self.checked(
                ReleaseWish(recipient: "", profile: profile, rule: rule, columns: columns, rho: rho))
            if rule != .classes {
                let tables = try PublicTables()
                let spent = try await read("export progress", by: [.practiceAdmin]) { desk in
                    try desk.budget().filter { $0.recipient == nil }
                }
                let report = ReleaseReport.tables(
                    tables, nil, rule: rule, rho: rho, published: nil, history: [], budget: spent)
                return prepared(report, .tables(tables, [], []))
            }
            let scanned = try await scanProgress(chosen, keepsIDs: false)
            let release = try ReleaseComposer(profile: profile, columns: chosen)
                .compose(scanned.table, newRows: scanned.table.allRows)
            return prepared(try ReleaseReport(release, nil, standing: nil, history: []), .rows(release))
        }
    }

    /// Makes an approved release: reads the couples and composes the file, by what its circle of recipients holds. Needs
    /// the password afresh.
    ///
    /// - Throws: `notFound`; `conflict` where it is not approved, was delivered, the budget is empty, or the circle has
    ///   another recoding of these couples.
    package func prepareRelease(_ handle: Handle) async throws(CaseworkError) -> PreparedRelease {
        try await failures {
            let known = try await read("export deliver", by: [.practiceAdmin]) { desk in
                try desk.circle(of: handle)
            }
            let entry = known.entry
            if entry.rule != .classes { return try await preparedTables(known) }
            let composer = ReleaseComposer(profile: entry.profile, columns: entry.columns)
            let scanned = try await scanProgress(entry.columns, keepsIDs: true)
            let ledger = known.ledger ?? CircleLedger(using: environment.random)
            let standing = LedgerStanding(ledger, scanned, outcomes: composer.outcomes, k: composer.k)
            let release = try composer.compose(
                scanned.table, newRows: standing.newRows, standing: standing.standing, floors: ledger.floors)
            return PreparedRelease(
                report: try ReleaseReport(release, entry, standing: standing, history: known.history),
                content: .rows(release), entry: entry, random: environment.random, ledger: ledger, standing: standing,
                deliveredBefore: known.delivered)
        }
    }

    private func preparedTables(_ known: KnownCircle) async throws -> PreparedRelease {
        let entry = known.entry
        let tables = try PublicTables()
        let scanned = try await scanProgress(tables.columns, keepsIDs: false)
        let counts = try tables.count(scanned.table)
        var published = PublicTables.rounded(counts)
        var rho: Rational?
        if entry.rule == .gaussian {
            rho = entry.rho.flatMap { Rational(decimal: $0) }
            guard let cost = rho, let variance = tables.variance(rho: cost) else {
                throw CaseworkError.internal("a rho that is no fraction")
            }
            published = tables.noisy(counts, variance: variance, environment.random.forMany)
        }
        let report = ReleaseReport.tables(
            tables, entry, rule: entry.rule, rho: rho, published: published, history: known.history,
            budget: known.budget)
        return PreparedRelease(
            report: report,
            content: .tables(tables, published, tables.file(published, withTotals: entry.rule == .tenFive)),
            entry: entry, random: environment.random, ledger: nil, standing: nil, deliveredBefore: known.delivered)
    }

    private func prepared(_ report: ReleaseReport, _ content: PreparedRelease.Content) -> PreparedRelease {
        PreparedRelease(
            report: report, content: content, entry: nil, random: environment.random, ledger: nil, standing: nil,
            deliveredBefore: 0)
    }
}

/// What the ledger knows before a release is made.
struct KnownCircle: Sendable {
    let entry: ReleaseEntry
    /// Nil for tables, and for the first release of rows to the circle.
    let ledger: CircleLedger?
    let history: [ReleaseReport.Earlier]
    let budget: [PrivacyBudget]
    let delivered: Int
}

extension Desk {
    /// The circle of an approved release that was not delivered, with its ledger.
    func circle(of handle: Handle) throws -> KnownCircle {
        let all = try releases()
        guard let entry = all.first(where: { $0.handle == handle.description }) else {
            throw CaseworkError.notFound(.release, handle.description)
        }
        guard entry.deliveredOn == nil else {
            throw CaseworkError.conflict(
                "\(handle) was delivered on \(entry.deliveredOn ?? ""), and a release is delivered once. Ask for a new one "
                    + "with `troth export request`.")
        }
        guard entry.isApproved else {
            throw CaseworkError.conflict(
                "\(handle) is not approved yet. Another practice admin approves it with `troth export approve \(handle)`."
            )
        }
        let before = all.filter { $0.circle == entry.circle && $0.deliveredOn != nil }
        let history = before.map {
            ReleaseReport.Earlier(
                handle: $0.handle, recipient: $0.recipient, profile: $0.profile.rawValue,
                deliveredOn: $0.deliveredOn ?? "", rows: $0.rows ?? 0)
        }
        return KnownCircle(
            entry: entry, ledger: entry.rule == .classes ? try ledger(for: entry) : nil, history: history,
            budget: try budget().filter { $0.recipient == nil || $0.recipient == entry.recipient },
            delivered: before.count)
    }

    private func ledger(for entry: ReleaseEntry) throws -> CircleLedger? {
        let found = try transaction.optional(
            """
            select profile, columns, wrapped, begun_by from app.release_recodings
            where practice_id = \(practice) and circle = \(entry.circle)
            """, String.self, [String].self, [UInt8].self, UUID.self)
        guard let found else { return nil }
        guard found.0 == entry.profile.rawValue, found.1 == entry.columns.map(\.rawValue) else {
            throw CaseworkError.conflict(
                "The recipients of the circle \(entry.circle) hold these couples by the profile \(found.0), with the "
                    + "columns \(found.1.joined(separator: ",")). A second recoding of the same couples could be laid "
                    + "beside it, so this is refused. Ask for the same profile and columns.")
        }
        let place = Self.secretPlace(of: found.3, in: practice)
        var ledger = CircleLedger(secret: try keys.words.open(found.2, at: place))
        for row in try transaction.all(
            """
            select class, labels, retired_by is not null from app.release_classes
            where practice_id = \(practice) and circle = \(entry.circle)
            """, Int.self, [String].self, Bool.self)
        {
            ledger.classes[row.0] = .init(labels: row.1, isRetired: row.2)
        }
        ledger.floors = try transaction.optional(
            """
            select d.levels from app.release_deliveries d
            join app.release_requests r on r.practice_id = d.practice_id and r.release_id = d.release_id
            where d.practice_id = \(practice) and r.circle = \(entry.circle) and d.levels is not null
            order by d.delivered_at desc limit 1
            """, [Int].self)
        try transaction.forEach(
            """
            select couple_mac, class, row_mac from app.release_members
            where practice_id = \(practice) and circle = \(entry.circle)
            """
        ) { row in
            let member = try row.decode(StoredMember.self)
            ledger.members[member.couple] = .init(number: member.number, row: member.row)
        }
        return ledger
    }

    /// Where the secret of a circle is sealed: it belongs to the release that began it.
    static func secretPlace(of release: UUID, in practice: UUID) -> Place {
        Place(practice: practice, row: release, column: "release_recodings.secret")
    }
}

private struct StoredMember: RowDecodable {
    let couple: CircleLedger.CoupleMAC
    let number: Int
    let row: UInt64

    init(row: inout RowReader) throws(PostgresError) {
        let bytes: [UInt8] = try row.next()
        func number(_ part: ArraySlice<UInt8>) -> UInt64 { part.reduce(0) { $0 << 8 | UInt64($1) } }
        couple = .init(high: number(bytes.prefix(8)), low: number(bytes.dropFirst(8)))
        self.number = try row.next()
        let said: [UInt8] = try row.next()
        self.row = number(said[...])
    }
}

extension Table {
    var allRows: [UInt32] { (0..<UInt32(rowCount)).map { $0 } }
}
