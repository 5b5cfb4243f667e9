package import CaseModel
import FoundationEssentials
import Postgres

/// What a therapist saw of one partner in a session, in words of a fixed list.
package struct SessionObservation: Sendable, Hashable {
    package let partner: Partner
    package let response: ResponseLevel?
    package let risk: RiskLevel?
}

/// One row of `app.session_observations`.
struct ObservationRow: RowDecodable, Sendable {
    let session: UUID
    let partner: Partner
    let kind: String
    let level: String

    init(row: inout RowReader) throws(PostgresError) {
        session = try row.next()
        partner = try row.next()
        kind = try row.next()
        level = try row.next()
    }
}

extension [ObservationRow] {
    /// By partner; nobody of whom nothing was recorded.
    var observations: [SessionObservation] {
        Partner.allCases.compactMap { partner in
            let own = filter { $0.partner == partner }
            if own.isEmpty { return nil }
            func level(_ kind: String) -> String? { own.first { $0.kind == kind }?.level }
            return SessionObservation(
                partner: partner, response: level("response").flatMap(ResponseLevel.init),
                risk: level("risk").flatMap(RiskLevel.init))
        }
    }
}

extension Desk {
    /// The latest of each kind, for each partner of these sessions; or for these partners alone, of whom nothing else is
    /// fetched then.
    func observationRows(
        ofSessions sessions: [UUID], about partners: [Partner] = Partner.allCases
    ) throws -> [ObservationRow] {
        try transaction.all(
            """
            select distinct on (o.session_id, o.partner, o.kind) o.session_id, o.partner, o.kind, o.level
            from app.session_observations o
            where o.practice_id = \(practice) and o.session_id = any (\(sessions)::uuid[])
                and o.partner = any (\(partners.map(\.rawValue))::text[])
            order by o.session_id, o.partner, o.kind, o.recorded_at desc
            """, as: ObservationRow.self)
    }

    /// Records what was seen in a session, beside what was recorded before.
    func insertObservations(of outcome: SessionOutcome, session: UUID, case caseID: UUID) throws {
        for partner in Partner.allCases {
            if let response = outcome.responses[partner] {
                try insert("response", response.rawValue, of: partner, session: session, case: caseID)
            }
            if let risk = outcome.risks[partner] {
                try insert("risk", risk.rawValue, of: partner, session: session, case: caseID)
            }
        }
    }

    private func insert(_ kind: String, _ level: String, of partner: Partner, session: UUID, case caseID: UUID) throws {
        var random = environment.random
        let audience = kind == "risk" ? Audience.therapist : Audience(of: partner)
        try transaction.execute(
            """
            insert into app.session_observations
                (practice_id, observation_id, case_id, session_id, partner, kind, audience, level, recorded_by)
            values (\(practice), \(ID<SessionObservation>.random(using: &random).uuid), \(caseID), \(session), \(partner),
                \(kind), \(audience), \(level), \(staff))
            """)
    }
}
