import FoundationEssentials
import Glibc
import Postgres
import TestSupport
import Testing

/// The built program is killed (SIGKILL) while it delivers tables that cost privacy, at random moments and in the moment
/// between the spend and the release.
@Suite("A delivery that is killed", .practice)
struct KilledDeliveryProofTests {
    let ana = PracticeHome.current
    private static let rho = "0.02"
    /// What the budget of a recipient pays for: 0.5 / 0.02.
    private static let affordable = 25

    @Test func neverOverspends() async throws {
        let proof = Proof("killed deliveries: nothing is released that was not paid for, and no budget is overspent")
        defer { proof.report() }
        let database = Database(
            ConnectionSettings(["host": try ana.socketFolder, "port": "5432", "dbname": "troth", "user": "postgres"]))
        defer { database.close() }
        try await ManyCouples.add(0..<40, to: database)
        try await ana.done("export recipient add uni")
        let handles = try await approved(Proof.size(6, full: 60))

        // once to its end, to know how long a delivery takes
        let clock = ContinuousClock()
        let start = clock.now
        try await ana.done("export deliver \(handles[0]) --out", ana.path + "/0")
        let usual = clock.now - start
        #expect(proof.holds(try await stands()))

        for (index, handle) in handles.enumerated().dropFirst() {
            let folder = "\(ana.path)/\(index)"
            let running = try ana.start("export deliver \(handle) --out", [folder])
            if index % 2 == 1 {
                // the first file of the folder is begun once the spend has been committed
                await appears(in: folder, within: usual * 8)
            } else {
                try await Task.sleep(for: usual * Double.random(in: 0.3...1.1))
            }
            running.send(SIGKILL)
            let killed = try await running.outcome().status == 128 + SIGKILL
            #expect(proof.holds(try await stands()), "\(handle)")
            // once more: it is delivered where nothing was spent, and refused where something was
            let spent = try await count("app.privacy_spends", handle) == 1
            let again = try await ana.troth("export deliver \(handle) --out", folder + "-again")
            let refused = again.status == 5 && again.errors.contains("a release is delivered once")
            let empty = again.status == 5 && again.errors.contains("does not suffice")
            let isRight = spent ? refused || !killed && again.status == 5 : again.status == 0 || empty
            #expect(proof.holds(isRight), "\(handle), spent \(spent): \(again.status) \(again.errors)")
            #expect(proof.holds(try await stands()), "\(handle)")
        }
        if handles.count > Self.affordable {
            let all = try await ana.superuser("select trim_scale(sum(rho)) from app.privacy_spends")
            #expect(proof.holds(all == "0.5"), "\(all)")
        }
        try await twoAtOnce()
    }

    /// Two programs at once, of which the budget pays one.
    private func twoAtOnce() async throws {
        let proof = Proof("two spends at once by two programs: one is paid for and released, one is refused")
        defer { proof.report() }
        for round in 0..<Proof.size(1, full: 10) {
            // every round has the whole budget
            try await ana.superuser(
                """
                set session_replication_role = replica;
                delete from app.release_deliveries;
                delete from app.privacy_spends;
                """)
            try await ana.done("export recipient add pair\(round)")
            let handles = try await approved(2, of: "pair\(round)", rho: "0.3")
            let running = try handles.map {
                try ana.start("export deliver \($0) --out", ["\(ana.path)/\($0)"])
            }
            var outcomes: [Program.Outcome] = []
            for program in running { outcomes.append(try await program.outcome()) }
            let statuses = outcomes.map(\.status).sorted()
            let published = handles.filter { FileManager.default.fileExists(atPath: "\(ana.path)/\($0)/manifest.json") }
            let spent = try await ana.superuser(
                "select trim_scale(sum(rho)) from app.privacy_spends where recipient = 'pair\(round)'")
            #expect(
                proof.holds(statuses == [0, 5] && published.count == 1 && spent == "0.3"),
                "\(statuses) \(spent) \(outcomes.map(\.errors))")
        }
    }

    /// Whether the budget holds, every delivery was paid, and every folder with a manifest belongs to one.
    private func stands() async throws -> Bool {
        let ledger = try await ana.superuser(
            """
            select coalesce(sum(s.rho), 0) <= 0.5 and not exists (
                select from app.release_deliveries d where d.rule = 'gaussian' and not exists (
                    select from app.privacy_spends p where p.release_id = d.release_id))
            from app.privacy_spends s where s.recipient = 'uni'
            """)
        let folders = try FileManager.default.contentsOfDirectory(atPath: ana.path).filter {
            FileManager.default.fileExists(atPath: "\(ana.path)/\($0)/manifest.json")
                || FileManager.default.fileExists(atPath: "\(ana.path)/\($0)/tables.csv")
        }
        var paid = 0
        for folder in folders {
            let place = Int(folder.prefix { $0 != "-" })
            if let place { paid += try await count("app.release_deliveries", Self.handle(place)) }
        }
        return ledger == "t" && paid == folders.filter { Int($0.prefix { $0 != "-" }) != nil }.count
    }

    private func count(_ table: String, _ handle: String) async throws -> Int {
        let text = try await ana.superuser(
            """
            select count(*) from \(table) t join app.release_requests r on r.release_id = t.release_id
            where r.handle = '\(handle)'
            """)
        return try #require(Int(text))
    }

    private func appears(in folder: String, within time: Duration) async {
        let clock = ContinuousClock()
        let end = clock.now + time
        while clock.now < end {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            if !names.isEmpty { return }
            usleep(500)
        }
    }

    private static func handle(_ place: Int) -> String {
        "E" + String(repeating: "0", count: 7 - "\(place)".count) + "\(place)"
    }

    /// Requests that somebody else approved, put there by the superuser: the approval is not what is tried here.
    private func approved(_ number: Int, of recipient: String = "uni", rho: String = rho) async throws -> [String] {
        let first = recipient == "uni" ? 0 : try #require(Int(recipient.dropFirst(4))) * 2 + 500
        try await ana.superuser(
            """
            with asked as (
                insert into app.release_requests
                    (practice_id, release_id, handle, recipient, circle, profile, rule, columns, rho, staff_id, requested_at)
                select s.practice_id, gen_random_uuid(), 'E' || lpad((g + \(first))::text, 7, '0'), '\(recipient)', 'all',
                    'public', 'gaussian', '{}', \(rho), s.staff_id, now() - interval '2 days'
                from app.staff s cross join generate_series(0, \(number - 1)) g where s.login = 'ana'
                returning *)
            insert into app.release_approvals
                (practice_id, release_id, requested_by, requested_at, staff_id, stands_for)
            select practice_id, release_id, staff_id, requested_at, staff_id, 'wait' from asked
            """)
        return (0..<number).map { Self.handle($0 + first) }
    }
}
