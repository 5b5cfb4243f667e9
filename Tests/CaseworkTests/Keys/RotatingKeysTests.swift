import CaseModel
import FoundationEssentials
import Postgres
import Sealing
import TestSupport
import Testing

@testable import Casework

@Suite("A case that gets fresh keys")
struct RotatingKeysTests {
    /// How many sealed texts of all cases lie under each version.
    static func versions(_ practice: TestPractice) async throws -> [Int] {
        let owner = try await practice.superuser()
        defer { owner.close() }
        return try await owner.read { transaction in
            try transaction.all("select key_version from private.sealed_texts order by 1", Int.self)
        }
    }

    @Test("reads as before, has no text under the old ones, and has them no more")
    func one() async throws {
        let couple = try await TreatedCouple()
        let handle = try #require(Handle(couple.handle, .caseFile))
        let session = try await couple.heldSession()
        let draft = try await couple.draft("words of the draft", on: session)
        _ = try await couple.therapist.recordDisclosure(
            NewDisclosure(recipient: "Dr. Adler", what: "a letter", purpose: "care"), in: couple.handle, key: .fresh())
        _ = try await couple.therapist.setTreatmentPlan(
            NewTreatmentPlan(problem: "distress", frequency: .monthly, reviewOn: TestPractice.today.adding(days: 9)),
            of: handle, key: .fresh())
        let cover = CoverageWords(payer: "Mutual", memberID: "1", diagnoses: ["F32.1"], services: ["90847"])
        _ = try await couple.therapist.setCoverage(NewCoverage(client: .b, words: cover), of: handle, key: .fresh())
        let page = try await couple.therapist.casePage(handle)
        let before = try await couple.ciphertexts()
        let rotation = try await couple.practice.admin.rotateKeys(of: handle, key: .fresh())
        #expect(rotation.texts == 8 && rotation.destroyed == 1 && !rotation.isResumed)
        #expect(Set(try await Self.versions(couple.practice)) == [2])
        #expect(try await couple.therapist.openNote(draft).text == "words of the draft")
        #expect(try await couple.therapist.casePage(handle).a.name == page.a.name)
        #expect(try await couple.therapist.casePage(handle).treatment?.problem == "distress")
        #expect(try await couple.therapist.coverages(of: handle).map(\.words) == [cover])
        #expect(try await couple.therapist.disclosures(of: couple.handle).map(\.recipient) == ["Dr. Adler"])
        let after = try await couple.ciphertexts()
        #expect(after[draft] != before[draft] && after[draft]?.count == before[draft]?.count)

        // an edit afterwards comes under the new key, and the draft's edit version was not touched
        _ = try await couple.therapist.editDraft(draft, words: "edited", version: 1, key: .fresh())
        #expect(Set(try await Self.versions(couple.practice)) == [2])
        _ = try await couple.therapist.signNote(draft, key: .fresh())
        let second = try await couple.practice.admin.rotateKeys(of: handle, key: .fresh())
        #expect(second.destroyed == 1)
        #expect(try await couple.therapist.openNote(draft).text == "edited")
        #expect(Set(try await Self.versions(couple.practice)) == [3])
        #expect(try await couple.events("rotate", "sealed_texts", act: "keys rotate") == 2)
    }

    @Test("reads while two versions live side by side, and an exchange begun before is taken up")
    func halfWay() async throws {
        let couple = try await TreatedCouple()
        let handle = try #require(Handle(couple.handle, .caseFile))
        let session = try await couple.heldSession()
        let early = try await couple.draft("before", on: session)
        let owner = try await couple.practice.superuser()
        defer { owner.close() }
        // what a program leaves that was killed right after its first step
        _ = try await couple.practice.admin.change(
            Request("keys rotate", key: .fresh(), []), by: [.practiceAdmin], answer: "test"
        ) { desk in
            try desk.beginKeys(of: desk.caseID(handle))
        }
        let late = try await couple.therapist.writePsychotherapyNote("after", in: couple.handle, key: .fresh())
        #expect(Set(try await Self.versions(couple.practice)) == [1, 2])
        #expect(try await couple.therapist.openNote(early).text == "before")
        #expect(try await couple.therapist.openNote(late.description).text == "after")
        #expect(try await couple.practice.admin.keyCensus().halfExchanged == 1)
        let rotation = try await couple.practice.admin.rotateKeys(of: handle, key: .fresh())
        #expect(rotation.isResumed && rotation.destroyed == 1)
        #expect(Set(try await Self.versions(couple.practice)) == [2])
        #expect(try await couple.practice.admin.keyCensus().halfExchanged == 0)
    }

