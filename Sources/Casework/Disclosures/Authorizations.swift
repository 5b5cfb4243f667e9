package import CaseModel
import FoundationEssentials
import Postgres
import Sealing

/// What a partner allows: to whom, what of the record, why, until when.
package struct NewAuthorization: Sendable {
    package var partner: Partner
    package var recipient: CopyReader
    /// What both said together, as far as it is this partner's to allow.
    package var coversJoint: Bool
    /// What this partner told alone; for a person outside only.
    package var coversOwn: Bool
    package var purpose: String
    /// The practice's today where nil.
    package var on: CalendarDate?
    /// The last day on which it holds; nil until it is revoked.
    package var until: CalendarDate?

    package init(
        partner: Partner, recipient: CopyReader, coversJoint: Bool = true, coversOwn: Bool = false, purpose: String,
        on: CalendarDate? = nil, until: CalendarDate? = nil
    ) {
        (self.partner, self.recipient, self.purpose) = (partner, recipient, purpose)
        (self.coversJoint, self.coversOwn) = (coversJoint, coversOwn)
        (self.on, self.until) = (on, until)
    }

    fileprivate var covers: [String] { (coversJoint ? ["joint"] : []) + (coversOwn ? ["own"] : []) }

    fileprivate func check() throws(CaseworkError) {
        guard coversJoint || coversOwn else {
            throw .invalid(field: "covers", "say what it covers: joint, own, or both with a comma between")
        }
        if case .person = recipient { return }
        guard !coversOwn else {
            throw .invalid(
                field: "covers",
                "own is for a person outside only: one's own part needs no leave of one's own, and is never the other's"
            )
        }
    }
}

/// One authorization of a case.
package struct Authorization: Sendable, Hashable {
    package let id: String
    package let partner: Partner
    /// `A`, `B` or `couple`, or the person's name.
    package let recipient: String
    package let covers: [String]
    package let purpose: String
    package let givenOn: CalendarDate
    package let until: CalendarDate?
    package let revokedOn: CalendarDate?
    /// Whether it holds today.
    package let isInForce: Bool
}

/// The words of an authorization, sealed under its giver's key.
struct AuthorizationWords: Codable {
    let recipient: String
    let purpose: String
}

extension Casework {
    /// Records what a partner signed. Nobody can change it; the partner can revoke it. Returns its id.
    ///
    /// - Throws: `invalid` for a day that has not come yet, an end before it, or a part that cannot be allowed.
    package func authorize(
        _ given: NewAuthorization, in caseName: String, key: RequestKey
    ) async throws(CaseworkError) -> String {
        try await failures {
            let name = try RecordName(caseName, .caseFile)
            try given.check()
            let purpose = try checkedWords(given.purpose, field: "purpose", atMost: 2000)
            let recipient = try given.recipient.checkedName()
            var random = environment.random
            let id = ID<Authorization>.random(using: &random)
            let request = Request(
                "authorization add", key: key,
                [
                    name.text, given.partner.rawValue, given.recipient.code, recipient,
                    given.covers.joined(separator: ","), purpose, given.on?.description, given.until?.description,
                ])
            return try await change(request, by: .treating, answer: id.description) { [random] desk in
                var random = random
                let found = try desk.find(case: name)
                let today = try desk.today()
                let day = given.on ?? today
                guard day <= today else {
                    throw CaseworkError.invalid(field: "on", "\(day) has not come yet; today is \(today)")
                }
                if let until = given.until, until < day {
                    throw CaseworkError.invalid(field: "until", "\(until) is before \(day); give a later day")
                }
                var keys = try desk.caseKeys(found.id)
                let words = try keys.seal(
                    sealedJSON(AuthorizationWords(recipient: recipient, purpose: purpose)),
                    for: Audience(of: given.partner), row: id.uuid, field: "authorizations.words", using: &random)
                try desk.transaction.execute(
                    """
                    insert into app.authorizations
                        (practice_id, authorization_id, case_id, partner, audience, recipient, recipient_mac, covers,
                         given_on, until_on, words_sealed, recorded_by)
                    values (\(desk.practice), \(id), \(found.id), \(given.partner), \(given.partner),
                        \(given.recipient.code), \(try desk.mac(of: given.recipient)), \(given.covers)::text[], \(day),
                        \(given.until), \(words), \(desk.staff))
                    """)
            }
        }
    }

