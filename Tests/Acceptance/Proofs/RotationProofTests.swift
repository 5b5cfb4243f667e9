import CaseModel
import Casework
import FoundationEssentials
import Glibc
import Postgres
import Sealing
import TestSupport
import Testing

@Suite("Keys that are exchanged while people work, by a program that is killed again and again")
struct RotationProofTests {
    /// What was written last into each note, as its author knows it.
    private actor Known {
        private(set) var texts: [String: String] = [:]
        private(set) var failures: [String] = []
        private(set) var reads = 0
        private(set) var writes = 0

        func wrote(_ note: String, _ text: String) {
            texts[note] = text
            writes += 1
        }

        func didRead() { reads += 1 }
        func failed(_ what: String) { failures.append(what) }
        var note: (String, String)? { texts.randomElement().map { ($0.key, $0.value) } }
    }

    /// Readers never fail, writers lose nothing, nothing is doubled, and in the end no text lies under an old key.
    @Test func losesNothingAndFailsNoReader() async throws {
        let rounds = Proof.size(1, full: 12)
        let practice = try await TestPractice()
        let home = try await self.home(of: practice)
        let known = Known()
        var cases: [Handle] = []
        for _ in 0..<Proof.size(6, full: 20) {
            let handle = try await practice.therapist.openCase(Self.couple, key: Self.key())
            cases.append(handle)
            for index in 0..<20 { try await Self.write("text \(index) of \(handle)", in: handle, practice, known) }
        }
        let before = await known.texts.count
        let work = Task { [cases] in await Self.work(practice, cases, known) }
        var kills = 0
        for _ in 0..<rounds { kills += try await rotate(home) }
        work.cancel()
        await work.value
        try await compare(known, practice, cases, rounds: rounds, kills: kills, before: before)
        await home.remove()
    }

    /// Rotates every case to the end, killing the program at random moments on the way. Answers how often.
    private func rotate(_ home: PracticeHome) async throws -> Int {
        var kills = 0
        for attempt in 0..<200 {
            let running = try home.start(
                "keys rotate --all --password-stdin", input: .text(TestPractice.password))
            let isKilled = attempt < 4 || Bool.random() && attempt < 40
            if isKilled {
                try await Task.sleep(for: .milliseconds(Int.random(in: 20...400)))
                running.send(SIGKILL)
            }
            let outcome = try await running.outcome()
            if outcome.status == 128 + SIGKILL { kills += 1 }
            // a whole rotation may have been faster than its killer; one is enough
            if outcome.status == 0 { return kills }
            if !isKilled { Issue.record("\(outcome.status) \(outcome.errors)") }
        }
        Issue.record("never done")
        return kills
    }

