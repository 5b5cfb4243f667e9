package import CaseModel
import FoundationEssentials
package import Postgres
import Sealing

/// A report that is made by itself at the end of months: what its person granted.
package struct ReportSchedule: Sendable {
    package let handle: String
    package let duty: Duty
    package let report: BatchReport
    package let copy: ReportCopy
    package let formats: [String]
    /// As `ReportConditions.text` writes them, without days.
    package let conditions: String
    /// The first days of the first and the last month.
    package let firstMonth: CalendarDate
    package let lastMonth: CalendarDate
    package let grantedOn: CalendarDate
    package let endedOn: CalendarDate?
}

extension ReportSchedule: RowDecodable {
    package init(row: inout RowReader) throws(PostgresError) {
        handle = try row.next()
        duty = try row.next()
        report = try row.next()
        copy = ReportCopy(code: try row.next(String.self)) ?? .file
        formats = try row.next()
        conditions = try row.next()
        firstMonth = try row.next()
        lastMonth = try row.next()
        grantedOn = try row.next()
        endedOn = try row.next()
    }
}

/// A schedule's run that has begun: its own login, and what it is to make.
package struct ScheduledWork: Sendable {
    /// Acts as the person of the schedule, by its duty and under its own login, until `logOut` or for eight hours.
    package let casework: Casework
    package let order: ReportRunOrder
}

extension Casework {
    /// Grants a report for the ends of months. Returns its handle, and the 32 bytes by which its runs are begun: the same
    /// ones where the request is repeated.
    ///
    /// - Throws: `proofNeeded` without a fresh proof of the password; `invalid` for months that end before they begin, or
    ///   conditions with days; `forbidden` without a duty that reads couples' words.
    package func scheduleReports(
        _ order: ReportRunOrder, from first: CalendarDate, until last: CalendarDate, key: RequestKey
    ) async throws(CaseworkError) -> (handle: Handle, secret: [UInt8]) {
        try await failures {
            guard order.conditions.from == nil, order.conditions.until == nil else {
                throw CaseworkError.invalid(field: "--where", "leave the days out: each run is of one month")
            }
            let (first, last) = (first.firstOfMonth, last.firstOfMonth)
            guard first <= last else {
                throw CaseworkError.invalid(field: "--until", "the last month is before the first; give a later one")
            }
            guard order.copy == .file || order.report == .summary else {
                throw CaseworkError.invalid(
                    field: "copy", "only a session\u{2019}s summary has a copy for somebody else")
            }
            var random = environment.random
            let handle = Handle.random(.reportSchedule, using: &random)
            let request = Request(
                "report schedule", key: key,
                [
                    order.report.rawValue, order.copy.code, order.formats.joined(separator: ","), order.paper,
                    order.conditions.text, first.description, last.description, acting?.rawValue,
                    order.templates.map { "\($0)" },
                ])
            let duties: [Duty] = order.copy == .file ? .reading : .treating
            let answer = try await change(request, by: duties, answer: handle.description) { desk in
                for handle in order.conditions.cases { _ = try desk.roadCase(handle) }
                let secret = try desk.scheduleSecret(key)
                _ = try desk.transaction.execute(
                    """
                    select private.schedule_reports(\(handle.description), \(order.report.rawValue), \(order.copy.code),
                        \(order.formats)::text[], \(order.paper), \(order.conditions.text), \(order.templates)::bytea,
                        \(first)::date, \(last)::date, sha256(\(secret)::bytea))
                    """)
            }
            let secret = try await read("report schedule", by: duties) { try $0.scheduleSecret(key) }
            return (try Handle(answer: answer, .reportSchedule), secret)
        }
    }

    /// The person's own, the newest first.
    package func reportSchedules() async throws(CaseworkError) -> [ReportSchedule] {
        try await failures {
            try await environment.database.read(options("report schedule list", role: nil)) { transaction in
                let who = try transaction.optional("select staff_id from private.whoami()", UUID.self)
                guard who != nil else { throw CaseworkError.notLoggedIn }
                return try transaction.all(
                    """
                    select handle, duty, report, copy, formats, conditions, first_month, last_month, granted_on, ended_on
                    from private.report_schedules()
                    """, as: ReportSchedule.self)
            }
        }
    }

    /// Ends one of the person's own: its runs under way stop at the next record, and no other begins.
    ///
    /// - Throws: `notFound`, also where it is somebody else's.
    package func endReportSchedule(_ handle: Handle) async throws(CaseworkError) {
        try await failures {
            let ended = try await environment.database.write(options("report schedule end", role: nil)) { transaction in
                let who = try transaction.optional("select staff_id from private.whoami()", UUID.self)
                guard who != nil else { throw CaseworkError.notLoggedIn }
                return try transaction.one("select private.end_report_schedule(\(handle.description))", Bool.self)
            }
            guard ended else { throw CaseworkError.notFound(.reportSchedule, handle.description) }
        }
    }

    /// Begins the run of one month that is over, under a login session that is for nothing else. Nobody need be logged in.
    ///
    /// - Throws: `notLoggedIn` where the secret is none, the schedule was ended or has not that month, the month is not over,
    ///   or the person does not hold the duty any more.
    package func beginScheduled(
        _ secret: [UInt8], month: CalendarDate
    ) async throws(CaseworkError) -> ScheduledWork {
        try await failures {
            var random = environment.random
            let token = LoginToken.make(using: &random)
            let working = Casework(environment, token: token)
            let given = try await environment.database.write(working.options("report schedule", role: nil)) {
                transaction in
                try transaction.optional(
                    """
                    select duty, report, copy, formats, paper, conditions, templates_sha256
                    from private.begin_scheduled(\(secret)::bytea, \(month.firstOfMonth)::date)
                    """, Duty.self, BatchReport.self, String.self, [String].self, String.self, String.self,
                    [UInt8]?.self)
            }
            guard let given else { throw CaseworkError.notLoggedIn }
            var conditions = try ReportConditions([given.5])
            conditions.from = month.firstOfMonth
            conditions.until = month.firstOfMonth.lastOfMonth
            return ScheduledWork(
                casework: Casework(environment, token: token, acting: given.0),
                order: ReportRunOrder(
                    report: given.1, copy: ReportCopy(code: given.2) ?? .file, formats: given.3, paper: given.4,
                    conditions: conditions, templates: given.6))
        }
    }
}

extension Desk {
    /// By the request's key, under the practice's: known again to whoever repeats it, and to nobody else.
    fileprivate func scheduleSecret(_ key: RequestKey) throws -> [UInt8] {
        try keys.mac(Array(key.text.utf8), purpose: "report schedule")
    }
}

extension CalendarDate {
    /// The first day of this day's month.
    package var firstOfMonth: CalendarDate { adding(days: 1 - day) }

    /// The last day of this day's month.
    package var lastOfMonth: CalendarDate { firstOfMonth.adding(days: 31).firstOfMonth.adding(days: -1) }

    /// The first day of the month after this day's.
    package var nextMonth: CalendarDate { lastOfMonth.adding(days: 1) }
}
