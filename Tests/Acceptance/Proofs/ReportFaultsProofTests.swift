import CaseModel
import Casework
import Fiction
import FoundationEssentials
import Glibc
import Postgres
import Sealing
import TestSupport
import Testing

@testable import troth

/// Whatever happens to a run, resuming it gives the files of one that nothing happened to, byte for byte.
@Suite("A run of reports that meets faults", .practice, .serialized)
struct ReportFaultsProofTests {
    private let home = PracticeHome.current

    @Test func resumedAfterEachFaultItGivesTheSameFiles() async throws {
        let proof = Proof("a run of reports resumed after a fault gives the files of an undisturbed one")
        let run = try await UndisturbedRun(home, documents: Proof.size(40, full: 2_000))
        try await killed(run, proof)
        try await interrupted(run, proof)
        try await withoutServer(run, proof)
        try await withoutKeyring(run, proof)
        try await withoutLogin(run, proof)
        try await withLostFiles(run, proof)
        proof.report()
    }

    /// Kill -9 at random moments, the next worker going on where the last one was killed.
    private func killed(_ run: UndisturbedRun, _ proof: Proof) async throws {
        var kills = 0
        let all = Proof.size(3, full: 50)
        while kills < all {
            let folder = try await run.again()
            while kills < all {
                let worker = try run.start(in: folder)
                try await Task.sleep(for: .milliseconds(Int.random(in: 0...run.milliseconds(all: all))))
                worker.send(SIGKILL)
                _ = try await worker.outcome()
                kills += 1
                #expect(proof.holds(run.looksUnfinished(folder) || run.isSame(folder)))
                if run.exists(folder) { break }
            }
            try await expectSame(run, folder, proof)
        }
    }

    private func interrupted(_ run: UndisturbedRun, _ proof: Proof) async throws {
        let folder = try await run.again()
        let worker = try run.start(in: folder)
        try await run.begun(folder)
        worker.send(SIGINT)
        let outcome = try await worker.outcome()
        #expect(outcome.status == 130, "\(outcome.errors)")
        #expect(outcome.errors.contains("--resume \(run.handle)"), "\(outcome.errors)")
        #expect(proof.holds(run.looksUnfinished(folder)))
        let claimed = try await home.superuser("select count(*) from app.report_items where state = 'claimed'")
        #expect(claimed == "0")
        try await expectSame(run, folder, proof)
    }

    private func withoutServer(_ run: UndisturbedRun, _ proof: Proof) async throws {
        let folder = try await run.again()
        let worker = try run.start(in: folder)
        try await run.begun(folder)
        kill(try home.serverID, SIGQUIT)
        let outcome = try await worker.outcome()
        #expect([7, 75].contains(outcome.status), "\(outcome.status) \(outcome.errors)")
        #expect(outcome.errors.contains("--resume \(run.handle)"), "\(outcome.errors)")
        #expect(proof.holds(run.looksUnfinished(folder)))
        try await expectSame(run, folder, proof)
    }

    private func withoutKeyring(_ run: UndisturbedRun, _ proof: Proof) async throws {
        let folder = try await run.again()
        let worker = try run.start(in: folder)
        try await run.begun(folder)
        worker.send(SIGKILL)
        _ = try await worker.outcome()
        let keyring = home.path + "/keyring"
        try FileManager.default.moveItem(atPath: keyring, toPath: keyring + ".away")
        let refused = try await run.start(in: folder).outcome()
        #expect(refused.status == 8, "\(refused.errors)")
        #expect(proof.holds(run.looksUnfinished(folder)))
        // another's keyring opens nothing: the run stops, and no document counts as failed
        try KeyringFile.create(path: keyring, holding: .make(at: Date()))
        let other = try await run.start(in: folder).outcome()
        #expect(other.status == 8, "\(other.status) \(other.errors)")
        let failed = try await home.superuser("select count(*) from app.report_items where state = 'failed'")
        #expect(proof.holds(failed == "0"), "\(failed)")
        unlink(keyring)
        try FileManager.default.moveItem(atPath: keyring + ".away", toPath: keyring)
        try await expectSame(run, folder, proof)
    }

    private func withoutLogin(_ run: UndisturbedRun, _ proof: Proof) async throws {
        let folder = try await run.again()
        let worker = try run.start(in: folder)
        try await run.begun(folder)
        try await home.superuser("update private.login_sessions set revoked_at = now() where revoked_at is null")
        let outcome = try await worker.outcome()
        #expect(outcome.status == 4, "\(outcome.status) \(outcome.errors)")
        #expect(proof.holds(run.looksUnfinished(folder)))
        let still = try await run.start(in: folder).outcome()
        #expect(still.status == 4)
        try await home.logIn("ana")
        try await expectSame(run, folder, proof)
    }

    /// Files that a power cut took, or somebody changed, before the manifest stood.
    private func withLostFiles(_ run: UndisturbedRun, _ proof: Proof) async throws {
        let folder = try await run.again()
        let worker = try run.start(in: folder)
        try await run.begun(folder)
        worker.send(SIGKILL)
        _ = try await worker.outcome()
        let names = run.files(folder + ".unfinished").filter { $0.hasPrefix("summary-") && !$0.contains(".tmp.") }
        for (index, name) in names.enumerated() {
            let path = "\(folder).unfinished/\(name)"
            if index % 2 == 0 { unlink(path) } else { try Data("cut off".utf8).write(to: URL(filePath: path)) }
        }
        try await expectSame(run, folder, proof)
    }

