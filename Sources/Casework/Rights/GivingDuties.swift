package import CaseModel
import FoundationEssentials
import Postgres

extension Casework {
    /// Gives a person of the practice a duty, from today or a later day. Needs the password afresh.
    ///
    /// - Throws: `proofNeeded`; `conflict` where they hold it for part of that time already.
    package func giveDuty(
        _ duty: Duty, to login: String, for span: AccessSpan = AccessSpan(), key: RequestKey
    ) async throws(CaseworkError) {
        try await failures {
            let request = Request("staff duty give", key: key, [login, duty.rawValue] + span.values)
            _ = try await change(request, by: [.practiceAdmin], answer: login) { desk in
                let staff = try desk.staffMember(login)
                let moments = try desk.moments(of: span)
                try desk.transaction.execute(
                    """
                    insert into app.staff_duties (practice_id, staff_id, duty, starts_at, ends_at)
                    values (\(desk.practice), \(staff), \(duty), \(moments.start), \(moments.end))
                    """)
            }
        }
    }

    /// Ends a duty of a person now, or at the end of a later day. What they do at this moment is refused from the next
    /// statement on.
    ///
    /// - Throws: `notFound` where they do not hold it.
    package func endDuty(
        _ duty: Duty, of login: String, on day: CalendarDate? = nil, key: RequestKey
    ) async throws(CaseworkError) {
        try await failures {
            let request = Request("staff duty end", key: key, [login, duty.rawValue, day?.description])
            _ = try await change(request, by: [.practiceAdmin], answer: login) { desk in
                let staff = try desk.staffMember(login)
                let end = try desk.moments(of: AccessSpan(until: day)).end
                let ended = try desk.transaction.execute(
                    """
                    update app.staff_duties set ends_at = greatest(starts_at, coalesce(\(end)::timestamptz, now()))
                    where practice_id = \(desk.practice) and staff_id = \(staff) and duty = \(duty)
                        and (ends_at is null or ends_at > now())
                    """)
                guard ended > 0 else { throw CaseworkError.notFound(.duty, "\(duty.name) of \(login)") }
            }
        }
    }
}
