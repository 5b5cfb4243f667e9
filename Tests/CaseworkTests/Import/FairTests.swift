import CaseModel
import FoundationEssentials
import Postgres
import TestSupport
import Testing

@testable import Casework

@Suite("fair.csv: 6,366 real marriages", .enabled(if: Place.fair != nil, "no ../shared/data/fair.csv here"))
struct FairTests {
    private static func checked() throws -> CheckedCaseload {
        let mapping = try CaseloadMapping(PlainFile(Place.repository + "/docs/how-to/fair.mapping.json5"))
        return try CheckedCaseload(PlainFile(#require(Place.fair)), mapping: mapping)
    }

    @Test("are imported whole by the mapping that the repository ships")
    func imported() async throws {
        let practice = try await TestPractice()
        var random = SystemRandomNumberGenerator()
        let imported = try await practice.therapist.importCaseload(try Self.checked(), key: .random(using: &random))
        #expect(imported == 6366)
        let superuser = try await practice.superuser()
        defer { superuser.close() }
        let counts = try await superuser.read { transaction in
            try transaction.all(
                """
                select a.part, b.part, c.breach_kind, count(*), count(a.birth_year), count(b.birth_year),
                    count(a.name_sealed) + count(b.name_sealed), count(a.profile_sealed), count(b.profile_sealed)
                from app.cases c
                join app.partners a on a.practice_id = c.practice_id and a.case_id = c.case_id and a.partner = 'A'
                join app.partners b on b.practice_id = c.practice_id and b.case_id = c.case_id and b.partner = 'B'
                group by 1, 2, 3 order by 1
                """, String.self, String.self, String.self, Int.self, Int.self, Int.self, Int.self, Int.self, Int.self
            ).map { "\($0)" }
        }
        #expect(
            counts == [
                #"("hurt", "involved", "other_deception", 4313, 4313, 0, 0, 4313, 4313)"#,
                #"("involved", "hurt", "sexual", 2053, 2053, 0, 0, 2053, 2053)"#,
            ])
        let years = try await superuser.read { transaction in
            try transaction.one(
                """
                select (select array_agg(distinct birth_year order by birth_year) from app.partners where partner = 'A'),
                    (select array_agg(distinct together_since order by together_since) from app.cases),
                    (select array_agg(distinct children order by children) from app.cases)
                """, [Int].self, [Int].self, [Int].self)
        }
        #expect(years.0 == [1932, 1937, 1942, 1947, 1952, 1956])
        #expect(years.1 == [1951, 1957, 1961, 1965, 1968, 1971, 1973])
        #expect(years.2 == [0, 1, 2, 3, 4, 5])
        #expect(try await practice.therapist.caseload().count == 6366)
    }

    @Test("keep what each wife said under her own key")
    func profile() async throws {
        let practice = try await TestPractice()
        let file = try #require(Place.fair)
        let whole = try #require(FileManager.default.contents(atPath: file))
        let two = String(decoding: whole, as: UTF8.self).split(separator: "\n").prefix(2).joined(separator: "\n")
        let mapping = try CaseloadMapping(PlainFile(Place.repository + "/docs/how-to/fair.mapping.json5"))
        var random = SystemRandomNumberGenerator()
        _ = try await practice.therapist.importCaseload(
            CheckedCaseload(MemoryFile(two), mapping: mapping), key: .random(using: &random))
        let (caseID, words) = try await practice.therapist.open("test", by: .treating) { desk in
            let caseID = try desk.transaction.one("select case_id from app.cases", UUID.self)
            return (caseID, try desk.words(of: [caseID], [.partners, .profiles]))
        }
        let opened = try words.opened()
        let wife = try opened.decoded(PartnerProfile.self, row: caseID, field: PartnerField.profile(.a))
        #expect(wife?.education == "some graduate school")
        #expect(wife?.occupation == "farming, semi-skilled or unskilled")
        #expect(wife?.background == "Rated the marriage 3.0 of 5, her religiousness 3.0 of 4; affairs 0.1111111.")
        let husband = try opened.decoded(PartnerProfile.self, row: caseID, field: PartnerField.profile(.b))
        #expect(husband?.occupation == "managerial, administrative or business")
        #expect(husband?.education == nil && husband?.background == nil)
        #expect(opened[caseID, PartnerField.name(.b)] == nil)
    }
}