    @Test("cannot lose a text: a constraint holds the old key, and no text comes under one that is gone")
    func constraints() async throws {
        let couple = try await TreatedCouple()
        let handle = try #require(Handle(couple.handle, .caseFile))
        let session = try await couple.heldSession()
        let note = try await couple.draft("words", on: session)
        let owner = try await couple.practice.superuser()
        defer { owner.close() }
        let old = try #require(try await couple.ciphertexts()[note])
        let refused = await #expect(throws: PostgresError.self) {
            try await owner.write { try $0.execute("delete from app.case_keys") }
        }
        #expect(refused?.isSealedUnderOldKey == true)
        _ = try await couple.practice.admin.rotateKeys(of: handle, key: .fresh())
        let late = await #expect(throws: PostgresError.self) {
            try await owner.write { try $0.execute("update app.drafts set body_sealed = \(old)") }
        }
        #expect(late?.isSealedUnderOldKey == true)
    }

    @Test("is the practice admin's to order, who reads no word by it; nobody reads by the rewrapper's role")
    func duties() async throws {
        let couple = try await TreatedCouple()
        let handle = try #require(Handle(couple.handle, .caseFile))
        let refused = await refusal { () async throws(CaseworkError) in
            _ = try await couple.therapist.rotateKeys(of: handle, key: .fresh())
        }
        #expect(refused?.kind == "forbidden")
        // at rest the role hands out nothing, whoever's token comes with it
        for person in [couple.practice.admin, couple.therapist] {
            let rows = try await couple.practice.database.write(person.options("test", role: "troth_rewrapper")) {
                let caseID = try $0.optional("select case_id from private.due_cases(10)", UUID.self)
                let id = caseID ?? UUID()
                return try $0.all("select row_id from private.stale_texts(\(id), 10)", UUID.self).count
                    + $0.all("select key_version from private.key_work(\(id))", Int32.self).count
            }
            #expect(rows == 0)
        }
        for statement: SQL in ["select from app.notes", "select from app.case_keys", "select from app.cases"] {
            await #expect(throws: PostgresError.self) {
                try await couple.practice.database.write(
                    couple.practice.admin.options("test", role: "troth_rewrapper")
                ) { try $0.execute(statement) }
            }
        }
    }

    @Test("with every other case of the practice, and takes no key twice in one rotation")
    func all() async throws {
        let couple = try await TreatedCouple()
        for _ in 0..<3 { _ = try await couple.therapist.openCase(CaseloadTests.couple(), key: .fresh()) }
        let rotation = try await couple.practice.admin.rotateAllKeys(key: .fresh())
        #expect(rotation.cases == 4 && rotation.destroyed == 4)
        #expect(Set(try await Self.versions(couple.practice)) == [2])
        #expect(try await couple.practice.admin.keyCensus().rotationBegunOn == nil)
        #expect(try await couple.therapist.caseload().count == 4)
    }

    @Test("while the keyring's own key is exchanged under it: the practice's key lies under the new one")
    func outer() async throws {
        let couple = try await TreatedCouple()
        let (practice, old) = (couple.practice, couple.practice.environment.keyring)
        let new = old.adding(at: Date())
        #expect(try await practice.admin.liesUnderCurrentKey(of: old))
        #expect(try await !practice.admin.liesUnderCurrentKey(of: new))
        try await practice.admin.rewrapPracticeKeys(under: new, key: .fresh())
        #expect(try await practice.admin.outerKeysInUse() == [new.currentID: 1])
        var environment = Environment(
            database: practice.database, keyring: new, now: practice.environment.now)
        environment.passwordCost = practice.environment.passwordCost
        let later = Casework(environment, token: practice.therapist.token)
        #expect(try await later.caseload().count == 1)
        environment = Environment(database: practice.database, keyring: old, now: practice.environment.now)
        let lost = await refusal { () async throws(CaseworkError) in
            _ = try await Casework(environment, token: practice.therapist.token).caseload()
        }
        #expect(lost?.words.contains("use the keyring that belongs") == true, "\(String(describing: lost))")
    }
}
