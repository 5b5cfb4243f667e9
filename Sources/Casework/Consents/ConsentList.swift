package import CaseModel
import Postgres

/// One consent, as the list shows it.
package struct ConsentEntry: Sendable, Hashable {
    package let id: String
    package let partner: Partner
    package let kind: ConsentKind
    package let policy: SecretsPolicy?
    package let measure: String?
    package let form: String
    package let givenOn: CalendarDate
    /// Taken back: it held up to the day before.
    package let revokedOn: CalendarDate?
}

extension Casework {
    /// What the partners of one case have agreed to, by day.
    package func consents(of caseName: String) async throws(CaseworkError) -> [ConsentEntry] {
        try await failures {
            let name = try RecordName(caseName, .caseFile)
            return try await read("consent list", by: .reading) { desk in
                let found = try desk.find(case: name)
                return try desk.transaction.all(
                    """
                    select consent_id::text, partner, kind, policy, measure, form, given_on, revoked_on
                    from app.consents where practice_id = \(desk.practice) and case_id = \(found.id)
                    order by given_on, kind, partner, consent_id
                    """, as: ConsentEntry.self)
            }
        }
    }
}

extension ConsentEntry: RowDecodable {
    init(row: inout RowReader) throws(PostgresError) {
        id = try row.next()
        partner = try row.next()
        kind = try row.next()
        policy = try row.next()
        measure = try row.next()
        form = try row.next()
        givenOn = try row.next()
        revokedOn = try row.next()
    }
}
