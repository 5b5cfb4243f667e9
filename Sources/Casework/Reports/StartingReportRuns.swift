package import CaseModel
import FoundationEssentials
import Postgres

extension Casework {
    /// Writes down a run of reports with an item for each record that the person's duty reaches and the conditions let
    /// through. Returns the run's handle. Nothing is opened yet.
    ///
    /// - Throws: `invalid` where no record is left; `notFound` for a case of the conditions that is not there for them.
    package func startReportRun(_ order: ReportRunOrder, key: RequestKey) async throws(CaseworkError) -> Handle {
        try await failures {
            var random = environment.random
            let id = ID<ReportRun>.random(using: &random).uuid
            let run = Handle.random(.reportRun, using: &random)
            let request = Request(
                "report run", key: key,
                [
                    order.report.rawValue, order.copy.code, order.formats.joined(separator: ","), order.paper,
                    order.conditions.text,
                    acting?.rawValue, order.templates.map { "\($0)" },
                ])
            guard order.copy == .file || order.report == .summary else {
                throw CaseworkError.invalid(
                    field: "copy", "only a session\u{2019}s summary has a copy for somebody else")
            }
            // a copy for somebody outside is the treating person's to give
            let duties: [Duty] = order.copy == .file ? .reading : .treating
            let answer = try await change(request, by: duties, answer: run.description) { desk in
                for handle in order.conditions.cases { _ = try desk.roadCase(handle) }
                let records = try desk.records(for: order)
                guard !records.isEmpty else {
                    throw CaseworkError.invalid(
                        field: "--where",
                        "no \(order.nothing) of yours is among these")
                }
                try desk.insert(order, id: id, handle: run, records)
            }
            return try Handle(answer: answer, .reportRun)
        }
    }
}

extension ReportRunOrder {
    fileprivate var nothing: String {
        switch (report, copy.partner) {
        case (.summary, nil): "session that was held"
        case (.summary, let partner?): "session that partner \(partner.rawValue) attended"
        case (.progress, _): "case"
        case (.closing, _): "closed case"
        }
    }
}

extension Desk {
    /// The records in the order of their documents: by case, and a case's sessions by their beginning.
    fileprivate func records(for order: ReportRunOrder) throws -> [(id: UUID, handle: String)] {
        let chosen = order.conditions
        let from = chosen.from, until = chosen.until
        let (handles, statuses) = (chosen.cases, chosen.statuses)
        let stages = chosen.stages
        let within: SQL = """
            s.state in ('held', 'phone_contact')
                and (\(from)::date is null or (s.starts_at at time zone p.time_zone)::date >= \(from)::date)
                and (\(until)::date is null or (s.starts_at at time zone p.time_zone)::date <= \(until)::date)
            """
        let couples: SQL = """
            c.case_id = any ((select private.my_case_ids(\(duty)))::uuid[])
                and (\(handles.isEmpty) or c.handle = any (\(handles)::text[]))
                and (\(statuses.isEmpty) or c.status = any (\(statuses)::text[]))
                and (\(stages.isEmpty) or (
                    select e.stage from app.stage_events e
                    where e.practice_id = c.practice_id and e.case_id = c.case_id
                    order by e.seq desc limit 1) = any (\(stages)::smallint[]))
            """
        // a copy is of sessions that its reader attended, and never of the other's own
        let attended = (["both"] + (order.copy.partner.map { [$0.rawValue] } ?? ["A", "B"]))
        let alone = order.copy.partner.map { $0 == .a ? "individual_B" : "individual_A" } ?? ""
        switch order.report {
        case .summary:
            return try transaction.all(
                """
                select s.session_id, s.handle
                from app.practices p
                join app.cases c on c.practice_id = p.practice_id
                join app.sessions s on s.practice_id = c.practice_id and s.case_id = c.case_id
                where p.practice_id = \(practice) and \(couples) and \(within)
                    and s.attendance = any (\(attended)::text[]) and s.format <> \(alone)
                order by c.handle, s.starts_at, s.handle
                """, UUID.self, String.self
            ).map { ($0.0, $0.1) }
        case .closing:
            return try transaction.all(
                """
                select c.case_id, c.handle
                from app.practices p
                join app.cases c on c.practice_id = p.practice_id
                where p.practice_id = \(practice) and \(couples) and c.status = 'closed'
                    and (\(from)::date is null or c.closed_on >= \(from)::date)
                    and (\(until)::date is null or c.closed_on <= \(until)::date)
                order by c.handle
                """, UUID.self, String.self
            ).map { ($0.0, $0.1) }
        case .progress:
            return try transaction.all(
                """
                select c.case_id, c.handle
                from app.practices p
                join app.cases c on c.practice_id = p.practice_id
                where p.practice_id = \(practice) and \(couples)
                    and (\(from == nil && until == nil) or exists (
                        select from app.sessions s
                        where s.practice_id = c.practice_id and s.case_id = c.case_id and \(within)))
                order by c.handle
                """, UUID.self, String.self
            ).map { ($0.0, $0.1) }
        }
    }

    fileprivate func insert(
        _ order: ReportRunOrder, id: UUID, handle: Handle, _ records: [(id: UUID, handle: String)]
    ) throws {
        _ = try transaction.execute(
            """
            insert into app.report_runs (practice_id, run_id, staff_id, handle, duty, report, copy, formats, paper,
                conditions, templates_sha256, items, made_at)
            values (\(practice), \(id), \(staff), \(handle), \(duty), \(order.report), \(order.copy.code),
                \(order.formats)::text[], \(order.paper), \(order.conditions.text), \(order.templates), \(records.count), \(environment.now())::timestamptz)
            """)
        _ = try transaction.execute(
            """
            insert into app.report_items (practice_id, run_id, item, staff_id, record_id, handle)
            select \(practice)::uuid, \(id)::uuid, r.item, \(staff)::uuid, r.record_id, r.handle
            from unnest(\(records.map(\.id))::uuid[], \(records.map(\.handle))::text[]) with ordinality
                r (record_id, handle, item)
            """)
    }
}
