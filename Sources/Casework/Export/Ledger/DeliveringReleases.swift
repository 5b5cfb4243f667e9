import CaseModel
import Crypto
import FoundationEssentials
import Postgres
import Sealing

extension Casework {
    /// Records that a release is delivered, once: spends what it costs, writes which couple stands in which class, and
    /// the file's hash. Only after this answered may the file get its name.
    ///
    /// - Throws: `conflict` where it was delivered before, the budget does not suffice, or another release to the same
    ///   circle came in between: then nothing is recorded, and the file must be discarded.
    package func deliver(
        _ release: PreparedRelease, as file: ReleasedFile, key: RequestKey
    ) async throws(CaseworkError) {
        try await failures {
            guard let entry = release.entry else { throw CaseworkError.internal("a preview is not delivered") }
            let request = Request("export deliver", key: key, [entry.handle, file.sha256])
            _ = try await change(request, by: [.practiceAdmin], answer: entry.handle) { desk in
                try desk.deliver(release, entry, file)
            }
        }
    }
}

extension Desk {
    fileprivate func deliver(_ release: PreparedRelease, _ entry: ReleaseEntry, _ file: ReleasedFile) throws {
        // one delivery to a circle at a time; what others brought meanwhile is seen below
        _ = try transaction.one(
            "select pg_advisory_xact_lock(hashtextextended(\(practice)::text || ' ' || \(entry.circle), 0)) is null",
            Bool.self)
        let delivered = try transaction.one(
            """
            select count(*) from app.release_deliveries d
            join app.release_requests r on r.practice_id = d.practice_id and r.release_id = d.release_id
            where d.practice_id = \(practice) and r.circle = \(entry.circle)
            """, Int.self)
        guard delivered == release.deliveredBefore else {
            throw CaseworkError.conflict(
                "Another release to the same circle was delivered in the meantime. Nothing was released; run it again.")
        }
        if entry.rule == .gaussian { try spend(entry) }
        let rows = release.report.classes?.couples ?? 0
        var levels: [Int]?
        if case .rows(let composed) = release.content { levels = try composed.levels(of: entry.columns) }
        _ = try transaction.execute(
            """
            insert into app.release_deliveries
                (practice_id, release_id, rule, spent_rho, rows, levels, file_sha256, staff_id)
            values (\(practice), \(entry.id), \(entry.rule.rawValue), \(entry.rho)::numeric, \(rows),
                \(levels)::integer[], decode(\(file.sha256), 'hex'), \(staff))
            """)
        if case .rows(let composed) = release.content, let ledger = release.ledger, let standing = release.standing {
            try record(composed, ledger, standing, entry)
        }
        guard try transaction.one("select private.record_release(\(entry.id))", Bool.self) else {
            throw CaseworkError.forbidden([.practiceAdmin])
        }
    }

    /// Takes the release's rho from both budgets. The chain of spends refuses two at the same place and a sum above the
    /// budget; here the refusal only gets its words.
    func spend(_ entry: ReleaseEntry) throws {
        let left = try budget().filter { $0.recipient == nil || $0.recipient == entry.recipient }
        let enough = try left.allSatisfy { budget in
            try transaction.one("select \(budget.left)::numeric >= \(entry.rho)::numeric", Bool.self)
        }
        guard enough else {
            let words = left.map { "\($0.left) left \($0.recipient.map { "for \($0)" } ?? "in all")" }
            throw CaseworkError.conflict(
                "The budget of privacy does not suffice: \(entry.handle) costs rho \(entry.rho ?? ""), and there is "
                    + words.joined(separator: " and ")
                    + ". Nothing was spent or released. A budget is not filled again.")
        }
        _ = try transaction.execute(
            """
            insert into app.privacy_spends (practice_id, release_id, recipient, rho, seq, spent_before, recipient_seq,
                recipient_before, staff_id)
            select r.practice_id, r.release_id, r.recipient, r.rho, coalesce(a.seq, 0) + 1, coalesce(a.spent, 0),
                coalesce(o.seq, 0) + 1, coalesce(o.spent, 0), \(staff)
            from app.release_requests r
            cross join lateral (
                select max(s.seq) as seq, max(s.spent_before + s.rho) as spent from app.privacy_spends s
                where s.practice_id = r.practice_id) a
            cross join lateral (
                select max(s.recipient_seq) as seq, max(s.recipient_before + s.rho) as spent from app.privacy_spends s
                where s.practice_id = r.practice_id and s.recipient = r.recipient) o
            where r.practice_id = \(practice) and r.release_id = \(entry.id)
            """)
    }