    /// Records that a partner took an authorization back, from this moment on.
    ///
    /// - Throws: `notFound`; `conflict` where it was revoked before.
    package func revokeAuthorization(_ id: String, key: RequestKey) async throws(CaseworkError) {
        try await failures {
            guard let uuid = UUID(uuidString: id) else {
                throw CaseworkError.invalid(
                    field: "authorization", "it is no id; `troth authorization list` and the case shows them")
            }
            let request = Request("authorization revoke", key: key, [uuid.uuidString])
            _ = try await change(request, by: .treating, answer: uuid.uuidString) { desk in
                let revoked = try desk.transaction.execute(
                    """
                    insert into app.revocations (practice_id, authorization_id, case_id, revoked_on, recorded_by)
                    select z.practice_id, z.authorization_id, z.case_id, \(try desk.today()), \(desk.staff)
                    from app.authorizations z
                    where z.practice_id = \(desk.practice) and z.authorization_id = \(uuid)
                    """)
                guard revoked == 1 else { throw CaseworkError.notFound(.authorization, id) }
            }
        }
    }

    /// What the partners of a case allowed, by day, with what is over and what was revoked.
    package func authorizations(of caseName: String) async throws(CaseworkError) -> [Authorization] {
        try await failures {
            let name = try RecordName(caseName, .caseFile)
            let (rows, words) = try await open("authorization list", by: .treating) { desk in
                let found = try desk.find(case: name)
                return (try desk.authorizationRows(found.id), try desk.words(of: [found.id], [.authorizations]))
            }
            let opened = try words.opened()
            return try rows.map { try $0.with(opened) }
        }
    }
}

/// An authorization as its columns say it, its words still sealed.
struct AuthorizationRow: RowDecodable, Sendable {
    let id: UUID
    let partner: Partner
    let recipient: String
    let mac: [UInt8]?
    let covers: [String]
    let givenOn: CalendarDate
    let until: CalendarDate?
    let revokedOn: CalendarDate?
    let isInForce: Bool

    init(row: inout RowReader) throws(PostgresError) {
        id = try row.next()
        partner = try row.next()
        recipient = try row.next()
        mac = try row.next()
        covers = try row.next()
        givenOn = try row.next()
        until = try row.next()
        revokedOn = try row.next()
        isInForce = try row.next()
    }

    fileprivate func with(_ words: OpenWords) throws -> Authorization {
        let own = try words.decoded(AuthorizationWords.self, row: id, field: "authorizations.words")
        return Authorization(
            id: id.uuidString.lowercased(), partner: partner, recipient: own?.recipient ?? recipient, covers: covers,
            purpose: own?.purpose ?? "", givenOn: givenOn, until: until, revokedOn: revokedOn, isInForce: isInForce)
    }
}

extension Desk {
    func authorizationRows(_ caseID: UUID) throws -> [AuthorizationRow] {
        try transaction.all(
            """
            select z.authorization_id, z.partner, z.recipient, z.recipient_mac, z.covers, z.given_on, z.until_on,
                r.revoked_on,
                r.revoked_on is null and (z.until_on is null or z.until_on >= (now() at time zone p.time_zone)::date)
            from app.practices p
            join app.authorizations z on z.practice_id = p.practice_id
            left join app.revocations r on r.practice_id = z.practice_id and r.authorization_id = z.authorization_id
            where p.practice_id = \(practice) and z.case_id = \(caseID)
            order by z.given_on, z.partner, z.authorization_id
            """, as: AuthorizationRow.self)
    }

    /// What tells equal names of persons apart from others without telling the name; nil for the couple's own.
    func mac(of reader: CopyReader) throws -> [UInt8]? {
        guard case .person(let name) = reader else { return nil }
        let words = name.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return try keys.mac(Array(words.utf8), purpose: "recipient")
    }
}

extension CopyReader {
    /// `A`, `B`, `couple`, or the person's name, checked.
    func checkedName() throws(CaseworkError) -> String {
        guard case .person(let name) = self else { return code }
        return try checkedWords(name, field: "to", atMost: 200)
    }
}
