import CaseModel
import FoundationEssentials
import Postgres
import Sealing

/// A person about to be recorded: checked, with an id, and the password turned into its proof.
struct PreparedStaffMember: Sendable {
    let id: UUID
    let login: String
    let name: String
    let credential: String?
    let duties: [Duty]
    let password: NewProof

    func sealedName(under key: PracticeKey, using random: inout RandomSource) throws(SealingError) -> [UInt8] {
        try key.words.seal(
            Array(name.utf8), at: Self.nameField(of: id, in: key.practice), revision: 1, using: &random)
    }

    static func nameField(of staff: UUID, in practice: UUID) -> Place {
        Place(practice: practice, row: staff, column: "staff.name")
    }

    static func licenceField(of staff: UUID, in practice: UUID) -> Place {
        Place(practice: practice, row: staff, column: "staff.licence")
    }

    func insert(practice: UUID, sealedName: [UInt8], _ transaction: Transaction) throws {
        _ = try transaction.execute(
            """
            insert into app.staff (practice_id, staff_id, login, name_sealed, credential)
            values (\(practice), \(id), \(login), \(sealedName), \(credential))
            """)
        _ = try transaction.execute(
            """
            insert into app.staff_duties (practice_id, staff_id, duty)
            select \(practice)::uuid, \(id)::uuid, d from unnest(\(duties.map(\.rawValue))::text[]) d
            """)
    }
}

extension NewStaffMember {
    /// Checks everything, then derives the password's proof when its turn comes.
    func prepared(
        practice: String? = nil, cost: ScryptSettings, derivations: DerivationSlots, random: inout RandomSource
    ) async throws(CaseworkError) -> PreparedStaffMember {
        let letters = login.utf8.allSatisfy {
            switch $0 {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."),
                UInt8(ascii: "_"), UInt8(ascii: "-"):
                true
            default: false
            }
        }
        guard letters, (1...63).contains(login.utf8.count), login.first?.isLetter == true else {
            throw .invalid(field: "login", "use a letter, then up to 62 of a-z, 0-9, '.', '_' and '-'")
        }
        let name = try checkedWords(name, field: "name", atMost: 200)
        guard !duties.isEmpty else { throw .invalid(field: "duty", "give at least one") }
        try PasswordRules.check(password, login: login, name: name, practice: practice)
        let id = ID<StaffMember>.random(using: &random).uuid
        let salt = PasswordProof.makeSalt(using: &random)
        let proof = try await failures {
            try await derivations.derive(password, salt: salt, settings: cost)
        }
        return PreparedStaffMember(
            id: id, login: login, name: name, credential: credential,
            duties: duties.sorted { $0.rawValue < $1.rawValue },
            password: NewProof(salt: salt, derivation: cost.text, proof: proof))
    }
}

/// Words of a person, checked: not empty, no U+0000, not longer than the field allows (in characters).
func checkedWords(_ text: String, field: String, atMost limit: Int) throws(CaseworkError) -> String {
    guard let first = text.firstIndex(where: { !$0.isWhitespace }),
        let last = text.lastIndex(where: { !$0.isWhitespace })
    else { throw .invalid(field: field, "it is empty; write something") }
    let words = String(text[first...last])
    if words.utf8.contains(0) {
        throw .invalid(field: field, "it holds the character U+0000, which cannot be stored; remove it")
    }
    if words.count > limit { throw .invalid(field: field, "it is longer than \(limit) characters; shorten it") }
    return words
}
