package import CaseModel
import FoundationEssentials
import Postgres

/// Somebody who can open a case now, and why; or who may not, whatever else would let them.
package struct Reacher: Sendable, Hashable {
    package enum Reason: String, Sendable {
        case primary
        case coTherapist = "co_therapist"
        case supervision
        case breakGlass = "break_glass"
        case barred
    }

    package let login: String
    package let name: String
    package let reason: Reason
    /// Whom the supervisor supervises.
    package let through: String?
    package let since: LocalTime
    package let until: LocalTime?
}

/// What one person reaches by one duty, and when they last used it.
package struct ReviewedReach: Sendable, Hashable {
    package let login: String
    package let duty: Duty
    package let since: CalendarDate
    package let until: CalendarDate?
    package let cases: Int
    /// From how many cases the person is barred.
    package let bars: Int
    package let lastLoginOn: CalendarDate?
    package let lastOpenedOn: CalendarDate?
}

/// One case that a person can open now, and why.
package struct ReachedCase: Sendable, Hashable {
    package let login: String
    package let caseHandle: String
    package let reason: Reacher.Reason
    /// Whom the supervisor supervises.
    package let through: String?
    package let since: CalendarDate
    package let until: CalendarDate?
    /// When the person last opened something of the case.
    package let lastOpenedOn: CalendarDate?
}

/// One cell of the table of rights.
package struct Right: Sendable, Hashable {
    package let role: String
    package let duty: Duty
    package let object: String
    package let action: String
    package let reach: String
    /// Nil is every column but the sealed ones.
    package let columns: [String]?
}

extension Casework {
    /// Who can open a case now, and why. For a practice admin, and for those who may open it.
    package func whoReaches(_ handle: Handle) async throws(CaseworkError) -> [Reacher] {
        try await failures {
            let duties: [Duty] = [.practiceAdmin, .therapist, .trainee, .supervisor]
            let (rows, names) = try await open("access who", by: duties) { desk in
                let caseID = try desk.caseID(handle)
                let rows = try desk.transaction.all(
                    """
                    select w.staff_id, w.login, w.why, w.through, w.starts_at at time zone p.time_zone,
                        w.ends_at at time zone p.time_zone
                    from app.practices p, private.who_reaches(\(caseID)) w
                    where p.practice_id = \(desk.practice)
                    """, UUID.self, String.self, Reacher.Reason.self, String?.self, LocalTime.self, LocalTime?.self
                ).map { (id: $0.0, login: $0.1, reason: $0.2, through: $0.3, since: $0.4, until: $0.5) }
                return (rows, try desk.staffNames())
            }
            let opened = try names.opened()
            return rows.map { row in
                Reacher(
                    login: row.login, name: opened[row.id] ?? row.login, reason: row.reason, through: row.through,
                    since: row.since, until: row.until)
            }
        }
    }

    /// What each person of the practice reaches by each duty, and when they last logged in and opened something.
    package func accessReview() async throws(CaseworkError) -> [ReviewedReach] {
        try await failures {
            try await read("access review", by: [.practiceAdmin]) { desk in
                try desk.transaction.all(
                    """
                    select r.login, r.duty, (r.since at time zone p.time_zone)::date,
                        ((r.until - interval '1 microsecond') at time zone p.time_zone)::date, r.cases, r.bars,
                        (r.last_login_at at time zone p.time_zone)::date, (r.last_opened_at at time zone p.time_zone)::date
                    from app.practices p, private.access_review() r
                    where p.practice_id = \(desk.practice)
                    """, as: ReviewedReach.self)
            }
        }
    }

    /// Each case that each person of the practice can open now, or one of them; why, and when they last did. What the lists
    /// of the front desk and of admins show is the whole practice, and not told case by case.
    ///
    /// - Throws: `notFound` for a login that nobody of the practice has.
    package func reachedCases(by person: String? = nil) async throws(CaseworkError) -> [ReachedCase] {
        try await failures {
            try await read("access review", by: [.practiceAdmin]) { desk in
                if let person { _ = try desk.staffMember(person) }
                return try desk.transaction.all(
                    """
                    select r.login, r.case_handle, r.why, r.through, (r.since at time zone p.time_zone)::date,
                        ((r.until - interval '1 microsecond') at time zone p.time_zone)::date,
                        (r.last_opened_at at time zone p.time_zone)::date
                    from app.practices p, private.access_list(\(person)) r
                    where p.practice_id = \(desk.practice)
                    """, String.self, String.self, Reacher.Reason.self, String?.self, CalendarDate.self,
                    CalendarDate?.self, CalendarDate?.self
                ).map {
                    ReachedCase(
                        login: $0.0, caseHandle: $0.1, reason: $0.2, through: $0.3, since: $0.4, until: $0.5,
                        lastOpenedOn: $0.6)
                }
            }
        }
    }

    /// The table of rights, from which every policy and grant is made. The same for everyone, so nobody has to be logged in.
    package func accessMatrix() async throws(CaseworkError) -> [Right] {
        try await failures {
            try await environment.database.read(options("access matrix", role: nil)) { transaction in
                try transaction.all(
                    """
                    select role, duty, object, action, reach, columns from private.rights
                    order by array_position(\(Duty.allCases)::text[], duty), role, object,
                        array_position(array['select', 'open', 'insert', 'update', 'delete', 'call'], action)
                    """, String.self, Duty.self, String.self, String.self, String.self, [String]?.self
                ).map { row in
                    Right(role: row.0, duty: row.1, object: row.2, action: row.3, reach: row.4, columns: row.5)
                }
            }
        }
    }
}

extension Reacher.Reason: PostgresCodable {}

extension ReviewedReach: RowDecodable {
    init(row: inout RowReader) throws(PostgresError) {
        login = try row.next()
        duty = try row.next()
        since = try row.next()
        until = try row.next()
        cases = try row.next()
        bars = try row.next()
        lastLoginOn = try row.next()
        lastOpenedOn = try row.next()
    }
}
