package import Anonymity
package import CaseModel
import FoundationEssentials
import Postgres

/// What somebody asks for.
package struct ReleaseWish: Sendable {
    package let recipient: String
    package let profile: ReleaseProfile
    package let rule: ReleaseRule
    /// Of rows; empty for the profile's own.
    package let columns: [ProgressColumn]
    /// Of tables with noise: what they cost.
    package let rho: Rational?

    package init(
        recipient: String, profile: ReleaseProfile, rule: ReleaseRule, columns: [ProgressColumn] = [],
        rho: Rational? = nil
    ) {
        (self.recipient, self.profile, self.rule, self.columns) = (recipient, profile, rule, columns)
        self.rho = rho
    }
}

extension Casework {
    /// The largest rho that one release may cost: what a recipient has in all.
    static let mostRho = 0.5

    /// Names somebody who may receive releases. Recipients of one circle could lay their files side by side; everyone is
    /// in `all` unless they are known to stand apart.
    ///
    /// - Throws: `invalid` for a name that is not of letters, digits and `.`, `_`, `-`.
    package func addRecipient(
        _ recipient: String, circle: String = "all", key: RequestKey
    ) async throws(CaseworkError) {
        try await failures {
            for (field, name) in [("recipient", recipient), ("circle", circle)] where !Self.isRecipientName(name) {
                throw CaseworkError.invalid(
                    field: field, "use 1 to 63 of a-z, 0-9, '.', '_' and '-', beginning with a letter or digit")
            }
            let request = Request("export recipient add", key: key, [recipient, circle])
            _ = try await change(request, by: [.practiceAdmin], answer: recipient) { desk in
                let known = try desk.transaction.optional(
                    """
                    select circle from app.recipients
                    where practice_id = \(desk.practice) and recipient = \(recipient)
                    """, String.self)
                if let known {
                    throw CaseworkError.conflict(
                        "\(recipient) may receive releases already, in the circle \(known). A circle is for good: what "
                            + "it received cannot be taken back.")
                }
                _ = try desk.transaction.execute(
                    """
                    insert into app.recipients (practice_id, recipient, circle, staff_id)
                    values (\(desk.practice), \(recipient), \(circle), \(desk.staff))
                    """)
            }
        }
    }

    /// Asks for a release. Nothing is read; a practice admin approves it, and another delivers it.
    ///
    /// - Throws: `notFound` for a recipient that nobody named; `invalid` for what the profile does not have.
    package func requestRelease(_ wish: ReleaseWish, key: RequestKey) async throws(CaseworkError) -> Handle {
        try await failures {
            let columns = try Self.checked(wish)
            var random = environment.random
            let id = ID<Release>.random(using: &random).uuid
            let handle = Handle.random(.release, using: &random)
            let request = Request(
                "export request", key: key,
                [wish.recipient, wish.profile.rawValue, wish.rule.rawValue, wish.rho?.description]
                    + columns.map(\.rawValue))
            let answer = try await change(request, by: [.researcher, .practiceAdmin], answer: handle.description) {
                desk in
                let rho = wish.rho.map { "\($0.numerator)" }
                let divisor = wish.rho.map { "\($0.denominator)" }
                let added = try desk.transaction.execute(
                    """
                    insert into app.release_requests
                        (practice_id, release_id, handle, recipient, circle, profile, rule, columns, rho, staff_id)
                    select r.practice_id, \(id), \(handle), r.recipient, r.circle, \(wish.profile.rawValue),
                        \(wish.rule.rawValue), \(columns.map(\.rawValue))::text[],
                        \(rho)::numeric / \(divisor)::numeric, \(desk.staff)
                    from app.recipients r
                    where r.practice_id = \(desk.practice) and r.recipient = \(wish.recipient)
                    """)
                guard added == 1 else { throw CaseworkError.notFound(.recipient, wish.recipient) }
            }
            return try answered(answer, .release)
        }
    }

    /// Approves a release that somebody else asked for; in a practice with one admin, one's own after 24 hours. Needs the
    /// password afresh. Approving twice changes nothing.
    package func approveRelease(_ handle: Handle, key: RequestKey) async throws(CaseworkError) {
        try await failures {
            let request = Request("export approve", key: key, [handle.description])
            _ = try await change(request, by: [.practiceAdmin], answer: handle.description) { desk in
                let found = try desk.transaction.optional(
                    """
                    select answer, to_char(free_at at time zone p.time_zone, 'YYYY-MM-DD HH24:MI')
                    from private.approve_release(\(handle.description)), app.practices p
                    where p.practice_id = \(desk.practice)
                    """, String.self, String?.self)
                guard let found else { throw CaseworkError.notFound(.release, handle.description) }
                switch found.0 {
                case "approved", "again": return
                case "own":
                    throw CaseworkError.conflict(
                        "You asked for \(handle) yourself. Another practice admin has to approve it.")
                default:
                    throw CaseworkError.conflict(
                        "You asked for \(handle) yourself and are the only practice admin: a day's wait stands for the "
                            + "second person. Approve it after \(found.1 ?? "24 hours").")
                }
            }
        }
    }

    static func checked(_ wish: ReleaseWish) throws(CaseworkError) -> [ProgressColumn] {
        guard (wish.profile == .public) == (wish.rule != .classes) else {
            throw .invalid(field: "rule", "tables are for the profile public, and only for it")
        }
        if wish.profile == .public {
            guard wish.columns.isEmpty else {
                throw .invalid(field: "columns", "the tables are a fixed list; leave --columns out")
            }
            guard (wish.rule == .gaussian) == (wish.rho != nil) else {
                throw .invalid(field: "rho", "tables with noise cost privacy; say how much, such as --rho 0.1")
            }
            if let rho = wish.rho, rho.approximate > mostRho || rho.approximate < 0.0001 {
                throw .invalid(field: "rho", "use 0.0001 to \(mostRho)")
            }
            return []
        }
        guard wish.rho == nil else { throw .invalid(field: "rho", "only tables with noise have one") }
        let columns = ProgressColumn.allCases.filter(
            (wish.columns.isEmpty ? wish.profile.columns : wish.columns).contains)
        guard columns.contains(where: wish.profile.isKnown) else {
            throw .invalid(field: "columns", "give at least one of what is known of a couple, such as intake_year")
        }
        guard wish.profile == .insider || columns.contains(.breachKind) || wish.profile.distinct == 1 else {
            throw .invalid(field: "columns", "this profile guards breach_kind, so it must be among the columns")
        }
        return columns
    }

    private static func isRecipientName(_ name: String) -> Bool {
        let letters = name.utf8.allSatisfy {
            switch $0 {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."),
                UInt8(ascii: "_"), UInt8(ascii: "-"):
                true
            default: false
            }
        }
        return letters && (1...63).contains(name.utf8.count)
            && name.utf8.first.map { $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: "_") && $0 != UInt8(ascii: "-") }
                ?? false
    }
}

/// A release; only ids of it have this type.
package enum Release {}
