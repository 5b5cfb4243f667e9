package import CaseModel
import FoundationEssentials
import Postgres

/// What was given to whom outside of the practice, and why.
package struct NewDisclosure: Sendable {
    package var recipient: String
    package var what: String
    package var purpose: String
    /// Whose record it was: the couple's, or one partner's.
    package var audience: Audience
    /// The practice's today where nil.
    package var on: CalendarDate?

    package init(recipient: String, what: String, purpose: String, audience: Audience = .joint, on: CalendarDate? = nil)
    {
        (self.recipient, self.what, self.purpose) = (recipient, what, purpose)
        (self.audience, self.on) = (audience, on)
    }
}

/// One disclosure of the accounting.
package struct Disclosure: Sendable {
    package let id: String
    package let on: CalendarDate
    package let audience: Audience
    package let recipient: String
    package let what: String
    package let purpose: String
    /// Login of who recorded it.
    package let recordedBy: String
}

extension Casework {
    private static let longest = 2_000

    /// Adds to a case's accounting of disclosures. Nobody can change or delete it afterwards; a mistake is put right by a
    /// second entry that says so. Returns the id.
    package func recordDisclosure(
        _ disclosure: NewDisclosure, in caseName: String, key: RequestKey
    ) async throws(CaseworkError) -> String {
        try await failures {
            let name = try RecordName(caseName, .caseFile)
            guard disclosure.audience != .therapist else {
                throw CaseworkError.invalid(field: "of", "say whose record it was: joint, A or B")
            }
            let words = [
                (field: "recipient", text: try checkedWords(disclosure.recipient, field: "to", atMost: Self.longest)),
                (field: "what", text: try checkedWords(disclosure.what, field: "what", atMost: Self.longest)),
                (field: "purpose", text: try checkedWords(disclosure.purpose, field: "purpose", atMost: Self.longest)),
            ]
            var random = environment.random
            let id = ID<Disclosure>.random(using: &random)
            let request = Request(
                "disclosure record", key: key,
                [name.text, disclosure.audience.rawValue, disclosure.on?.description] + words.map(\.text))
            return try await change(request, by: .treating, answer: id.description) { [random] desk in
                var random = random
                let today = try desk.today()
                let day = disclosure.on ?? today
                guard day <= today else {
                    throw CaseworkError.invalid(field: "on", "\(day) is still to come; record it when it has happened")
                }
                let found = try desk.find(case: name)
                var keys = try desk.caseKeys(found.id)
                let sealed = try words.map {
                    try keys.seal(
                        $0.text, for: disclosure.audience, row: id.uuid, field: "disclosures.\($0.field)",
                        using: &random)
                }
                let isRecorded = try desk.transaction.one(
                    """
                    select private.record_disclosure(\(id), \(found.id), \(day), \(disclosure.audience), \(sealed[0]),
                        \(sealed[1]), \(sealed[2]))
                    """, Bool.self)
                guard isRecorded else { throw CaseworkError.notFound(.caseFile, name.text) }
            }
        }
    }

    /// A case's accounting of disclosures, oldest first.
    package func disclosures(of caseName: String) async throws(CaseworkError) -> [Disclosure] {
        try await failures {
            let name = try RecordName(caseName, .caseFile)
            let (rows, words) = try await open("disclosure list", by: .treating) { desk in
                let found = try desk.find(case: name)
                let rows = try desk.transaction.all(
                    """
                    select d.disclosure_id, d.disclosed_on, d.audience, s.login
                    from app.disclosures d
                    join app.staff s on s.practice_id = d.practice_id and s.staff_id = d.recorded_by
                    where d.practice_id = \(desk.practice) and d.case_id = \(found.id)
                    order by d.disclosed_on, d.recorded_at, d.disclosure_id
                    """, UUID.self, CalendarDate.self, Audience.self, String.self)
                return (rows, try desk.words(of: [found.id], [.disclosures]))
            }
            let opened = try words.opened()
            return rows.map { row in
                func text(_ field: String) -> String { opened[row.0, "disclosures.\(field)"] ?? "" }
                return Disclosure(
                    id: row.0.uuidString.lowercased(), on: row.1, audience: row.2, recipient: text("recipient"),
                    what: text("what"), purpose: text("purpose"), recordedBy: row.3)
            }
        }
    }
}
