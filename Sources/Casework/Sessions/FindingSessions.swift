import CaseModel
import FoundationEssentials
import Postgres

/// A case that was named, as the use cases about it need it.
struct FoundCase: Sendable {
    let id: UUID
    let handle: String
}

/// A session that was named, as the use cases about it need it.
struct FoundSession: RowDecodable, Sendable {
    let id: UUID
    let caseID: UUID
    let caseHandle: String
    let handle: String
    let startsAt: Timestamp
    let at: LocalTime
    let minutes: Int
    let format: SessionFormat
    let state: SessionState
    let version: Int

    init(row: inout RowReader) throws(PostgresError) {
        id = try row.next()
        caseID = try row.next()
        caseHandle = try row.next()
        handle = try row.next()
        startsAt = try row.next()
        at = try row.next()
        minutes = try row.next()
        format = try row.next()
        state = try row.next()
        version = try row.next()
    }
}

extension Desk {
    /// - Throws: `notFound`, also where the case is somebody else's.
    func find(case name: RecordName) throws -> FoundCase {
        let missing = CaseworkError.notFound(.caseFile, name.text)
        try requireReach(.caseFile, name.text, or: missing)
        let found = try transaction.optional(
            """
            select c.case_id, c.handle from app.cases c
            where c.practice_id = \(practice) and \(name.matches(handle: "c.handle", id: "c.case_id"))
            """, UUID.self, String.self)
        guard let found else { throw missing }
        return FoundCase(id: found.0, handle: found.1)
    }

    /// - Throws: `conflict` where the case is closed.
    func requireOpen(_ found: FoundCase) throws {
        let isClosed = try transaction.one(
            "select status = 'closed' from app.cases where practice_id = \(practice) and case_id = \(found.id)",
            Bool.self)
        guard !isClosed else {
            throw CaseworkError.conflict("The case \(found.handle) is closed; no session can be booked in it.")
        }
    }

    /// With `locking` nobody else changes it before this transaction ends.
    ///
    /// - Throws: `notFound`, also where the case is somebody else's.
    func find(session name: RecordName, locking: Bool = false) throws -> FoundSession {
        let missing = CaseworkError.notFound(.session, name.text)
        try requireReach(.session, name.text, or: missing)
        let lock: SQL = locking ? "for update of s" : ""
        let found = try transaction.optional(
            """
            select s.session_id, s.case_id, c.handle, s.handle, s.starts_at, s.starts_at at time zone p.time_zone,
                (extract(epoch from s.ends_at - s.starts_at) / 60)::integer, s.format, s.state, s.version
            from app.practices p
            join app.sessions s on s.practice_id = p.practice_id
            join app.cases c on c.practice_id = s.practice_id and c.case_id = s.case_id
            where p.practice_id = \(practice) and \(name.matches(handle: "s.handle", id: "s.session_id")) \(lock)
            """, as: FoundSession.self)
        guard let found else { throw missing }
        return found
    }

    /// Those of these sessions that are this person's, by case and beginning.
    func find(sessions ids: [UUID]) throws -> [FoundSession] {
        try transaction.all(
            """
            select s.session_id, s.case_id, c.handle, s.handle, s.starts_at, s.starts_at at time zone p.time_zone,
                (extract(epoch from s.ends_at - s.starts_at) / 60)::integer, s.format, s.state, s.version
            from app.practices p
            join app.sessions s on s.practice_id = p.practice_id
            join app.cases c on c.practice_id = s.practice_id and c.case_id = s.case_id
            where p.practice_id = \(practice) and s.session_id = any (\(ids)::uuid[])
            order by c.handle, s.starts_at, s.handle
            """, as: FoundSession.self)
    }

    /// The moment of a local time of the practice. Of a time that comes twice, in autumn, it is the later.
    ///
    /// - Throws: `invalid` for a time that the clocks leap over in spring.
    func moment(of local: LocalTime) throws -> Timestamp {
        let found = try transaction.one(
            """
            select m.moment, m.moment at time zone p.time_zone = \(local)::timestamp, p.time_zone
            from app.practices p, lateral (select \(local)::timestamp at time zone p.time_zone as moment) m
            where p.practice_id = \(practice)
            """, Timestamp.self, Bool.self, String.self)
        guard found.1 else {
            throw CaseworkError.invalid(
                field: "at",
                "\(local) does not exist in the practice's time zone \(found.2): the clocks leap over it. "
                    + "Give another time")
        }
        return found.0
    }

    /// The secrets policy that both partners had accepted on a day, the same one on the same form.
    func secretsPolicy(_ caseID: UUID, on day: CalendarDate) throws -> SecretsPolicy? {
        let policy = try transaction.one(
            "select private.secrets_policy(\(practice), \(caseID), \(day)::date)", SecretsPolicy?.self)
        return policy
    }

    /// The partners who had not accepted the secrets policy by that day.
    func withoutSecretsPolicy(_ caseID: UUID, on day: CalendarDate) throws -> [Partner] {
        let accepted = try transaction.all(
            """
            select distinct partner from app.consents
            where practice_id = \(practice) and case_id = \(caseID) and kind = \(ConsentKind.secretsPolicy)
                and given_on <= \(day) and (revoked_on is null or revoked_on > \(day))
            """, Partner.self)
        return Partner.allCases.filter { !accepted.contains($0) }
    }
}
