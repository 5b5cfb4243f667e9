import CaseModel
import Crypto
import FoundationEssentials
import Postgres
import TestSupport
import Testing

@testable import Casework
@testable import Sealing

@Suite("A case that was erased")
struct ErasureProofTests {
    /// A sealed text as it was before, with the place it was sealed at.
    private struct Kept: Sendable, RowDecodable {
        let row: UUID
        let field: String
        let audience: Audience
        let sealed: [UInt8]

        init(row reader: inout RowReader) throws(PostgresError) {
            row = try reader.next()
            field = try reader.next()
            audience = try reader.next()
            sealed = try reader.next()
        }
    }

    private static func kept(_ practice: TestPractice, _ caseID: UUID) async throws -> [Kept] {
        let owner = try await practice.superuser()
        defer { owner.close() }
        return try await owner.read {
            try $0.all(
                """
                select row_id, field, audience, sealed from private.sealed_texts
                where case_id = \(caseID) and octet_length(sealed) > 0
                """, as: Kept.self)
        }
    }

    /// A copy of the ciphertext, the whole database, and the full keyring: nothing of them opens a word of it.
    @Test("gives no word of it to anyone by any path, with the full keyring in hand")
    func nothingOpens() async throws {
        let proof = Proof("after an erasure no word can be opened by any path with the full keyring")
        var history = CaseloadTests.couple()
        history.a.profile.channels = [ContactChannel(kind: .phone, value: "555 0142", isKnownToOther: false)]
        history.b.profile.channels = [ContactChannel(kind: .email, value: "dan@example.org", isKnownToOther: true)]
        let couple = try await TreatedCouple(history)
        let (practice, therapist) = (couple.practice, couple.therapist)
        let handle = try #require(Handle(couple.handle, .caseFile))
        let other = try await therapist.openCase(CaseloadTests.couple(), key: .fresh())
        var notes: [String] = []
        for index in 0..<Proof.size(6, full: 200) {
            let note = try await therapist.writePsychotherapyNote("secret \(index)", in: couple.handle, key: .fresh())
            notes.append(note.description)
            if index % 2 == 0 { _ = try await therapist.signNote(note.description, key: .fresh()) }
        }
        let session = try await couple.heldSession()
        notes.append(try await couple.draft("joint secret", on: session))
        _ = try await therapist.recordDisclosure(
            NewDisclosure(recipient: "Dr. Adler", what: "a letter", purpose: "care"), in: couple.handle, key: .fresh())
        _ = try await therapist.setTreatmentPlan(
            NewTreatmentPlan(problem: "secret", frequency: .monthly, reviewOn: TestPractice.today.adding(days: 9)),
            of: handle, key: .fresh())
        _ = try await therapist.setCoverage(
            NewCoverage(
                client: .b,
                words: CoverageWords(payer: "secret", memberID: "secret", diagnoses: ["F32.1"], services: ["90847"])),
            of: handle, key: .fresh())
        let caseID = try await practice.admin.read("test", by: [.practiceAdmin]) { try $0.caseID(handle) }
        let texts = try await Self.kept(practice, caseID)
        #expect(texts.count == notes.count + 2 + 2 + 3 + 2)
        #expect(texts.count { $0.field.hasPrefix("partners.contacts.") } == 2)

        let signed = try await practice.admin.eraseCase(handle, because: .clientRequest, key: .fresh())
        #expect(signed.certificate.texts.values.reduce(0, +) == texts.count)
        #expect(signed.certificate.keyVersions == [1] && signed.certificate.keysSHA256.count == 4)
        #expect(proof.holds(try await Self.kept(practice, caseID).isEmpty))

        // every secret that the keyring still reaches, tried on every copy
        let secrets = try await reachable(practice)
        #expect(secrets.count >= 6)
        for text in texts {
            let place = Sealing.Place(
                practice: secrets.practice, caseID: caseID, compartment: text.audience.compartment, row: text.row,
                column: text.field)
            let opened = secrets.all.contains { secret in
                let key = CompartmentKey(scope: place.scope, version: 1, secret: secret)
                return (try? key.open(text.sealed, at: place)) != nil
            }
            #expect(proof.holds(!opened), "\(text.field)")
        }
        // the service, by every name of it, for those who had it and for the admin
        for name in notes {
            #expect(proof.holds(await isErased { _ = try await therapist.openNote(name) }))
        }
        #expect(proof.holds(await isErased { _ = try await therapist.casePage(handle) }))
        #expect(proof.holds(await isErased { _ = try await therapist.notes(of: couple.handle) }))
        #expect(
            proof.holds(
                await isErased {
                    _ = try await practice.admin.assignCase(handle, to: "thea", as: .primary, key: .fresh())
                }))
        // the database's own doors, by SQL, under every token
        for (person, role) in [(therapist, "troth_therapist"), (practice.otherTherapist, "troth_therapist")] {
            let rows = try await practice.database.open(person.options("test", role: role)) {
                try $0.all(
                    "select sealed from app.open_words(\([caseID]), '{partners,contacts,profiles,notes,drafts,sessions,treatment_plans,coverages}')",
                    [UInt8].self
                ).count
            }
            #expect(proof.holds(rows == 0))
        }
        proof.report()
        #expect(try await therapist.caseload().map(\.handle) == [other.description])
        #expect(try await therapist.casePage(other).a.name == "Ana O'Neill")
    }

    @Test("is told as erased to those who had it, as not found to others, and cannot be erased or changed again")
    func afterwards() async throws {
        let couple = try await TreatedCouple()
        let handle = try #require(Handle(couple.handle, .caseFile))
        let session = try await couple.heldSession()
        _ = try await couple.practice.admin.eraseCase(handle, because: .clientRequest, key: .fresh())
        #expect(await isErased { _ = try await couple.therapist.writeNote("x", onSession: session, key: .fresh()) })
        #expect(await isErased { _ = try await couple.practice.admin.rotateKeys(of: handle, key: .fresh()) })
        #expect(
            await isErased { _ = try await couple.practice.admin.eraseCase(handle, because: .other, key: .fresh()) })
        let stranger = await refusal { () async throws(CaseworkError) in
            _ = try await couple.practice.otherTherapist.casePage(handle)
        }
        #expect(stranger?.kind == "notFound")
        #expect(try await couple.events("erase", "cases", act: "keys erase") == 1)
    }

    @Test("has a certificate that only the practice can have made, and that is of no other case")
    func certificate() async throws {
        let couple = try await TreatedCouple()
        let admin = couple.practice.admin
        let handle = try #require(Handle(couple.handle, .caseFile))
        let other = try await couple.therapist.openCase(CaseloadTests.couple(), key: .fresh())
        let none = await refusal { () async throws(CaseworkError) in _ = try await admin.erasure(of: handle) }
        #expect(none?.words.contains("was not erased") == true)
        let signed = try await admin.eraseCase(handle, because: .courtOrder, key: .fresh())
        _ = try await admin.eraseCase(other, because: .other, key: .fresh())
        let brought = try SignedErasure(json: signed.json())
        try await admin.check(brought, isOf: handle)
        let elsewhere = await refusal { () async throws(CaseworkError) in
            try await admin.check(brought, isOf: other)
        }
        #expect(elsewhere?.words.contains("not of \(other)") == true)
        let text = String(decoding: try signed.json(), as: UTF8.self)
        let forged = try SignedErasure(json: Array(text.replacing("court_order", with: "other").utf8))
        let altered = await refusal { () async throws(CaseworkError) in try await admin.check(forged, isOf: handle) }
        #expect(altered?.words.contains("was altered") == true)
        #expect(throws: CaseworkError.self) { try SignedErasure(json: Array("{}".utf8)) }
        // what is stored is held to its MAC too
        let owner = try await couple.practice.superuser()
        defer { owner.close() }
        _ = try await owner.write {
            try $0.execute("update app.erasures set certificate = replace(certificate, 'court_order', 'other')")
        }
        let stored = await refusal { () async throws(CaseworkError) in _ = try await admin.erasure(of: handle) }
        #expect(stored?.words.contains("was altered") == true)
    }

    private func isErased(_ work: () async throws -> Void) async -> Bool {
        do {
            try await work()
            return false
        } catch CaseworkError.erased {
            return true
        } catch {
            return false
        }
    }

    /// Every key that the keyring reaches through what the database holds now, as bare secrets.
    private struct Reachable {
        let practice: UUID
        let all: [SymmetricKey]
        var count: Int { all.count }
    }

    private func reachable(_ practice: TestPractice) async throws -> Reachable {
        let owner = try await practice.superuser()
        defer { owner.close() }
        let (wrapped, rows) = try await owner.read { transaction in
            (
                try transaction.one("select practice_id, wrapped from app.practice_keys", UUID.self, [UInt8].self),
                try transaction.all(
                    """
                    select case_id, key_version, wrapped_joint, wrapped_a, wrapped_b, wrapped_therapist
                    from app.case_keys
                    """, as: CaseKeyRow.self)
            )
        }
        let key = try practice.environment.keyring.unwrap(wrapped.1, practice: wrapped.0)
        var secrets = [key.secret, key.words.secret, key.wrapping]
        for row in rows {
            for compartment in Compartment.allCases {
                secrets.append(
                    try key.unwrap(
                        row.keys.wrapped(compartment), caseID: row.caseID, compartment: compartment,
                        version: row.version
                    ).secret)
            }
        }
        return Reachable(practice: wrapped.0, all: secrets)
    }
}
