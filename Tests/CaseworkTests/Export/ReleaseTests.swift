import CaseModel
import FoundationEssentials
import Postgres
import TestSupport
import Testing

@testable import Casework

@Suite("An export of progress")
struct ReleaseTests {
    @Test("has k couples in every combination, objecting couples left out, and no trace of who they are")
    func released() async throws {
        let fixture = try await ReleaseFixture()
        let written = try WrittenRelease(try await fixture.practice.admin.exportProgress(k: 7))
        try written.check(written.bytes)
        let rows = written.rows
        #expect(rows.first == ["row"] + ProgressColumn.allCases.map(\.rawValue))
        let report = written.release.report
        #expect(rows.count - 1 == report.couples)
        #expect(report.couples + report.leftOut == ReleaseFixture.couples - ReleaseFixture.objecting)
        #expect(report.leftOut <= 5)
        let known = ProgressColumn.allCases.count { $0.isQuasiIdentifier }
        #expect(known == 7)
        var classes: [[String]: Int] = [:]
        for row in rows.dropFirst() { classes[Array(row[1...known]), default: 0] += 1 }
        #expect(classes.values.allSatisfy { $0 >= 7 })
        #expect(classes.values.min() == report.smallestClass)
        #expect(report.columns.contains { $0.isQuasiIdentifier && $0.level != $0.top })
        #expect(Set(rows.dropFirst().map { $0[0] }).count == report.couples)

        let text = String(decoding: written.bytes, as: UTF8.self)
        let superuser = try await fixture.practice.superuser()
        defer { superuser.close() }
        let ids = try await superuser.read { transaction in
            try transaction.all(
                "select case_id::text, handle, opened_on::text from app.cases", String.self, String.self, String.self)
        }
        for (id, handle, day) in ids {
            #expect(!text.contains(id) && !text.contains(id.replacing("-", with: "")))
            #expect(!text.contains(handle) && !text.contains(day))
        }
        for word in ["Zebra", "Quagga", "97201", "DE-BY", "US-"] { #expect(!text.contains(word)) }
        let events = try await superuser.read { transaction in
            try transaction.one(
                """
                select count(*) from private.audit_events e
                join app.staff s on s.practice_id = e.practice_id and s.staff_id = e.actor_id
                where e.operation = 'export' and e.act = 'export progress' and s.login = 'admin'
                """, Int.self)
        }
        #expect(events == 1)
    }

    @Test("comes out the same each time, but for the ids and the order within a class")
    func repeatable() async throws {
        let fixture = try await ReleaseFixture()
        let first = try WrittenRelease(try await fixture.practice.admin.exportProgress())
        let second = try WrittenRelease(try await fixture.practice.admin.exportProgress())
        func couples(_ written: WrittenRelease) -> [[String]] {
            written.rows.map { Array($0.dropFirst()) }.sorted { $0.lexicographicallyPrecedes($1) }
        }
        #expect(couples(first) == couples(second))
        let known = ProgressColumn.allCases.count { $0.isQuasiIdentifier }
        #expect(first.rows.map { $0[1...known] } == second.rows.map { $0[1...known] })
        #expect(Set(first.rows.map { $0[0] }).intersection(second.rows.map { $0[0] }) == ["row"])
    }

    @Test("that was changed after it was written is refused by the check")
    func tampered() async throws {
        let fixture = try await ReleaseFixture()
        let written = try WrittenRelease(try await fixture.practice.admin.exportProgress())
        let lines = written.bytes.split(separator: UInt8(ascii: "\n")).map(Array.init)
        func file(_ lines: [[UInt8]]) -> [UInt8] { lines.flatMap { $0 + [UInt8(ascii: "\n")] } }
        #expect(file(lines) == written.bytes)
        var named = lines
        named[3] = Array("Zebra".utf8) + named[3].dropFirst(5)
        var reordered = lines
        reordered.swapAt(1, lines.count - 1)
        let changes = [
            file(lines.dropLast()), file(lines + [lines[1]]), file(named), Array(written.bytes.dropLast()), [],
            file(reordered), written.bytes + Array("one more\n".utf8),
        ]
        for changed in changes {
            #expect(throws: CaseworkError.self) { try written.check(changed) }
        }
    }

    @Test("holds fewer columns where fewer are asked for")
    func columns() async throws {
        let fixture = try await ReleaseFixture()
        let release = try await fixture.practice.admin.exportProgress(columns: [.stageReached, .ageOlder, .intakeYear])
        let written = try WrittenRelease(release)
        #expect(written.rows.first == ["row", "intake_year", "age_older", "stage_reached"])
        try written.check(written.bytes)
        await #expect(throws: CaseworkError.self) {
            try await fixture.practice.admin.exportProgress(columns: [.stageReached])
        }
    }

    @Test("is refused where there are too few couples, or k is too small, and without the duty")
    func refused() async throws {
        let practice = try await TestPractice()
        try await practice.admin.prove(password: TestPractice.password)
        let few = await #expect(throws: CaseworkError.self) { try await practice.admin.exportProgress() }
        #expect(few?.description.contains("0 couples") == true)
        await #expect(throws: CaseworkError.self) { try await practice.admin.exportProgress(k: 4) }
        let therapist = await #expect(throws: CaseworkError.self) { try await practice.therapist.exportProgress() }
        guard case .forbidden([.practiceAdmin], _)? = therapist else {
            Issue.record("\(String(describing: therapist))")
            return
        }
        let stranger = await #expect(throws: CaseworkError.self) { try await practice.stranger.exportProgress() }
        guard case .notLoggedIn? = stranger else {
            Issue.record("\(String(describing: stranger))")
            return
        }
    }

    @Test("has the change of satisfaction of both partners, by reliable change")
    func satisfaction() async throws {
        let practice = try await TestPractice()
        try await practice.admin.prove(password: TestPractice.password)
        let changes: [(a: [Int], b: [Int], label: String)] = [
            ([30, 40], [30, 37], "both better"), ([30, 36], [30, 37], "one better"), ([30, 36], [30, 24], "neither"),
            ([30, 30], [30, 23], "one worse"), ([30, 20], [50, 23], "both worse"), ([30, 37], [50, 23], "opposed"),
            ([30, 10, 40], [30, 60, 30], "one better"), ([30, 50], [30], "unknown"), ([], [], "unknown"),
        ]
        var random = SystemRandomNumberGenerator()
        for change in changes {
            var history = CaseHistory(
                a: .init(name: "Ana", part: .hurt, birthYear: 1984),
                b: .init(name: "Dan", part: .involved, birthYear: 1981),
                breach: Breach(kind: .online), region: "OR", togetherSince: 2009, children: 2,
                openedOn: TestPractice.today.adding(days: -100), status: .active)
            for (partner, scores) in [(Partner.a, change.a), (.b, change.b)] {
                for (index, score) in scores.enumerated() {
                    history.measures.append(
                        .init(
                            partner: partner, instrument: "CSI-16", score: score, answers: nil,
                            on: history.openedOn.adding(days: 30 * index)))
                }
            }
            _ = try await practice.therapist.openCase(history, key: .random(using: &random))
        }
        let written = try WrittenRelease(try await practice.admin.exportProgress(k: 5))
        #expect(written.rows.dropFirst().compactMap(\.last).sorted() == changes.map(\.label).sorted())
        #expect(written.rows.last?.dropFirst().first == "2026")
    }
}
