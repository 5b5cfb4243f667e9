package import CaseModel
import FoundationEssentials
import Postgres

/// From which day until which something of access holds; nil is now, and until it is ended. Days are the practice's own.
package struct AccessSpan: Sendable, Hashable {
    package var from: CalendarDate?
    /// The last day.
    package var until: CalendarDate?

    package init(from: CalendarDate? = nil, until: CalendarDate? = nil) {
        (self.from, self.until) = (from, until)
    }

    /// For the key of a request.
    var values: [String?] { [from?.description, until?.description] }
}

extension Desk {
    /// The moments at which a span begins and ends, by the database's clock and the practice's time zone.
    ///
    /// - Throws: `invalid` for a span that began in the past or ends before it begins: access is not dated back.
    func moments(of span: AccessSpan) throws -> (start: Timestamp, end: Timestamp?) {
        let found = try transaction.one(
            """
            select greatest(now(), \(span.from)::date::timestamp at time zone p.time_zone),
                (\(span.until)::date + 1)::timestamp at time zone p.time_zone,
                coalesce(\(span.from)::date < (now() at time zone p.time_zone)::date, false)
            from app.practices p where p.practice_id = \(practice)
            """, Timestamp.self, Timestamp?.self, Bool.self)
        guard !found.2 else {
            throw CaseworkError.invalid(field: "from", "that day is past; give today, a later day, or leave it out")
        }
        if let end = found.1, end <= found.0 {
            throw CaseworkError.invalid(field: "until", "it is before the first day; give a later one")
        }
        return (found.0, found.1)
    }

    /// The id of somebody of this practice.
    ///
    /// - Throws: `notFound`.
    func staffMember(_ login: String) throws -> UUID {
        let found = try transaction.optional(
            "select staff_id from app.staff where practice_id = \(practice) and login = \(login)", UUID.self)
        guard let found else { throw CaseworkError.notFound(.staffMember, login) }
        return found
    }

    /// The same for somebody who holds one of the duties today. For a practice admin, who sees who holds which.
    func staffMember(_ login: String, holding duties: [Duty]) throws -> UUID {
        let id = try staffMember(login)
        let holds = try transaction.one(
            """
            select exists (
                select from app.staff_duties d
                where d.practice_id = \(practice) and d.staff_id = \(id) and d.duty = any (\(duties)::text[])
                    and d.starts_at <= now() and (d.ends_at is null or d.ends_at > now()))
            """, Bool.self)
        guard holds else {
            throw CaseworkError.conflict(
                "\(login) does not hold the duty \(duties.names) today. Nothing was changed. `troth staff duty give` "
                    + "gives one.")
        }
        return id
    }
}