    private static func work(_ practice: TestPractice, _ cases: [Handle], _ known: Known) async {
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<3 {
                group.addTask {
                    await Self.repeatedly {
                        try await Self.read(practice, cases, known)
                    } failed: {
                        await known.failed($0)
                    }
                }
            }
            group.addTask {
                await Self.repeatedly {
                    guard let handle = cases.randomElement() else { return }
                    try await Self.write("written at work \(UUID())", in: handle, practice, known)
                } failed: {
                    await known.failed($0)
                }
            }
            // the only one who edits, so what it wrote last is what stands there
            group.addTask {
                var versions: [String: Int] = [:]
                await Self.repeatedly {
                    guard let (note, _) = await known.note else { return }
                    let version = versions[note, default: 1]
                    let text = "edited \(UUID())"
                    _ = try await practice.therapist.editDraft(note, words: text, version: version, key: Self.key())
                    versions[note] = version + 1
                    await known.wrote(note, text)
                } failed: {
                    await known.failed($0)
                }
            }
        }
    }

    private static func read(_ practice: TestPractice, _ cases: [Handle], _ known: Known) async throws {
        if Int.random(in: 0..<5) == 0, let handle = cases.randomElement() {
            let page = try await practice.therapist.casePage(handle)
            guard page.a.name == "Ana Ruiz", page.b.profile.channels == channels else {
                return await known.failed("the name or the channels of \(handle) read otherwise")
            }
        } else if let (note, _) = await known.note {
            // its text may be edited at this moment; that it opens, and is a text of ours, is what counts
            let text = try await practice.therapist.openNote(note).text
            guard ["text ", "written ", "edited "].contains(where: text.hasPrefix) else {
                return await known.failed("\(note) reads otherwise")
            }
        }
        await known.didRead()
    }

    private static func repeatedly(
        _ body: () async throws -> Void, failed: (String) async -> Void
    ) async {
        while !Task.isCancelled {
            do {
                // an act that was begun is finished, so that what is known is what is stored
                try await body()
            } catch {
                if !Task.isCancelled { await failed("\(error)") }
            }
        }
    }

    private static func write(
        _ text: String, in handle: Handle, _ practice: TestPractice, _ known: Known
    ) async throws {
        let note = try await practice.therapist.writePsychotherapyNote(text, in: handle.description, key: key())
        await known.wrote(note.description, text)
    }

    private func compare(
        _ known: Known, _ practice: TestPractice, _ cases: [Handle], rounds: Int, kills: Int, before: Int
    ) async throws {
        let proof = Proof(
            "while keys are exchanged and the program is killed, no read fails and no text is lost or doubled")
        let failures = await known.failures
        #expect(failures == [])
        for failure in failures { #expect(proof.holds(false), "\(failure)") }
        #expect(kills >= rounds * 2, "\(kills) kills")
        let (reads, texts) = (await known.reads, await known.texts)
        for _ in 0..<reads { #expect(proof.holds(true)) }
        #expect(reads > 20 && texts.count > before)

        var found: [String] = []
        for handle in cases {
            for note in try await practice.therapist.notes(of: handle.description) { found.append(note.handle) }
        }
        #expect(found.count == texts.count && Set(found) == Set(texts.keys))
        for handle in cases {
            #expect(proof.holds(try await practice.therapist.casePage(handle).b.profile.channels == Self.channels))
        }
        for (note, text) in texts {
            let stored = try await practice.therapist.openNote(note).text
            #expect(proof.holds(stored == text), "\(note)")
        }
        let owner = try await practice.superuser()
        defer { owner.close() }
        let (old, versions) = try await owner.read { transaction in
            (
                try transaction.one(
                    """
                    select count(*) from private.sealed_texts t
                    where t.key_version is distinct from (select max(k.key_version) from app.case_keys k
                                                          where k.case_id = t.case_id)
                    """, Int.self),
                try transaction.all("select key_version from app.case_keys", Int.self)
            )
        }
        #expect(proof.holds(old == 0), "\(old) texts under old keys")
        #expect(proof.holds(versions.count == cases.count && Set(versions) == [rounds + 1]), "\(versions)")
        proof.report()
    }

    /// A home for the program, with the test practice's keyring, on its server.
    private func home(of practice: TestPractice) async throws -> PracticeHome {
        let settings = try await TestServer.shared.settings(database: practice.databaseName)
        let home = PracticeHome(settings: [
            "PGHOST": settings.keywords["host"] ?? "", "PGPORT": settings.keywords["port"] ?? "",
            "PGDATABASE": practice.databaseName,
        ])
        for folder in ["/journal", "/scratch"] {
            try FileManager.default.createDirectory(
                atPath: home.path + folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        }
        try KeyringFile.create(path: home.path + "/keyring", holding: practice.environment.keyring)
        try await home.logIn("admin")
        return home
    }

    private static let channels = [ContactChannel(kind: .phone, value: "555 0142", isKnownToOther: false)]

    private static let couple: CaseHistory = {
        var b = CaseHistory.PartnerRecord(name: "Dan Roth", part: .involved, birthYear: nil)
        b.profile.channels = channels
        return CaseHistory(
            a: .init(name: "Ana Ruiz", part: .hurt, birthYear: nil), b: b, breach: Breach(kind: .financial),
            region: nil,
            togetherSince: nil, children: nil, openedOn: TestPractice.today, status: .active)
    }()

    private static func key() -> RequestKey {
        var random = SystemRandomNumberGenerator()
        return .random(using: &random)
    }
}
