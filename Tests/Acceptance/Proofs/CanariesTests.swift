import CaseModel
import Casework
import FoundationEssentials
import Postgres
import Sealing
import Synchronization
import TestSupport
import Testing

@Suite("Canaries", .practice)
struct CanariesTests {
    let home = PracticeHome.current

    /// What one person asks for: by whom the cases were filed whose canaries may be seen, and whose names.
    private struct Person {
        let login: String
        let desk: PracticeHome
        let own: Range<Int>
        let seesNames: Bool
    }

    /// A word that is nowhere else stands in every name, note and reason. Every person runs every command with the
    /// handles of what is not theirs: no canary comes out, nor lies in a file; and none is in a dump, in the write-ahead
    /// log, in the tables' own files or in a server log that holds every statement.
    @Test func stayWhereTheyBelong() async throws {
        let proof = Proof("canaries")
        let cases = Proof.size(12, full: 500)
        try await logEverything()
        let people = try await staff(cases)
        try await file(cases / 2..<cases, as: "omar")
        try await file(0..<cases / 2, as: "ana")
        let help = try await home.done("--experimental-dump-help")
        for (turn, person) in people.enumerated() {
            let target = try await target(of: person)
            let commands = try CanaryCommands(values: target).commands(describedBy: help)
            #expect(commands.count > 40)
            let every = Proof.size(9, full: 1)
            for (place, command) in commands.enumerated() where (place + turn).isMultiple(of: every) {
                try await run(command, as: person, proof)
            }
            let left = try await found(in: person.desk.path, Canary.pattern)
            #expect(proof.holds(foreign(left, to: person).isEmpty), "\(person.login) left canaries in files")
        }
        try await searchTheServer(proof)
        proof.report()
    }

    /// The server writes every statement to its log and keeps its whole write-ahead log.
    private func logEverything() async throws {
        try await home.superuser(
            """
            alter system set log_statement = 'all';
            alter system set log_min_duration_statement = 0;
            alter system set log_min_error_statement = 'debug5';
            alter system set wal_keep_size = '4GB';
            select pg_reload_conf();
            """)
    }

    private func staff(_ cases: Int) async throws -> [Person] {
        let half = cases / 2
        var people = [Person(login: "ana", desk: home, own: 0..<half, seesNames: false)]
        let omar = try await home.colleague()
        people.append(Person(login: "omar", desk: omar, own: half..<cases, seesNames: false))
        for duty in ["trainee", "supervisor", "practice_admin", "front_desk", "auditor", "researcher"] {
            let login = duty.replacing("_", with: "-")
            try await home.done(
                "staff add \(login) --duty \(duty) --password-stdin --name", Canary(.name, in: 9_999).description,
                input: .text(PracticeHome.password))
            let desk = try home.desk()
            try await desk.logIn(login)
            people.append(Person(login: login, desk: desk, own: 0..<0, seesNames: duty == "front_desk"))
        }
        return people
    }

    /// Files the cases through the service, which the program uses too.
    private func file(_ numbers: Range<Int>, as login: String) async throws {
        let database = Database(
            ConnectionSettings([
                "host": try home.socketFolder, "port": "5432", "dbname": "troth", "user": "troth_gate",
            ]))
        defer { database.close() }
        let environment = Environment(
            database: database, keyring: try KeyringFile.load(path: home.path + "/keyring"),
            now: { TestPractice.now })
        let token = try await Casework(environment).logIn(login: login, password: PracticeHome.password).token
        var random = SystemRandomNumberGenerator()
        let casework = Casework(environment, token: token)
        let filed = Mutex<[Handle]>([])
        try await casework.fileCases(
            numbers.map { CanaryCouple(number: $0).history() }, key: .random(using: &random),
            filed: { _, handle in filed.withLock { $0.append(handle) } })
        for (number, handle) in zip(numbers, filed.withLock { $0 }) {
            let couple = CanaryCouple(number: number)
            _ = try await casework.setTreatmentPlan(couple.treatment(), of: handle, key: .random(using: &random))
            _ = try await casework.setCoverage(couple.coverage(), of: handle, key: .random(using: &random))
        }
    }

