import CaseModel
import Postgres
import Synchronization
import TestSupport
import Testing

@testable import Casework

@Suite("A caseload that is imported")
struct ImportTests {
    private static func rows(_ count: Int) -> String {
        heading + (0..<count).map { "Ana \($0),Dan \($0),2024-05-01,\(1950 + $0 % 50)\n" }.joined()
    }

    private static func key() -> RequestKey {
        var random = SystemRandomNumberGenerator()
        return .random(using: &random)
    }

    /// Rows in every table that an import writes, as the superuser sees them.
    private static func traces(of practice: TestPractice) async throws -> Int {
        let superuser = try await practice.superuser()
        defer { superuser.close() }
        return try await superuser.read { transaction in
            try transaction.one(
                """
                select (select count(*) from app.cases) + (select count(*) from app.partners)
                    + (select count(*) from app.case_keys) + (select count(*) from app.assignments)
                    + (select count(*) from app.requests r
                       join app.staff s on s.practice_id = r.practice_id and s.staff_id = r.staff_id
                       where s.login = 'thea')
                    + (select count(*) from private.audit_events
                       where act = 'import caseload' and operation <> 'deny')
                """, Int.self)
        }
    }

    @Test("shows in the importer's caseload, its names as they were written")
    func names() async throws {
        let practice = try await TestPractice()
        let names = [
            "Ana \"Nan\" O'Neill", "Robert'); drop table app.cases;--", "👩‍❤️‍👨 Zoë", "דן כהן", "e\u{301}le\u{301}ne",
            "{\"a\",NULL}", "line\nbreak", "\\x41",
        ]
        var text = heading
        for name in names { text += "\"\(name.replacing("\"", with: "\"\""))\",,2024-05-01,1980\r\n" }
        let checked = try CheckedCaseload(MemoryFile(text, chunk: 7), mapping: mapping())
        #expect(try await practice.therapist.importCaseload(checked, key: Self.key()) == names.count)
        let caseload = try await practice.therapist.caseload()
        #expect(Set(caseload.map(\.names)) == Set(names.map { "\($0) & B" }))
        #expect(caseload.allSatisfy { $0.openedOn.description == "2024-05-01" && $0.status == .active })
        #expect(try await practice.otherTherapist.caseload().isEmpty)
    }

    @Test("is imported once for a key, and another file under the same key is refused")
    func repeated() async throws {
        let practice = try await TestPractice()
        let checked = try CheckedCaseload(MemoryFile(Self.rows(3)), mapping: mapping())
        let key = Self.key()
        #expect(try await practice.therapist.importCaseload(checked, key: key) == 3)
        #expect(try await practice.therapist.importCaseload(checked, key: key) == 3)
        #expect(try await practice.therapist.caseload().count == 3)
        let other = try CheckedCaseload(MemoryFile(Self.rows(4)), mapping: mapping())
        await #expect(throws: CaseworkError.self) { try await practice.therapist.importCaseload(other, key: key) }
        let otherMapping = try CheckedCaseload(
            MemoryFile(Self.rows(3)), mapping: mapping("region: { constant: \"OR\" },"))
        await #expect(throws: CaseworkError.self) {
            try await practice.therapist.importCaseload(otherMapping, key: key)
        }
        #expect(try await practice.therapist.caseload().count == 3)
    }

    @Test("is not imported where the file changed after the check, not even the rows before", arguments: [true, false])
    func changed(isUnreadable: Bool) async throws {
        let practice = try await TestPractice()
        let rows = Self.rows(1200)
        let later = isUnreadable ? rows.dropLast(3) + "\"\n" : rows.dropLast(5) + "1998\n"
        let file = MemoryFile([Array(rows.utf8), Array(later.utf8)])
        let checked = try CheckedCaseload(file, mapping: mapping())
        let error = await #expect(throws: CaseworkError.self) {
            try await practice.therapist.importCaseload(checked, key: Self.key())
        }
        #expect(error?.description.contains("changed while it was read") == true)
        #expect(try await Self.traces(of: practice) == 0)
    }

    @Test("leaves nothing where it is cancelled in the middle")
    func cancelled() async throws {
        let practice = try await TestPractice()
        let checked = try CheckedCaseload(MemoryFile(Self.rows(2000)), mapping: mapping())
        let importing = Mutex<Task<Int, any Error>?>(nil)
        let done = Atomic(0)
        let task = Task {
            try await practice.therapist.importCaseload(checked, key: Self.key()) { count in
                done.add(count, ordering: .relaxed)
                importing.withLock { $0?.cancel() }
            }
        }
        importing.withLock { $0 = task }
        await #expect(throws: CaseworkError.self) { _ = try await task.value }
        #expect(done.load(ordering: .relaxed) < 2000)
        #expect(try await Self.traces(of: practice) == 0)
    }

    @Test("is read as it is written: never more than a batch ahead of the database")
    func streams() async throws {
        let practice = try await TestPractice()
        let row = "Ana,Dan,2024-05-01,1980\n".utf8.count
        let file = MemoryFile(heading + String(repeating: "Ana,Dan,2024-05-01,1980\n", count: 2500), chunk: 1000)
        let checked = try CheckedCaseload(file, mapping: mapping())
        let before = file.bytesRead
        let ahead = Mutex<[Int]>([])
        let done = Atomic(0)
        _ = try await practice.therapist.importCaseload(checked, key: Self.key()) { count in
            let rows = done.add(count, ordering: .relaxed).newValue
            ahead.withLock { $0.append(file.bytesRead - before - rows * row) }
        }
        #expect(ahead.withLock { $0.count } == 2500 / CaseFiling.piece)
        #expect(ahead.withLock { $0.allSatisfy { $0 <= 1000 + heading.utf8.count } })
    }

    @Test("needs the duty of a therapist")
    func duty() async throws {
        let practice = try await TestPractice()
        let checked = try CheckedCaseload(MemoryFile(Self.rows(1)), mapping: mapping())
        for person in [practice.admin, practice.stranger] {
            await #expect(throws: CaseworkError.self) { try await person.importCaseload(checked, key: Self.key()) }
        }
        #expect(try await Self.traces(of: practice) == 0)
    }

    @Test("gets handles that are free, though chance gives one that is taken")
    func handles() async throws {
        let practice = try await TestPractice()
        let token = try await practice.stranger.logIn(login: "thea", password: TestPractice.password).token
        for index in 0..<2 {
            // The same chance both times, as long as the first 500 handles are drawn, seven letters each: the second
            // import draws the handle of the first one's couple.
            let chance = Mutex((drawn: 0, random: SplitMix(state: 7)))
            var environment = practice.environment
            environment.random = RandomSource {
                chance.withLock { chance in
                    chance.drawn += 1
                    if chance.drawn == 3501 { chance.random = SplitMix(state: UInt64(100 + index)) }
                    return chance.random.next()
                }
            }
            let checked = try CheckedCaseload(
                MemoryFile(heading + "Ana,Dan,2024-05-01,198\(index)\n"), mapping: mapping())
            #expect(try await Casework(environment, token: token).importCaseload(checked, key: Self.key()) == 1)
        }
        let caseload = try await practice.therapist.caseload()
        #expect(caseload.count == 2)
    }
}
