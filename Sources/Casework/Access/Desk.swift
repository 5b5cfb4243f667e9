import CaseModel
import FoundationEssentials
import Postgres
import Sealing

/// Where one person works for one transaction: who they are, by which duty, and the keys of their practice.
struct Desk {
    let transaction: Transaction
    let environment: Environment
    let duty: Duty
    let practice: UUID
    let staff: UUID
    let keys: PracticeKey

    /// Asks the database who the token belongs to. It is the database that decides; this only gives the words.
    init(_ transaction: Transaction, duty: Duty, environment: Environment) throws {
        (self.transaction, self.duty, self.environment) = (transaction, duty, environment)
        let who = try transaction.optional(
            "select practice_id, staff_id, duties from private.whoami()", UUID.self, UUID.self, [String].self)
        guard let who else { throw CaseworkError.notLoggedIn }
        guard who.2.contains(duty.rawValue) else { throw CaseworkError.forbidden(duty) }
        (practice, staff) = (who.0, who.1)
        keys = try environment.keys.key(of: practice, in: transaction, keyring: environment.keyring)
    }

    /// The practice's day at the environment's time, by the practice's time zone.
    func today() throws -> CalendarDate {
        try transaction.one(
            """
            select (\(environment.now())::timestamptz at time zone p.time_zone)::date
            from app.practices p where p.practice_id = \(practice)
            """, CalendarDate.self)
    }

    /// Claims the request's key: nil where it is new, the stored answer where it was carried out before.
    func claim(_ request: Request, answer: String) throws -> String? {
        let mac = keys.mac(request.content, purpose: "request")
        let claimed = try transaction.execute(
            """
            insert into app.requests (practice_id, staff_id, key, request_mac, answer)
            values (\(practice), \(staff), \(request.key.text), \(mac), \(answer))
            on conflict do nothing
            """)
        if claimed == 1 { return nil }
        let earlier = try transaction.one(
            """
            select request_mac, answer from app.requests
            where practice_id = \(practice) and staff_id = \(staff) and key = \(request.key.text)
            """, [UInt8].self, String.self)
        guard earlier.0 == mac else { throw CaseworkError.keyUsedOtherwise(request.key) }
        return earlier.1
    }
}
