package import CaseModel
import FoundationEssentials
import Postgres

/// What stands on the first page of a case.
package struct CasePage: Sendable {
    package struct PartnerFacts: Sendable {
        package let name: String?
        package let part: PartInBreach
        package let birthYear: Int?
        package let profile: PartnerProfile
        package let objectsToResearch: Bool
    }

    package let handle: String
    package let status: CaseStatus
    package let openedOn: CalendarDate
    package let breach: Breach
    package let region: String?
    package let togetherSince: Int?
    package let children: Int?
    package let closing: Closing?
    package let version: Int
    package let a: PartnerFacts
    package let b: PartnerFacts
    /// By the names of the case's own road.
    package let stage: RoadStage?
    package let stageSince: CalendarDate?
    package let sessionsHeld: Int
    package let sessionsMissed: Int
    package let lastHeldOn: CalendarDate?
    package let nextAt: LocalTime?
    package let openDrafts: Int
    /// Whether both partners accepted the secrets policy.
    package let hasSecretsPolicy: Bool
    /// The plan that holds, and whether its review is due.
    package let treatment: TreatmentPlan?
    package let isTreatmentReviewDue: Bool
    /// For whom an insurer pays today.
    package let insuredClient: Partner?
}

extension Casework {
    package func casePage(_ handle: Handle) async throws(CaseworkError) -> CasePage {
        try await failures {
            let (row, partners, treatment, words) = try await open("case show", by: .reading) { desk in
                let caseID = try desk.caseID(handle)
                let row = try desk.transaction.one(Self.pageQuery(desk, caseID), as: CasePageRow.self)
                let partners = try desk.transaction.all(
                    """
                    select partner, part, birth_year, objects_to_research from app.partners
                    where practice_id = \(desk.practice) and case_id = \(caseID) order by partner
                    """, Partner.self, PartInBreach.self, Int?.self, Bool.self)
                return (
                    row, partners, try desk.treatmentFacts(of: caseID),
                    try desk.words(of: [caseID], [.partners, .profiles, .contacts, .treatmentPlans])
                )
            }
            guard partners.count == 2 else { throw CaseworkError.internal("a case with \(partners.count) partners") }
            let opened = try words.opened()
            let facts = try partners.map { partner in
                var profile =
                    try opened.decoded(
                        PartnerProfile.self, row: row.caseID, field: PartnerField.profile(partner.0)) ?? .init()
                profile.channels = try opened.channels(of: partner.0, in: row.caseID)
                return CasePage.PartnerFacts(
                    name: opened[row.caseID, PartnerField.name(partner.0)], part: partner.1, birthYear: partner.2,
                    profile: profile, objectsToResearch: partner.3)
            }
            return row.page(a: facts[0], b: facts[1], treatment: treatment, words: opened)
        }
    }

    private static func pageQuery(_ desk: Desk, _ caseID: UUID) -> SQL {
        """
        select c.case_id, c.handle, c.status, c.opened_on, c.breach_kind, c.came_to_light, c.breach_month, c.breach_state,
            c.region, c.together_since, c.children, c.closed_on, c.how_it_ended, c.relationship, c.version,
            road.stage, road.name, road.short_name, road.started_on, s.held, s.missed, (s.last_at at time zone p.time_zone)::date,
            s.next_at at time zone p.time_zone,
            (select count(*) from app.drafts d where d.practice_id = c.practice_id and d.case_id = c.case_id),
            private.secrets_policy(c.practice_id, c.case_id, (\(desk.environment.now())::timestamptz
                at time zone p.time_zone)::date) is not null
        from app.cases c
        join app.practices p on p.practice_id = c.practice_id
        left join lateral (
            select e.stage, t.name, t.short_name, e.started_on from app.stage_events e
            join app.stages t on t.practice_id = e.practice_id and t.roadmap_version = e.roadmap_version
                and t.stage = e.stage
            where e.practice_id = c.practice_id and e.case_id = c.case_id
            order by e.seq desc limit 1) road on true
        cross join lateral (
            select count(*) filter (where s.state = 'held') as held,
                count(*) filter (where s.state in ('no_show', 'late_cancellation')) as missed,
                max(s.starts_at) filter (where s.state = 'held') as last_at,
                min(s.starts_at) filter (where s.state = 'booked' and s.starts_at >= \(desk.environment.now()))
                    as next_at
            from app.sessions s where s.practice_id = c.practice_id and s.case_id = c.case_id) s
        where c.practice_id = \(desk.practice) and c.case_id = \(caseID)
        """
    }
}

/// What of a case's treatment stands on its page.
private struct TreatmentFacts: Sendable {
    let plan: TreatmentPlanRow?
    let coverage: CoverageRow?
    let today: CalendarDate
}

extension Desk {
    fileprivate func treatmentFacts(of caseID: UUID) throws -> TreatmentFacts {
        let today = try today()
        return TreatmentFacts(
            plan: try treatmentPlanRow(of: caseID, on: today), coverage: try coverageRow(of: caseID, on: today),
            today: today)
    }
}

private struct CasePageRow: RowDecodable, Sendable {
    let caseID: UUID
    let handle: String
    let status: CaseStatus
    let openedOn: CalendarDate
    let breach: Breach
    let region: String?
    let togetherSince: Int?
    let children: Int?
    let closing: Closing?
    let version: Int
    let stage: RoadStage?
    let stageSince: CalendarDate?
    let held: Int
    let missed: Int
    let lastHeldOn: CalendarDate?
    let nextAt: LocalTime?
    let openDrafts: Int
    let hasSecretsPolicy: Bool

    init(row: inout RowReader) throws(PostgresError) {
        caseID = try row.next()
        handle = try row.next()
        status = try row.next()
        openedOn = try row.next()
        breach = Breach(
            kind: try row.next(), cameToLight: try row.next(), month: try row.next(), state: try row.next())
        region = try row.next()
        togetherSince = try row.next()
        children = try row.next()
        let closedOn = try row.next(CalendarDate?.self)
        let howItEnded = try row.next(Closing.HowItEnded?.self)
        let relationship = try row.next(Closing.Relationship?.self)
        closing =
            if let closedOn, let howItEnded, let relationship {
                Closing(on: closedOn, howItEnded: howItEnded, relationship: relationship)
            } else {
                nil
            }
        version = try row.next()
        stage = try RoadStage(row: &row)
        stageSince = try row.next()
        held = try row.next()
        missed = try row.next()
        lastHeldOn = try row.next()
        nextAt = try row.next()
        openDrafts = try row.next()
        hasSecretsPolicy = try row.next()
    }

    func page(
        a: CasePage.PartnerFacts, b: CasePage.PartnerFacts, treatment: TreatmentFacts, words: OpenWords
    ) -> CasePage {
        CasePage(
            handle: handle, status: status, openedOn: openedOn, breach: breach, region: region,
            togetherSince: togetherSince, children: children, closing: closing, version: version, a: a, b: b,
            stage: stage, stageSince: stageSince, sessionsHeld: held, sessionsMissed: missed, lastHeldOn: lastHeldOn,
            nextAt: nextAt, openDrafts: openDrafts, hasSecretsPolicy: hasSecretsPolicy,
            treatment: treatment.plan?.with(words),
            isTreatmentReviewDue: treatment.plan.map { $0.reviewOn < treatment.today } ?? false,
            insuredClient: treatment.coverage?.client)
    }
}
