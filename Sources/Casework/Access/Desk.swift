import CaseModel
import FoundationEssentials
import Postgres
import Sealing

/// Where one person works for one transaction: who they are, by which one duty, and the keys of their practice.
struct Desk {
    let transaction: Transaction
    let environment: Environment
    let duty: Duty
    /// The other duties of the use case that the person holds, and does not act under now.
    let otherDuties: [Duty]
    let holder: KnownHolders.Holder
    var practice: UUID { holder.practice }
    var staff: UUID { holder.staff }
    /// The answer to the one statement of the transaction, where there is no more than one.
    let whole: Later?

    /// Sets up the desk of a person who is known, in a transaction that began under the duty's role.
    init(_ transaction: Transaction, of known: KnownDesk, environment: Environment, whole: SQL? = nil) {
        (self.transaction, self.environment) = (transaction, environment)
        (holder, duty, otherDuties) = (known.holder, known.duty, known.others)
        self.whole = whole.map(transaction.later)
        if whole != nil { transaction.endsHere() }
    }

    /// Asks the database who the token belongs to and takes the role of one duty, in one statement: the one asked for,
    /// else the first of `duties` that the person holds today. Nothing else may run before: until then the transaction
    /// has no rights. It is the database that decides, again in every policy; this only gives the words.
    ///
    /// `whole` goes to the server in the same round trip, after the role was taken, and COMMIT behind it; its answer is in
    /// `whole`. Where no role was taken it is refused, and the reason is told by what was found before.
    ///
    /// - Throws: `notLoggedIn`; `forbidden` where the person holds none of them, or not the one asked for.
    init(
        _ transaction: Transaction, by duties: [Duty], asked: Duty?, environment: Environment, whole: SQL? = nil
    ) throws {
        (self.transaction, self.environment) = (transaction, environment)
        let candidates = duties.candidates(asked)
        let asking = transaction.later(
            """
            select w.practice_id, w.staff_id, w.duties, a.duty,
                set_config('role', coalesce('troth_' || a.duty, current_setting('role')), true)
            from private.whoami() w
            left join lateral (
                select d.duty from unnest(\(candidates)::text[]) with ordinality d (duty, place)
                where d.duty = any (w.duties) order by d.place limit 1) a on true
            """)
        self.whole = whole.map(transaction.later)
        if whole != nil { transaction.endsHere() }
        func answer() throws(PostgresError) -> (UUID, UUID, [String], Duty?, String)? {
            try asking.optional(UUID.self, UUID.self, [String].self, Duty?.self, String.self)
        }
        let who: (UUID, UUID, [String], Duty?, String)?
        var failure: PostgresError?
        do {
            who = try answer()
        } catch {
            guard asking.isAnswered else { throw error }
            (who, failure) = (try answer(), error)
        }
        guard let who else { throw CaseworkError.notLoggedIn }
        guard let duty = who.3 else { throw CaseworkError.forbidden(duties, asked: asked) }
        if let failure { throw failure }
        self.duty = duty
        holder = KnownHolders.Holder(practice: who.0, staff: who.1, duties: who.2.compactMap(Duty.init))
        otherDuties = holder.others(of: duties, than: duty)
    }

    /// The practice's key, fetched when it is first needed: not every duty may have it.
    var keys: PracticeKey {
        get throws { try environment.keys.key(of: practice, in: transaction, keyring: environment.keyring) }
    }

    /// The practice's day at the environment's time, by the practice's time zone.
    func today() throws -> CalendarDate {
        try transaction.one(
            """
            select (\(environment.now())::timestamptz at time zone p.time_zone)::date
            from app.practices p where p.practice_id = \(practice)
            """, CalendarDate.self)
    }

    /// The moment at which a day begins by the practice's time zone, as a sub-select: a bound that is worked out before the
    /// rows are looked for. Taken from a row of the practice that is joined, it makes the planner read every session.
    func start(of day: CalendarDate) -> SQL {
        """
        (select \(day)::date::timestamp at time zone z.time_zone
         from app.practices z where z.practice_id = \(practice))
        """
    }

    /// Carries out a request, in whose transaction its key is claimed.
    func carryOut(_ request: Request, _ answer: String, _ body: (Desk) throws -> Void) throws -> String {
        let claimed = try claim(request, answer: answer)
        do {
            try body(self)
        } catch let error where !claimed.isAnswered && (error as? PostgresError)?.sqlState == nil {
            // nothing has gone out yet: a repeated request is answered as before, whatever has become of it since
            _ = try claimed.affectedRows()
            throw error
        }
        return answer
    }

    /// Claims the request's key, in the round trip of the change's first statement: where it was claimed before, the
    /// transaction fails by `requests_pkey`, and nothing of the change is done.
    private func claim(_ request: Request, answer: String) throws -> Later {
        let mac = try keys.mac(request.content, purpose: "request")
        return transaction.later(
            """
            insert into app.requests (practice_id, staff_id, key, request_mac, answer)
            values (\(practice), \(staff), \(request.key.text), \(mac), \(answer))
            """)
    }

    /// The stored answer to a request that was carried out before.
    ///
    /// - Throws: `keyUsedOtherwise` where it asked for something else.
    func earlierAnswer(to request: Request) throws -> String {
        let mac = try keys.mac(request.content, purpose: "request")
        let earlier = try transaction.one(
            """
            select request_mac, answer from app.requests
            where practice_id = \(practice) and staff_id = \(staff) and key = \(request.key.text)
            """, [UInt8].self, String.self)
        guard earlier.0 == mac else { throw CaseworkError.keyUsedOtherwise(request.key) }
        return earlier.1
    }
}

extension [Duty] {
    /// Those that a person may act under: all of the use case's, or the one that they ask for.
    func candidates(_ asked: Duty?) -> [Duty] {
        asked.map { contains($0) ? [$0] : [] } ?? self
    }
}