    private func expectSame(_ run: UndisturbedRun, _ folder: String, _ proof: Proof) async throws {
        if !run.exists(folder) {
            let resumed = try await home.troth("report run --resume", run.handle, "--out", folder)
            #expect(resumed.status == run.status, "\(resumed.status) \(resumed.errors)")
        }
        #expect(proof.holds(run.isSame(folder)), "\(folder)")
        #expect(!run.exists(folder + ".unfinished"))
        let verified = try await home.troth("report verify", folder)
        #expect(verified.status == 0, "\(verified.output)")
        try FileManager.default.removeItem(atPath: folder)
    }
}

@Suite("A run of reports on a full disk", .enabled(if: SmallDisk.isPermitted, "mount needs root"))
struct ReportsOnAFullDiskTests {
    @Test func goesOnOnceThereIsRoomAgain() async throws {
        let proof = Proof("a run of reports that filled the disk goes on once there is room, to the same files")
        try await SmallDisk.with(mebibytes: 400) { home in
            try await home.found()
            let run = try await UndisturbedRun(home, documents: 10)
            let folder = try await run.again()
            let before = try await home.superuser("select 1")
            #expect(before == "1")
            let disk = home.path
            try SmallDisk.fill(disk)
            let full = try await run.start(in: folder).outcome()
            #expect(proof.holds([6, 7].contains(full.status)), "\(full.status) \(full.errors)")
            #expect(proof.holds(!run.exists(folder)))
            try FileManager.default.removeItem(atPath: disk + "/filler")
            try await home.troth("server start")
            let resumed = try await home.troth("report run --resume", run.handle, "--out", folder)
            #expect(proof.holds(resumed.status == run.status), "\(resumed.errors)")
            #expect(proof.holds(run.isSame(folder)))
        }
        proof.report()
    }
}

/// A run that nothing happened to, and the way to have the same run made once more.
private struct UndisturbedRun {
    let handle: String
    let status: Int32
    private let home: PracticeHome
    private let reference: String
    private let seconds: Double

    init(_ home: PracticeHome, documents: Int) async throws {
        self.home = home
        try await Self.file(documents, in: home)
        reference = home.path + "/undisturbed"
        let start = ContinuousClock.now
        let made = try await home.troth("report run summary --format pdf,html --quiet --out", reference)
        seconds = (ContinuousClock.now - start) / .seconds(1)
        try #require([0, 1].contains(made.status), "\(made.errors)")
        (status, handle) = (made.status, made.answer)
        let count = try await home.superuser("select count(*) from app.report_items")
        try #require((Int(count) ?? 0) >= documents)
    }

    /// Couples of a made-up practice, until there are sessions enough.
    private static func file(_ documents: Int, in home: PracticeHome) async throws {
        let database = Database(Home(home.path).embedded(user: "troth_gate"))
        defer { database.close() }
        let casework = Casework(
            Environment(database: database, keyring: try KeyringFile.load(path: home.path + "/keyring"), now: { .now }),
            token: try LoginFile(Home(home.path)).token())
        let fiction = FictionalPractice(
            seed: 11, today: CalendarDate(dayNumber: 20_619), couples: 2_000, therapists: 1)
        var (couples, sessions) = ([CaseHistory](), 0)
        for number in 0..<2_000 where sessions < documents {
            let couple = fiction.couple(number)
            sessions += couple.sessions.count { $0.state == .held }
            couples.append(couple)
        }
        var random = SystemRandomNumberGenerator()
        try await casework.fileCases(couples, key: .random(using: &random))
    }

    /// Takes the run back to its beginning, and gives a folder for it that is not there yet.
    func again() async throws -> String {
        try await home.superuser(
            """
            update app.report_runs set finished_at = null, manifest_sha256 = null;
            update app.report_items set state = 'waiting', worker_id = null, leased_until = null, attempts = 0,
                reason = null, record_version = null, is_draft = null, sha256 = null;
            """)
        return "\(home.path)/again-\(UInt32.random(in: 0 ... .max))"
    }

    func start(in folder: String) throws -> Program.Running {
        try home.start("report work", [handle, "--out", folder])
    }

    /// A random moment is one of the first so many milliseconds, so that all the kills fall into about one run.
    func milliseconds(all: Int) -> Int { max(700, Int(seconds * 3_000) / all) }

    /// Waits until documents lie in the unfinished folder.
    func begun(_ folder: String) async throws {
        for _ in 0..<3_000 {
            if files(folder + ".unfinished").contains(where: { $0.hasPrefix("summary-") }) { return }
            try await Task.sleep(for: .milliseconds(10))
        }
        Issue.record("no document was made in 30 s")
    }

    func exists(_ folder: String) -> Bool { access(folder, F_OK) == 0 }

    func files(_ folder: String) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    }

    /// Nothing bears the folder's own name.
    func looksUnfinished(_ folder: String) -> Bool { !exists(folder) }

    /// The same names and the same bytes as those of the undisturbed run, its manifest and signature too.
    func isSame(_ folder: String) -> Bool {
        let names = files(reference).sorted()
        guard files(folder).sorted() == names, !names.isEmpty else { return false }
        return names.allSatisfy { name in
            FileManager.default.contents(atPath: "\(folder)/\(name)")
                == FileManager.default.contents(atPath: "\(reference)/\(name)")
        }
    }
}
