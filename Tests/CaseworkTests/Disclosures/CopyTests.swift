import CaseModel
import FoundationEssentials
import TestSupport
import Testing

@testable import Casework

@Suite("A copy of a record")
struct CopyTests {
    private func couple() async throws -> ReleasedCouple {
        let practice = try await TestPractice()
        try await practice.therapist.fileCases([ReleasedCouple.history(7)], key: .fresh())
        let handle = try #require(try await practice.therapist.caseload().first?.handle)
        return ReleasedCouple(therapist: practice.therapist, handle: handle)
    }

    @Test("goes to the couple only by both partners' leave, and not after one was revoked")
    func couplesLeave() async throws {
        let couple = try await couple()
        func attempt() async -> Refusal? {
            await refusal { () async throws(CaseworkError) in try await couple.package(for: .couple, giving: false) }
        }
        #expect(await attempt()?.words.contains("partner A and partner B") == true)
        try await couple.authorize(.a, .couple)
        #expect(await attempt()?.words.contains(": partner B has given no") == true)
        let second = try await couple.authorize(.b, .couple)
        #expect(await attempt() == nil)
        try await couple.therapist.revokeAuthorization(second, key: .fresh())
        #expect(await attempt()?.kind == "conflict")
        let again = await refusal { () async throws(CaseworkError) in
            try await couple.therapist.revokeAuthorization(second, key: .fresh())
        }
        #expect(again?.words.hasPrefix("This authorization is revoked already.") == true)
        let list = try await couple.therapist.authorizations(of: couple.handle)
        #expect(list.map(\.isInForce).sorted { !$0 && $1 } == [false, true])
        #expect(list.allSatisfy { $0.purpose == "asked for it" && $0.recipient == "couple" })
    }

    @Test("is not given where a leave was revoked between its preparation and its giving")
    func revokedMeanwhile() async throws {
        let couple = try await couple()
        try await couple.authorize(.a, .partner(.a))
        let second = try await couple.authorize(.b, .partner(.a))
        let prepared = try await couple.therapist.prepareCopy(
            CopyRequest(caseName: couple.handle, reader: .partner(.a), purpose: "asked"))
        try await couple.therapist.revokeAuthorization(second, key: .fresh())
        let late = await refusal { () async throws(CaseworkError) in try await couple.package(prepared, giving: true) }
        #expect(late?.words.contains("revoked") == true)
        #expect(try await couple.therapist.disclosures(of: couple.handle).isEmpty)
        #expect(try await couple.therapist.releases(of: couple.handle).isEmpty)
    }

    @Test("for a person holds what each partner authorized for that person, and nothing for another name")
    func person() async throws {
        let couple = try await couple()
        let adler = CopyReader.person("Dr. Lena Adler")
        try await couple.authorize(.a, adler, own: true)
        let first = try await couple.package(for: adler)
        #expect(Set(ReleasedCouple.canaries(in: first).keys) == ["A"])
        try await couple.authorize(.b, .person("dr. lena  adler"))
        let second = try await couple.package(for: adler)
        // joint notes tell a person outside how each partner took it
        #expect(Set(ReleasedCouple.canaries(in: second).keys) == ["joint", "A", "B"])
        #expect(!second.contains(ReleasedCouple.canary(.b, "subjective", 7)))
        #expect(!second.contains(ReleasedCouple.canary(.therapist, "risk", 7)))
        let other = await refusal { () async throws(CaseworkError) in
            try await couple.package(for: .person("Lena Adler"), giving: false)
        }
        #expect(other?.kind == "conflict")
        let given = try await couple.therapist.disclosures(of: couple.handle)
        #expect(given.map(\.audience) == [.a, .joint] && given.allSatisfy { $0.recipient == "Dr. Lena Adler" })
    }

