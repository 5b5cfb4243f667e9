import CaseModel
import FoundationEssentials
import Postgres
import TestSupport
import Testing

@testable import Casework

@Suite("The ledger of releases", .serialized)
struct ReleaseLedgerTests {
    @Test("lets a release out once, after a second person approved it with the password afresh")
    func approval() async throws {
        let fixture = try await ReleaseFixture(couples: 60)
        let wish = ReleaseWish(recipient: "uni", profile: .agreement, rule: .classes)
        let handle = try await fixture.researcher.requestRelease(wish, key: ReleaseFixture.key())
        await #expect(throws: CaseworkError.self) { try await fixture.practice.admin.prepareRelease(handle) }
        let own = try await fixture.practice.admin.requestRelease(wish, key: ReleaseFixture.key())
        let refused = await #expect(throws: CaseworkError.self) {
            try await fixture.practice.admin.approveRelease(own, key: ReleaseFixture.key())
        }
        #expect(refused?.description.contains("Another practice admin") == true)
        for person in [fixture.researcher, fixture.practice.therapist] {
            await #expect(throws: CaseworkError.self) {
                try await person.approveRelease(own, key: ReleaseFixture.key())
            }
        }
        _ = try await fixture.superuser.write {
            try $0.execute("update private.login_sessions set proved_at = now() - interval '1 hour'")
        }
        let stale = await #expect(throws: CaseworkError.self) {
            try await fixture.approver.approveRelease(handle, key: ReleaseFixture.key())
        }
        guard case .proofNeeded? = stale else { return #expect(Bool(false), "\(stale as Any)") }
        try await fixture.approver.prove(password: TestPractice.password)
        try await fixture.practice.admin.prove(password: TestPractice.password)
        try await fixture.approver.approveRelease(handle, key: ReleaseFixture.key())
        try await fixture.approver.approveRelease(handle, key: ReleaseFixture.key())
        _ = try await fixture.delivered(handle)
        let again = await #expect(throws: CaseworkError.self) {
            try await fixture.practice.admin.prepareRelease(handle)
        }
        #expect(again?.description.contains("delivered once") == true)
        let listed = try await fixture.researcher.releases()
        #expect(listed.map(\.state).sorted() == ["asked", "delivered"])
        for (operation, events) in [("approve", 1), ("release", 1), ("export", 1)] {
            #expect(
                try await fixture.count(
                    "select count(*) from private.audit_events where operation = \(operation)") == events)
        }
    }

    @Test("wants a day's wait where there is no second admin")
    func practiceOfOne() async throws {
        let practice = try await TestPractice()
        let superuser = try await practice.superuser()
        try await practice.admin.prove(password: TestPractice.password)
        try await practice.admin.addRecipient("uni", key: ReleaseFixture.key())
        let wish = ReleaseWish(recipient: "uni", profile: .agreement, rule: .classes)
        let handle = try await practice.admin.requestRelease(wish, key: ReleaseFixture.key())
        let early = await #expect(throws: CaseworkError.self) {
            try await practice.admin.approveRelease(handle, key: ReleaseFixture.key())
        }
        #expect(early?.description.contains("a day's wait") == true)
        // not by hand either: the row itself says what it stands for
        await #expect(throws: PostgresError.self) {
            _ = try await superuser.write {
                try $0.execute(
                    """
                    insert into app.release_approvals
                        (practice_id, release_id, requested_by, requested_at, staff_id, stands_for)
                    select practice_id, release_id, staff_id, requested_at, staff_id, 'second_person'
                    from app.release_requests
                    """)
            }
        }
        _ = try await superuser.write {
            try $0.execute("update app.release_requests set requested_at = now() - interval '24 hours 1 second'")
        }
        try await practice.admin.approveRelease(handle, key: ReleaseFixture.key())
    }

    @Test("refuses a second recoding of the same couples for a circle, and allows it to who stands apart")
    func secondRecoding() async throws {
        let fixture = try await ReleaseFixture(couples: 200)
        let first = try await fixture.delivered(try await fixture.approved(.agreement))
        for (profile, columns): (ReleaseProfile, [ProgressColumn]) in [
            (.research, []), (.agreement, [.intakeYear, .breachKind]),
        ] {
            let handle = try await fixture.approved(profile, for: "ministry", columns: columns)
            let refused = await #expect(throws: CaseworkError.self) {
                try await fixture.practice.admin.prepareRelease(handle)
            }
            #expect(refused?.description.contains("second recoding") == true)
        }
        let island = try await fixture.delivered(try await fixture.approved(.research, for: "island"))
        #expect(Set(first.rows.map { $0[0] }).isDisjoint(with: island.rows.map { $0[0] }))
    }

    @Test("lets new couples join as whole new classes, and never splits an old one")
    func newCouples() async throws {
        let fixture = try await ReleaseFixture(couples: 120)
        let first = try await fixture.delivered(try await fixture.approved(.agreement))
        try await ManyCouples.add(120..<200, to: fixture.superuser)
        let second = try await fixture.delivered(try await fixture.approved(.agreement, for: "ministry"))
        let test = try #require(second.release.report.differencing)
        #expect(test.newClasses > 0 && test.repeated > 0 && test.heldBack == 0 && test.retired == 0)
        #expect(second.rows.count > first.rows.count)
        // every old class is there with the very same rows, but for the pseudonym, or together with a whole new class
        for (labels, rows) in first.classes {
            let now = try #require(second.classes[labels])
            var left = now.map { Array($0.dropFirst()) }
            for row in rows.map({ Array($0.dropFirst()) }) {
                left.remove(at: try #require(left.firstIndex(of: row)))
            }
            #expect(left.isEmpty || left.count >= 5)
        }
        #expect(Set(first.rows.map { $0[0] }).isDisjoint(with: second.rows.map { $0[0] }))
    }

    @Test("lets no outcome be told more narrowly than before: two files at other levels would say more together")
    func levels() async throws {
        let fixture = try await ReleaseFixture(couples: 150)
        func levels(_ report: ReleaseReport) -> [String: Int] {
            report.columns.reduce(into: [:]) { $0[$1.name] = $1.level }
        }
        let first = try await fixture.delivered(try await fixture.approved(.research)).release.report
        try await ManyCouples.add(150..<700, to: fixture.superuser)
        let free = try await fixture.practice.admin.previewRelease(.research).report
        let second = try await fixture.delivered(try await fixture.approved(.research)).release.report
        let (before, alone, now) = (levels(first), levels(free), levels(second))
        #expect(before.contains { name, level in (alone[name] ?? level) < level }, "more couples allow more")
        for (name, level) in now { #expect(level >= (before[name] ?? .max), "\(name)") }
        #expect(Set(now.keys).isSubset(of: before.keys))
    }

    @Test("takes a class with the couples that withdrew once fewer than k are left, and holds one back before")
    func withdrawals() async throws {
        let fixture = try await ReleaseFixture(couples: 200)
        let first = try await fixture.delivered(try await fixture.approved(.agreement))
        try await fixture.withdraw(12)
        let second = try await fixture.delivered(try await fixture.approved(.agreement))
        let test = try #require(second.release.report.differencing)
        #expect(test.newClasses == 0)
        #expect(test.heldBack + test.retired > 0)
        // what is there is there whole: no class shows a difference of 1 to k - 1 rows
        for (labels, rows) in second.classes {
            let before = try #require(first.classes[labels]).map { Array($0.dropFirst()) }
            #expect(Set(rows.map { Array($0.dropFirst()) }).isSubset(of: before))
            let gone = before.count - rows.count
            #expect(gone == 0 || gone >= 5)
        }
        if test.retired > 0 {
            #expect(
                try await fixture.count("select count(*) from app.release_classes where retired_by is not null")
                    == test.retired)
        }
    }

    @Test("knows couples only by a keyed hash, and no duty but the admin's reads it")
    func protection() async throws {
        let fixture = try await ReleaseFixture(couples: 120)
        _ = try await fixture.delivered(try await fixture.approved(.agreement))
        let members = try await fixture.count("select count(*) from app.release_members")
        #expect(members > 80)
        let matches = try await fixture.count(
            """
            select count(*) from app.release_members m join app.cases c
            on m.couple_mac in (decode(replace(c.case_id::text, '-', ''), 'hex'),
                                substr(sha256(decode(replace(c.case_id::text, '-', ''), 'hex')), 1, 16),
                                substr(sha256(convert_to(c.case_id::text, 'UTF8')), 1, 16))
            """)
        #expect(matches == 0)
        for role in ["troth_therapist", "troth_researcher", "troth_auditor", "troth_exporter", "troth_front_desk"] {
            let may = try await fixture.superuser.read {
                try $0.one("select has_any_column_privilege(\(role), 'app.release_members', 'select')", Bool.self)
            }
            #expect(!may, "\(role)")
        }
    }
}
