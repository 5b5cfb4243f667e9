import CaseModel
import FoundationEssentials
import TestSupport
import Testing

@testable import Casework

@Suite("Copies of one record for its two partners")
struct SeparationTests {
    @Test("hold no word, no contact and no session of the other, by both partners' leave and without it")
    func separation() async throws {
        let proof = Proof("a copy for A, B or both holds 0 words, contacts or sessions that are not its reader's")
        let practice = try await TestPractice()
        let count = Proof.size(6, full: 500)
        let handles = try await Self.file(count, practice)
        for (number, handle) in handles.enumerated() {
            let couple = ReleasedCouple(therapist: practice.therapist, handle: handle)
            try await couple.addHidden(number)
            try await couple.addTreatment(number)
            for partner in Partner.allCases {
                let text = try await couple.package(for: .partner(partner), giving: false)
                #expect(proof.holds(Self.isSeparate(text, for: .partner(partner), number, joint: false)), "\(handle)")
            }
            for partner in Partner.allCases {
                for reader in [CopyReader.partner(.a), .partner(.b), .couple] {
                    try await couple.authorize(partner, reader)
                }
            }
            for reader in [CopyReader.partner(.a), .partner(.b), .couple] {
                let text = try await couple.package(for: reader)
                #expect(proof.holds(Self.isSeparate(text, for: reader, number, joint: true)), "\(handle) \(reader)")
            }
        }
        proof.report()
        let given = try await practice.therapist.disclosures(of: handles[0])
        #expect(given.count == 3)
        #expect(given.allSatisfy { $0.what.contains("manifest SHA-256") && $0.purpose == "asked for it" })
    }

    private static func file(_ count: Int, _ practice: TestPractice) async throws -> [String] {
        try await practice.therapist.fileCases((0..<count).map { ReleasedCouple.history($0) }, key: .fresh())
        let named = Dictionary(
            uniqueKeysWithValues: try await practice.therapist.caseload().map { ($0.names, $0.handle) })
        return try (0..<count).map { try #require(named["NameA\($0) & NameB\($0)"]) }
    }

    /// What may be there is there, and nothing of anybody else.
    private static func isSeparate(_ text: String, for reader: CopyReader, _ number: Int, joint: Bool) -> Bool {
        let canaries = ReleasedCouple.canaries(in: text)
        let own: Partner? = if case .partner(let partner) = reader { partner } else { nil }
        guard canaries["therapist"] == nil, (canaries["joint"] != nil) == joint else { return false }
        for partner in Partner.allCases {
            let phone = "\(1_000_000 + number * 2 + (partner == .a ? 0 : 1))"
            guard !text.contains(phone) else { return false }
            guard (canaries[partner.rawValue] != nil) == (partner == own) else { return false }
        }
        // the diagnosis and the member id are in the client's own copy alone, as is how the client responded; what was
        // done, and what was seen of a risk, is in none
        for (client, code) in [(Partner.a, "F43.23"), (.b, "F32.1")] where text.contains(code) != (own == client) {
            return false
        }
        let responses = [(Partner.a, "Response: good"), (.b, "Response: little")]
        for (partner, words) in responses where text.contains(words) != (own == partner) { return false }
        guard !["escalation", "moderate", "none_noted", ": low", ": high"].contains(where: text.contains) else {
            return false
        }
        guard text.contains("every month") == false, text.contains("Treatment plan") == joint else { return false }
        // how A took the apology is in A's copy alone, and there only beside the apology
        guard text.contains("Apology not received yet") == (joint && own == .a) else { return false }
        // neither the day nor the handle of the other's session, and no score or view of the other
        let other: [String] =
            own == .a ? ["partner B", "\"audience\" : \"B\""] : own == .b ? ["partner A", "\"audience\" : \"A\""] : []
        return other.allSatisfy { !text.contains($0) }
    }

    /// The check does not trust whoever built the copy.
    @Test("are refused by the check where something of the other is put in")
    func broken() async throws {
        let practice = try await TestPractice()
        let handle = try #require(try await Self.file(1, practice).first)
        let couple = ReleasedCouple(therapist: practice.therapist, handle: handle)
        try await couple.addHidden(0)
        try await couple.addTreatment(0)
        for partner in Partner.allCases { try await couple.authorize(partner, .partner(.a)) }
        let prepared = try await practice.therapist.prepareCopy(
            CopyRequest(caseName: handle, reader: .partner(.a), purpose: "asked"))
        let sessions = try await practice.therapist.sessions(of: handle)
        let ofB = try #require(sessions.first { $0.format == .individualB })
        let files = try prepared.files()
        func findings(adding words: String) async throws -> [CopyFinding] {
            let changed = files.map { file in
                file.name.hasSuffix(".txt")
                    ? (name: file.name, content: file.content + Array("\n\(words)\n".utf8)) : file
            }
            return try await practice.therapist.copyFindings(
                in: changed, of: prepared.caseID, for: .partner(.a), covering: [.joint, .a])
        }
        #expect(try await findings(adding: "").isEmpty)
        #expect(try await findings(adding: "about \(ofB.handle)") == [.row(ofB.handle)])
        #expect(try await findings(adding: "call 1-555-1000001") == [.contact(of: "B")])
        #expect(try await findings(adding: "ZQBmailcanary0@example.org") == [.contact(of: "B")])
        #expect(try await findings(adding: UUID().uuidString).count == 1)
        for audience in [Audience.b, .therapist] {
            for field in audience == .b
                ? ["profile", "subjective", "plan", "setback", "apology", "breach", "payer"]
                : ["psychotherapy", "draft", "record"]
            {
                let word =
                    field == "profile"
                    ? ReleasedCouple.canary(audience, field, 0) : ReleasedCouple.sentence(audience, field, 0)
                let found = try await findings(adding: word.uppercased())
                #expect(found.count == 1, "\(word): \(found)")
            }
        }
        // an entry of the other, in the words of the program's own file
        let json = files.map { file -> (name: String, content: [UInt8]) in
            guard file.name.hasSuffix(".json") else { return file }
            let text = String(decoding: file.content, as: UTF8.self)
            return (file.name, Array(text.replacing("\"audience\" : \"A\"", with: "\"audience\" : \"B\"").utf8))
        }
        #expect(
            try await practice.therapist.copyFindings(
                in: json, of: prepared.caseID, for: .partner(.a), covering: [.joint, .a]
            ).isEmpty == false)
        let refused = await refusal { () async throws(CaseworkError) in
            try await practice.therapist.checkCopy(prepared, files: json)
        }
        #expect(refused?.kind == "conflict")
    }
}
