import CaseModel
import FoundationEssentials
import Postgres
import TestSupport
import Testing

@testable import Anonymity
@testable import Casework

@Suite("The budget of privacy", .serialized)
struct PrivacyBudgetTests {
    @Test("is spent before tables are released, and refuses when it is empty")
    func empty() async throws {
        let fixture = try await ReleaseFixture(couples: 60)
        for _ in 0..<2 {
            _ = try await fixture.delivered(try await fixture.approved(.public, rule: .gaussian, rho: "0.25"))
        }
        let third = try await fixture.approved(.public, rule: .gaussian, rho: "0.001")
        let refused = await #expect(throws: CaseworkError.self) { try await fixture.delivered(third) }
        #expect(refused?.description.contains("0 left for uni") == true)
        let other = try await fixture.delivered(
            try await fixture.approved(.public, for: "island", rule: .gaussian, rho: "0.5"))
        #expect(other.release.report.budget?.allLeft == "0")
        let fourth = try await fixture.approved(.public, for: "ministry", rule: .gaussian, rho: "0.001")
        let all = await #expect(throws: CaseworkError.self) { try await fixture.delivered(fourth) }
        #expect(all?.description.contains("0 left in all") == true)
        let left = try await fixture.practice.admin.privacyBudget()
        #expect(left.first { $0.recipient == nil }?.left == "0")
        #expect(left.first { $0.recipient == "uni" }?.spent == "0.5")
        #expect(try await fixture.count("select count(*) from app.release_deliveries") == 3)
    }

    @Test("cannot be overspent by hand: the chain of spends and its sums are constraints")
    func constraints() async throws {
        let fixture = try await ReleaseFixture(couples: 20)
        _ = try await fixture.delivered(try await fixture.approved(.public, rule: .gaussian, rho: "0.4"))
        _ = try await fixture.approved(.public, rule: .gaussian, rho: "0.4")
        // a second chain, a wrong sum before, another rho than was asked for, and the honest next link: all refused
        for (seq, before, rho) in [
            (1, "0", "0.4"), (2, "0", "0.4"), (2, "0.4", "0.01"), (2, "0.4", "0.4"), (3, "0", "0.1"),
        ] {
            await #expect(throws: PostgresError.self) {
                _ = try await fixture.superuser.write {
                    try $0.execute(
                        """
                        insert into app.privacy_spends (practice_id, release_id, recipient, rho, seq, spent_before,
                            recipient_seq, recipient_before, staff_id)
                        select r.practice_id, r.release_id, r.recipient, \(rho)::numeric, \(seq), \(before)::numeric,
                            \(seq), \(before)::numeric, r.staff_id
                        from app.release_requests r
                        where not exists (select from app.privacy_spends s where s.release_id = r.release_id)
                        """)
                }
            }
        }
        // a table cannot be delivered without its spend
        await #expect(throws: PostgresError.self) {
            _ = try await fixture.superuser.write {
                try $0.execute(
                    """
                    insert into app.release_deliveries (practice_id, release_id, rule, rows, file_sha256, staff_id)
                    select r.practice_id, r.release_id, r.rule, 0, sha256(''), r.staff_id from app.release_requests r
                    where not exists (select from app.privacy_spends s where s.release_id = r.release_id)
                    """)
            }
        }
        #expect(try await fixture.count("select count(*) from app.privacy_spends") == 1)
    }

    @Test("holds when many spend at once, and when connections are killed in the middle")
    func races() async throws {
        let proof = Proof("budget of privacy: spends at once and killed connections never overspend")
        defer { proof.report() }
        for round in 0..<Proof.size(2, full: 20) {
            let fixture = try await ReleaseFixture(couples: 40)
            var handles: [Handle] = []
            for _ in 0..<9 { handles.append(try await fixture.approved(.public, rule: .gaussian, rho: "0.1")) }
            let deliveries = handles
            let delivered = await withTaskGroup(of: Bool.self) { group in
                for (index, handle) in deliveries.enumerated() {
                    group.addTask {
                        for _ in 0..<8 {
                            do {
                                let release = try await fixture.practice.admin.prepareRelease(handle)
                                let file = try DeliveredFile(release)
                                try await fixture.practice.admin.deliver(
                                    release, as: file.file, key: ReleaseFixture.key())
                                return true
                            } catch {
                                if "\(error)".contains("does not suffice") { return false }
                            }
                        }
                        return false
                    }
                    if round % 2 == 1, index % 3 == 0 {
                        group.addTask {
                            for _ in 0..<4 {
                                try? await Task.sleep(for: .milliseconds(Int.random(in: 1...60)))
                                _ = try? await fixture.superuser.write {
                                    try $0.execute(
                                        """
                                        select pg_terminate_backend(pid) from pg_stat_activity
                                        where usename = 'troth_gate' and datname = current_database() and state <> 'idle'
                                        """)
                                }
                            }
                            return false
                        }
                    }
                }
                return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            let spent = try await fixture.superuser.read {
                try $0.one("select trim_scale(coalesce(sum(rho), 0))::text from app.privacy_spends", String.self)
            }
            let recorded = try await fixture.count("select count(*) from app.release_deliveries")
            let unpaid = try await fixture.count(
                """
                select count(*) from app.release_deliveries d
                where not exists (select from app.privacy_spends s where s.release_id = d.release_id)
                """)
            let enough = Double(spent).map { $0 <= 0.5 } ?? false
            #expect(
                proof.holds(enough && unpaid == 0 && delivered <= recorded), "\(spent), \(delivered) of \(recorded)")
            if round % 2 == 0 { #expect(delivered == 5 && spent == "0.5", "\(spent), \(delivered) of \(recorded)") }
        }
    }

    @Test("buys tables whose cells are the counts with noise of the variance that was paid for")
    func noise() async throws {
        let tables = try PublicTables()
        #expect(tables.crossings.count == 8)
        #expect(tables.variance(rho: try #require(Rational(decimal: "0.1"))) == Rational(40))
        let counts = tables.crossings.map { [Int](repeating: 1_000, count: $0.cells) }
        let published = tables.noisy(counts, variance: try #require(Rational(40)), SplitMix(state: 1))
        let errors = published.flatMap { $0 }.compactMap { $0 }.map { Double($0 - 1_000) }
        let variance = errors.reduce(0) { $0 + $1 * $1 } / Double(errors.count)
        #expect(errors.count > 150)
        #expect((25.0...60).contains(variance))
        let empty = tables.noisy(
            counts.map { $0.map { _ in 0 } }, variance: try #require(Rational(40)), SplitMix(state: 2))
        #expect(empty.allSatisfy { $0.allSatisfy { ($0 ?? -1) >= 0 } })
    }

    @Test("does without noise by the 10-5 rule, whose totals are sums of what is published")
    func tenFive() throws {
        #expect(PublicTables.rounded([[0, 9, 10, 12, 13, 102]]) == [[nil, nil, 10, 10, 15, 100]])
        let tables = try PublicTables()
        var counts = tables.crossings.map { [Int](repeating: 0, count: $0.cells) }
        counts[0][0] = 13
        counts[0][1] = 9
        let text = String(decoding: tables.file(PublicTables.rounded(counts), withTotals: true), as: UTF8.self)
        #expect(text.contains("total,15\n"))
        #expect(!text.contains("total,22\n"))
        #expect(
            text.split(separator: "\n").count == 1
                + tables.crossings.reduce(0) { $0 + $1.cells + $1.rows.labels.count + 1 })
    }
}
