import Anonymity
import CaseModel
import FoundationEssentials
import Postgres
import TestSupport
import Testing

@testable import Casework

@Suite("A release of rows", .serialized)
struct ReleaseTests {
    @Test("for research keeps k, l and t in every class, and hides any two outcomes among k couples")
    func research() async throws {
        let fixture = try await ReleaseFixture(couples: 400)
        let file = try await fixture.delivered(try await fixture.approved())
        #expect(file.header.first == "row")
        #expect(file.rows.count > 350)
        #expect(file.classes.count > 10)
        var whole: [String: Int] = [:]
        for row in file.rows { whole[file.cell(row, .breachKind), default: 0] += 1 }
        for rows in file.classes.values {
            #expect(rows.count >= 11)
            var kinds: [String: Int] = [:]
            for row in rows { kinds[file.cell(row, .breachKind), default: 0] += 1 }
            #expect(kinds.count >= 3)
            let shares = kinds.mapValues { Double($0) / Double(rows.count) }
            // the sum of squares bounds entropy from below: exp(H) is at least 1 / it
            let most = shares.values.max() ?? 1
            #expect(most < 0.85)
            let distance = whole.reduce(0.0) {
                $0 + abs((shares[$1.key] ?? 0) - Double($1.value) / Double(file.rows.count)) / 2
            }
            #expect(distance <= 0.3 + 1e-9)
        }
        for one in file.firstOutcome..<file.header.count {
            for other in (one + 1)..<max(file.header.count, one + 1) {
                var pairs: [[String]: Int] = [:]
                for row in file.rows { pairs[[row[one], row[other]], default: 0] += 1 }
                #expect(pairs.values.allSatisfy { $0 >= 11 }, "\(file.header[one]) with \(file.header[other])")
            }
        }
        #expect(Set(file.rows.map { $0[0] }).count == file.rows.count)
        let report = file.release.report
        // what a release is asked for first is told, at this size as well
        for column in ["breach_kind", "how_it_ended", "relationship"] {
            let told = report.columns.first { $0.name == column }
            #expect((told?.level ?? 9) < (told?.top ?? 0), "\(column)")
        }
        #expect(report.classes?.suppressed == 0)
        #expect(report.classes?.couples == file.rows.count)
        #expect(report.classes?.kReached == file.classes.values.map(\.count).min())
    }

    @Test("says less the fewer couples there are")
    func utility() async throws {
        var losses: [Double] = []
        for couples in [200, 600] {
            let fixture = try await ReleaseFixture(couples: couples)
            let report = try await fixture.practice.admin.previewRelease(.research).report
            let classes = try #require(report.classes)
            losses.append(classes.loss)
        }
        #expect(losses[0] > losses[1])
    }

    @Test("holds no couple of whom a partner objects, and no trace of who anyone is")
    func traces() async throws {
        let fixture = try await ReleaseFixture(couples: 150)
        let file = try await fixture.delivered(try await fixture.approved(.agreement))
        let eligible = try await fixture.count(
            "select count(*) from (select from app.partners group by case_id having not bool_or(objects_to_research)) c"
        )
        #expect(eligible < 150)
        #expect(file.rows.count + (file.release.report.classes?.unreleased ?? 0) == eligible)
        let text = String(decoding: file.bytes, as: UTF8.self)
        let ids = try await fixture.superuser.read { transaction in
            try transaction.all(
                "select case_id::text, handle, opened_on::text from app.cases", String.self, String.self, String.self)
        }
        for (id, handle, day) in ids {
            #expect(!text.contains(id) && !text.contains(id.replacing("-", with: "")))
            #expect(!text.contains(handle) && !text.contains(day))
        }
        for rows in file.classes.values {
            #expect(rows.count >= 5)
            #expect(Set(rows.map { file.cell($0, .breachKind) }).count >= 2)
        }
    }

    @Test("for insiders has k couples that share every cell")
    func insider() async throws {
        let fixture = try await ReleaseFixture(couples: 300)
        let file = try await fixture.delivered(try await fixture.approved(.insider))
        var rows: [[String]: Int] = [:]
        for row in file.rows { rows[Array(row.dropFirst()), default: 0] += 1 }
        #expect(rows.values.allSatisfy { $0 >= 11 })
        #expect(rows.count > 3)
        #expect(file.header.count - 1 == ReleaseProfile.insider.columns.count)
    }

    @Test("that was changed after it was written is refused by the check")
    func tampered() async throws {
        let fixture = try await ReleaseFixture(couples: 120)
        let file = try DeliveredFile(try await fixture.practice.admin.previewRelease(.agreement))
        let lines = file.bytes.split(separator: UInt8(ascii: "\n")).map(Array.init)
        func joined(_ lines: [[UInt8]]) -> [UInt8] { lines.flatMap { $0 + [UInt8(ascii: "\n")] } }
        var named = lines
        named[3] = Array("Zebra".utf8) + named[3].dropFirst(5)
        var reordered = lines
        reordered.swapAt(1, lines.count - 1)
        for changed in [
            joined(lines.dropLast()), joined(lines + [lines[1]]), joined(named), Array(file.bytes.dropLast()), [],
            joined(reordered), file.bytes + Array("one more\n".utf8),
        ] {
            #expect(throws: CaseworkError.self) { try file.check(changed) }
        }
    }

    @Test("is refused where there are too few couples, without the duty, and for columns that no profile has")
    func refused() async throws {
        let fixture = try await ReleaseFixture(couples: 8)
        let few = await #expect(throws: CaseworkError.self) {
            try await fixture.practice.admin.previewRelease(.research)
        }
        #expect(few?.description.contains("tables") == true)
        for person in [fixture.practice.therapist, fixture.researcher] {
            let refused = await #expect(throws: CaseworkError.self) { try await person.previewRelease(.research) }
            guard case .forbidden? = refused else {
                Issue.record("\(String(describing: refused))")
                continue
            }
        }
        for columns: [ProgressColumn] in [[.stageReached], [.intakeYear, .stageReached]] {
            await #expect(throws: CaseworkError.self) {
                try await fixture.practice.admin.previewRelease(.research, columns: columns)
            }
        }
    }

    @Test("has weeks by stage and change by part, as they are recorded")
    func columns() async throws {
        let practice = try await TestPractice()
        try await practice.admin.prove(password: TestPractice.password)
        let changes: [(a: [Int], b: [Int], couple: String, hurt: String, involved: String)] = [
            ([30, 40], [30, 37], "both better", "better", "better"),
            ([30, 36], [30, 37], "one better", "no change", "better"),
            ([30, 36], [30, 24], "neither", "no change", "no change"),
            ([30, 30], [30, 23], "one worse", "no change", "worse"),
            ([30, 20], [50, 23], "both worse", "worse", "worse"),
            ([30, 37], [50, 23], "opposed", "better", "worse"), ([30, 50], [30], "unknown", "better", "unknown"),
            ([], [], "unknown", "unknown", "unknown"),
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
        let columns: [ProgressColumn] = [
            .changeCouple, .changeHurt, .changeInvolved, .changeBoth, .weeksInStage1, .weeksInStage2, .stageReached,
        ]
        let table = try await practice.admin.scanProgress(columns, keepsIDs: false).table
        let rows = (0..<table.rowCount).map { row in table.columns.map { $0.value(ofRow: row) } }
        #expect(
            rows.map { $0[0...2].joined(separator: " / ") }.sorted()
                == changes.map { "\($0.couple) / \($0.hurt) / \($0.involved)" }.sorted())
        #expect(rows.allSatisfy { $0[3] == "none" && $0[4] == "not reached" && $0[6] == "none" })
    }
}