    @Test("says what it withholds in the same words with and without a confidence of the other")
    func withheld() async throws {
        let couple = try await couple()
        let before = try await couple.therapist.prepareCopy(
            CopyRequest(caseName: couple.handle, reader: .partner(.a), purpose: "asked")
        ).withheld
        try await couple.addHidden(7)
        _ = try await couple.therapist.recordMeasure(
            "PHQ-9", of: try #require(Handle(couple.handle, .caseFile)), partner: .b, .score(19), key: .fresh())
        let after = try await couple.therapist.prepareCopy(
            CopyRequest(caseName: couple.handle, reader: .partner(.a), purpose: "asked")
        ).withheld
        #expect(before == after)
        #expect(before.contains { $0.what.contains("safety") })
    }

    @Test("holds an entry that repeats a confidence only until the therapist leaves it out")
    func repeated() async throws {
        let couple = try await couple()
        let secret = "on the ninth of March he went to the cabin by the lake with her again"
        let alone = try await couple.therapist.recordSession(
            TreatedCouple.plan("2026-06-10 10:00", .individualB), SessionOutcome(state: .held, attendance: .bOnly),
            in: couple.handle, key: .fresh())
        for session in [alone] {
            let note = try await couple.therapist.writeNote(
                "B says: \(secret)", as: .free, onSession: session.description, key: .fresh())
            _ = try await couple.therapist.signNote(note.description, lateReason: "On leave", key: .fresh())
        }
        let joint = try await couple.therapist.recordSession(
            TreatedCouple.plan("2026-06-11 10:00"), SessionOutcome(state: .held, attendance: .both), in: couple.handle,
            key: .fresh())
        let copied = try await couple.therapist.writeNote(
            "Keep in mind: \(secret)", as: .free, onSession: joint.description, key: .fresh())
        _ = try await couple.therapist.signNote(copied.description, lateReason: "On leave", key: .fresh())
        for partner in Partner.allCases { try await couple.authorize(partner, .partner(.a)) }
        let held = await refusal { () async throws(CaseworkError) in try await couple.package(for: .partner(.a)) }
        #expect(held?.kind == "conflict" && held?.words.contains("which is withheld") == true)
        #expect(held?.words.contains("cabin") == false)
        #expect(try await couple.therapist.disclosures(of: couple.handle).isEmpty)
        let text = try await couple.package(for: .partner(.a), leavingOut: [copied.description])
        #expect(!text.contains("cabin"))
    }

    @Test("holds one's own coverage also where the other has the same insurer and number")
    func oneInsurer() async throws {
        let couple = try await couple()
        let name = try #require(Handle(couple.handle, .caseFile))
        for (partner, diagnosis) in [(Partner.a, "F43.23"), (.b, "F32.1")] {
            let words = CoverageWords(
                payer: "Blue River Mutual of Oregon", memberID: "family-number-4711-22", diagnoses: [diagnosis],
                services: ["90847"])
            _ = try await couple.therapist.setCoverage(
                NewCoverage(client: partner, words: words), of: name, key: .fresh())
        }
        let text = try await couple.package(for: .partner(.a), giving: false)
        #expect(text.contains("Blue River Mutual of Oregon") && text.contains("F43.23") && !text.contains("F32.1"))
    }

    @Test("for a partner holds the other's scores and ratings while the other shares them; for a person outside never")
    func shared() async throws {
        let couple = try await couple()
        let adler = CopyReader.person("Dr. Lena Adler")
        for partner in Partner.allCases {
            for reader in [CopyReader.partner(.a), adler] { try await couple.authorize(partner, reader) }
        }
        func holds(_ reader: CopyReader) async throws -> [Bool] {
            let text = try await couple.package(for: reader, giving: false)
            return [text.contains("Of: partner B"), text.contains("By: B\n  Value: 3")]
        }
        #expect(try await holds(.partner(.a)) == [false, false])
        _ = try await couple.therapist.recordConsent(
            NewConsent(partner: .b, kind: .shareScores, measure: "CSI-16"), in: couple.handle, key: .fresh())
        _ = try await couple.therapist.recordConsent(
            NewConsent(partner: .b, kind: .shareRatings), in: couple.handle, key: .fresh())
        #expect(try await holds(.partner(.a)) == [true, true])
        #expect(try await holds(adler) == [false, false])
        // from the day of the revocation on
        try await couple.therapist.revokeConsent(
            .shareScores, of: .b, measure: "CSI-16", in: couple.handle, key: .fresh())
        #expect(try await holds(.partner(.a)) == [false, true])
        try await couple.therapist.revokeConsent(.shareRatings, of: .b, in: couple.handle, key: .fresh())
        #expect(try await holds(.partner(.a)) == [false, false])
    }

    @Test("holds a trainee's note once it is co-signed")
    func cosigned() async throws {
        let group = try await GroupPractice()
        try await group.admin.startSupervision(by: "sue", of: "tom", key: .fresh())
        let handle = try await group.trainee.openCase(GroupPractice.couple(), key: .fresh())
        let note = try await group.signedNote("they spoke of the cellar", by: group.trainee, in: handle).note
        let couple = ReleasedCouple(therapist: group.trainee, handle: handle.description)
        for partner in Partner.allCases { try await couple.authorize(partner, .couple) }
        let prepared = try await group.trainee.prepareCopy(
            CopyRequest(caseName: couple.handle, reader: .couple, purpose: "asked"))
        let files = try prepared.files()
        #expect(try await !couple.package(prepared, giving: false).contains("cellar"))
        let broken = files.map { ($0.name, $0.name.hasSuffix(".txt") ? $0.content + Array(note.utf8) : $0.content) }
        let found = try await group.trainee.copyFindings(
            in: broken.map { (name: $0.0, content: $0.1) }, of: prepared.caseID, for: .couple, covering: [.joint])
        #expect(found == [.row(note)])
        _ = try await group.supervisor.cosignNote(note, key: .fresh())
        #expect(try await couple.package(for: .couple, giving: false).contains("cellar"))
    }

    @Test("is nobody else's to prepare, and an authorization nobody else's to see")
    func others() async throws {
        let practice = try await TestPractice()
        let handle = try await practice.therapist.openCase(CaseloadTests.couple(), key: .fresh()).description
        let couple = ReleasedCouple(therapist: practice.therapist, handle: handle)
        let id = try await couple.authorize(.a, .couple)
        for person in [practice.otherTherapist, practice.admin] {
            let copy = await refusal { () async throws(CaseworkError) in
                try await person.prepareCopy(CopyRequest(caseName: handle, reader: .partner(.a), purpose: "x"))
            }
            #expect(["notFound", "forbidden"].contains(copy?.kind))
            let revoked = await refusal { () async throws(CaseworkError) in
                try await person.revokeAuthorization(id, key: .fresh())
            }
            #expect(["notFound", "forbidden"].contains(revoked?.kind))
        }
    }
}