    private func record(
        _ composed: ComposedRelease, _ ledger: CircleLedger, _ standing: LedgerStanding, _ entry: ReleaseEntry
    ) throws {
        if ledger.classes.isEmpty {
            var random = environment.random
            let secret = ledger.secret.withUnsafeBytes { Array($0) }
            let wrapped = try keys.words.seal(
                secret, at: Self.secretPlace(of: entry.id, in: practice), revision: 1, using: &random)
            _ = try transaction.execute(
                """
                insert into app.release_recodings (practice_id, circle, profile, columns, wrapped, begun_by)
                values (\(practice), \(entry.circle), \(entry.profile.rawValue),
                    \(entry.columns.map(\.rawValue))::text[], \(wrapped), \(entry.id))
                """)
        }
        var members = MemberRows(circle: entry.circle)
        var next = (ledger.classes.keys.max() ?? 0) + 1
        for part in composed.classes where part.number == nil {
            _ = try transaction.execute(
                """
                insert into app.release_classes (practice_id, circle, class, labels, couples, released_by)
                values (\(practice), \(entry.circle), \(next), \(part.labels)::text[], \(part.rows.count), \(entry.id))
                """)
            for row in part.rows {
                members.add(standing.couples[Int(row)], next, standing.rowMACs[Int(row)])
                if members.isFull { try members.insert(self) }
            }
            next += 1
        }
        try members.insert(self)
        let released = Set(composed.classes.compactMap(\.number))
        for old in standing.standing where old.isChanged && released.contains(old.number) {
            for row in old.rows { members.add(standing.couples[Int(row)], old.number, standing.rowMACs[Int(row)]) }
            for couple in old.withdrawn { members.add(couple, old.number, CircleLedger.withdrawn) }
            try members.update(self)
            _ = try transaction.execute(
                """
                update app.release_classes set couples = \(old.rows.count)
                where practice_id = \(practice) and circle = \(entry.circle) and class = \(old.number)
                """)
        }
        if !standing.retired.isEmpty {
            _ = try transaction.execute(
                """
                update app.release_classes set retired_by = \(entry.id)
                where practice_id = \(practice) and circle = \(entry.circle)
                    and class = any (\(standing.retired)::integer[])
                """)
        }
    }
}

/// Couples and their classes, written ten thousand at a time.
private struct MemberRows {
    let circle: String
    private var couples: [String] = []
    private var classes: [Int] = []
    private var rows: [String] = []

    init(circle: String) {
        self.circle = circle
    }

    var isFull: Bool { couples.count >= 10_000 }

    mutating func add(_ couple: CircleLedger.CoupleMAC, _ number: Int, _ row: UInt64) {
        couples.append(Self.hex(couple.high) + Self.hex(couple.low))
        classes.append(number)
        rows.append(Self.hex(row))
    }

    mutating func insert(_ desk: Desk) throws {
        if couples.isEmpty { return }
        _ = try desk.transaction.execute(
            """
            insert into app.release_members (practice_id, circle, couple_mac, class, row_mac)
            select \(desk.practice), \(circle), decode(m.couple, 'hex'), m.class, decode(m.said, 'hex')
            from unnest(\(couples)::text[], \(classes)::integer[], \(rows)::text[]) as m (couple, class, said)
            """)
        clear()
    }

    mutating func update(_ desk: Desk) throws {
        _ = try desk.transaction.execute(
            """
            update app.release_members t set row_mac = decode(m.said, 'hex')
            from unnest(\(couples)::text[], \(rows)::text[]) as m (couple, said)
            where t.practice_id = \(desk.practice) and t.circle = \(circle) and t.couple_mac = decode(m.couple, 'hex')
            """)
        clear()
    }

    private mutating func clear() {
        couples.removeAll(keepingCapacity: true)
        classes.removeAll(keepingCapacity: true)
        rows.removeAll(keepingCapacity: true)
    }

    private static func hex(_ number: UInt64) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
