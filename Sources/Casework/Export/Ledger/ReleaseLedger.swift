import CaseModel
import FoundationEssentials
import Postgres

/// A release as the ledger has it.
package struct ReleaseEntry: Sendable {
    package let handle: String
    package let recipient: String
    package let circle: String
    package let profile: ReleaseProfile
    package let rule: ReleaseRule
    package let rho: String?
    /// Nil where it is somebody whom one's duty does not show.
    package let requestedBy: String?
    package let isApproved: Bool
    package let requestedOn: String
    package let approvedBy: String?
    package let deliveredOn: String?
    package let rows: Int?
    let id: UUID
    let columns: [ProgressColumn]

    /// `asked`, `approved` or `delivered`.
    package var state: String { deliveredOn != nil ? "delivered" : isApproved ? "approved" : "asked" }
}

/// What is spent of the budget of privacy, and left: rho, as decimals.
package struct PrivacyBudget: Sendable {
    package let recipient: String?
    package let spent: String
    package let left: String
}

extension Casework {
    /// Every release that was asked for, the newest first.
    package func releases() async throws(CaseworkError) -> [ReleaseEntry] {
        try await failures {
            try await read("export list", by: [.practiceAdmin, .researcher]) { desk in try desk.releases() }
        }
    }

    /// The budget in all (without a recipient), and of each recipient.
    package func privacyBudget() async throws(CaseworkError) -> [PrivacyBudget] {
        try await failures {
            try await read("export budget", by: [.practiceAdmin]) { desk in try desk.budget() }
        }
    }
}

extension Desk {
    func releases(_ handle: Handle? = nil) throws -> [ReleaseEntry] {
        try transaction.all(
            """
            select r.handle, r.recipient, r.circle, r.profile, r.rule, trim_scale(r.rho)::text, s.login, a.release_id is not null,
                (r.requested_at at time zone p.time_zone)::date::text, b.login,
                (d.delivered_at at time zone p.time_zone)::date::text, d.rows, r.release_id, r.columns
            from app.release_requests r
            join app.practices p on p.practice_id = r.practice_id
            left join app.staff s on s.practice_id = r.practice_id and s.staff_id = r.staff_id
            left join app.release_approvals a on a.practice_id = r.practice_id and a.release_id = r.release_id
            left join app.staff b on b.practice_id = a.practice_id and b.staff_id = a.staff_id
            left join app.release_deliveries d on d.practice_id = r.practice_id and d.release_id = r.release_id
            where r.practice_id = \(practice) and (\(handle?.description)::text is null or r.handle = \(handle?.description))
            order by r.requested_at desc, r.handle
            """, as: ReleaseEntry.self)
    }

    func budget() throws -> [PrivacyBudget] {
        try transaction.all(
            """
            select null, trim_scale(coalesce(max(s.spent_before + s.rho), 0))::text,
                trim_scale(1 - coalesce(max(s.spent_before + s.rho), 0))::text, 0 as place
            from app.privacy_spends s where s.practice_id = \(practice)
            union all
            select r.recipient, trim_scale(coalesce(max(s.recipient_before + s.rho), 0))::text,
                trim_scale(0.5 - coalesce(max(s.recipient_before + s.rho), 0))::text, 1
            from app.recipients r
            left join app.privacy_spends s on s.practice_id = r.practice_id and s.recipient = r.recipient
            where r.practice_id = \(practice)
            group by r.recipient
            order by place, 1
            """, String?.self, String.self, String.self, Int.self
        ).map { PrivacyBudget(recipient: $0.0, spent: $0.1, left: $0.2) }
    }
}

extension ReleaseEntry: RowDecodable {
    init(row: inout RowReader) throws(PostgresError) {
        handle = try row.next()
        recipient = try row.next()
        circle = try row.next()
        profile = try row.next()
        rule = try row.next()
        rho = try row.next()
        requestedBy = try row.next()
        isApproved = try row.next()
        requestedOn = try row.next()
        approvedBy = try row.next()
        deliveredOn = try row.next()
        rows = try row.next()
        id = try row.next()
        let names: [String] = try row.next()
        columns = names.compactMap(ProgressColumn.init)
    }
}

extension ReleaseProfile: PostgresCodable {}
extension ReleaseRule: PostgresCodable {}