    /// What is somebody else's, by the names that the program gives to values.
    private func target(of person: Person) async throws -> [String: String] {
        let theirs = person.login == "ana" ? "omar" : "ana"
        let rows = try await home.superuser(
            """
            select c.handle, s.handle, n.handle, d.handle, k.handle, g.handle, r.handle
            from app.staff f join app.cases c on c.opened_by = f.staff_id
            join app.sessions s on s.case_id = c.case_id and s.format = 'conjoint'
            join app.notes n on n.session_id = s.session_id
            join app.drafts d on d.case_id = c.case_id
            join app.commitments k on k.case_id = c.case_id
            join app.goals g on g.case_id = c.case_id
            join app.stage_records r on r.case_id = c.case_id and r.kind = 'boundary'
            where f.login = '\(theirs)' order by c.handle limit 1
            """)
        let handles = rows.split(separator: "|").map(String.init)
        return [
            "handle": handles[0], "case": handles[0], "session": handles[1], "note": handles[2],
            "record": handles[1], "note sign note": handles[3], "handles": handles[4], "commitment": handles[4],
            "goal review handle": handles[5], "goal": "words", "login": "omar", "person": "omar",
            "case assign to": "omar", "stage advance to": "4", "stage return to": "1", "criterion": "3.2",
            "value": "2", "by": "A", "partner": "A", "consent record kind": "treatment",
            "commitment add kind": "practical", "owner": "A", "rhythm": "weekly", "due": "2027-01-01",
            "measure record measure": "PHQ-9", "score": "9", "standing": "on_track", "as-seen-by": "A",
            "ended": "completed", "relationship": "together", "at": "2027-06-20 10:00",
            "starts": "2026-06-20 10:00", "part-a": "hurt", "part-b": "involved", "breach": "financial",
            "name": "Words", "reason": "because it is needed here", "number": "1", "review": "2999-01-01",
            "safety flag kind": "other", "assessment": "words", "action": "words",
            "note amend file": "\(home.path)/words.txt", "note correct file": "\(home.path)/words.txt",
            "consent revoke kind": "treatment", "since": "2020-01-01",
            "road-record": handles[6], "road-version": "1", "road-file": "\(home.path)/words.txt",
            "parts": "regret", "reception": "not_yet", "area": "honesty",
            "treatment set frequency": "weekly", "client": "A", "diagnosis": "F43.23", "service-code": "90847",
            "licence": "T1234", "next": "2999-01-01", "follow-up": "2999-01-01",
            "out": "\(person.desk.path)/out-\(UInt32.random(in: .min ... .max))",
            "backup folder": "\(person.desk.path)/backup-\(UInt32.random(in: .min ... .max))",
            "note write file": "\(home.path)/words.txt",
        ]
    }

    private func run(_ command: [String], as person: Person, _ proof: Proof) async throws {
        let outcome = try await person.desk.troth(
            command[0], command.dropFirst(), input: .text(PracticeHome.password),
            environment: ["TMPDIR": person.desk.path + "/scratch"])
        let canaries = foreign((outcome.output + outcome.errors).canaries, to: person)
        #expect(
            proof.holds(canaries.isEmpty),
            "\(person.login): troth \(command.joined(separator: " ")): \(canaries.count) foreign canaries")
        // a command that is not understood proves nothing
        #expect(outcome.status != 64, "troth \(command.joined(separator: " ")): \(outcome.errors)")
    }

    private func foreign(_ canaries: some Sequence<Canary>, to person: Person) -> Set<Canary> {
        Set(canaries.filter { !person.own.contains($0.number) && !(person.seesNames && $0.kind == .name) })
            .filter { $0.number != 9_999 }
    }

    /// The canaries in the files of a folder.
    private func found(in folder: String, _ pattern: String) async throws -> [Canary] {
        let outcome = try await home.shell("grep -rahoE --exclude-dir=cluster '\(pattern)' '\(folder)' || true")
        return outcome.output.canaries
    }

    private func searchTheServer(_ proof: Proof) async throws {
        let dump = home.path + "/dump.sql"
        let socket = try home.socketFolder
        let folder = try FileManager.default.contentsOfDirectory(atPath: "/usr/lib/postgresql").max() ?? "15"
        let dumped = try await home.shell(
            "/usr/lib/postgresql/\(folder)/bin/pg_dump -h '\(socket)' -p 5432 -U postgres -f '\(dump)' troth")
        #expect(dumped.status == 0, "\(dumped.errors)")
        try await home.superuser("checkpoint")
        let places = [
            ("a dump", dump), ("the write-ahead log", home.path + "/cluster/pg_wal"),
            ("the tables' files", home.path + "/cluster/base"), ("the server's log", home.path + "/cluster/log"),
        ]
        for (name, path) in places {
            for pattern in [Canary.pattern, Canary.hexadecimalPattern] {
                let outcome = try await home.shell("grep -raoE '\(pattern)' '\(path)' | head -3 || true")
                #expect(proof.holds(outcome.output.isEmpty), "in \(name): \(outcome.output)")
            }
            let size = try await home.shell("du -sk '\(path)' | cut -f1")
            #expect((Int(size.answer) ?? 0) > 500, "\(name) is too small to have been written")
        }
        // the log has every statement, and no value that was bound
        let statements = try await home.shell("grep -rahc 'insert into app.notes' '\(home.path)/cluster/log' || true")
        #expect(statements.output.contains { $0 != "0" && $0.isNumber }, "the log holds no statements")
        let bound = try await home.shell(
            "grep -raE 'DETAIL: +parameters:' '\(home.path)/cluster/log' | head -1 || true")
        #expect(proof.holds(bound.output.isEmpty), "bound values are in the server's log")
    }
}

extension String {
    /// The canaries in a text.
    fileprivate var canaries: [Canary] {
        var found: [Canary] = []
        var rest = self[...]
        while let range = rest.firstRange(of: "Zq") {
            let word = rest[range.lowerBound...].prefix(15)
            if word.count == 15, let canary = Canary(word) { found.append(canary) }
            rest = rest[range.upperBound...]
        }
        return found
    }
}

extension PracticeHome {
    /// Runs a command whose words are split already.
    fileprivate func troth(
        _ command: String, _ rest: some Sequence<String>, input: Program.Input, environment: [String: String]
    ) async throws -> Program.Outcome {
        try await start(command, Array(rest), input: input, environment: environment).outcome()
    }
}
