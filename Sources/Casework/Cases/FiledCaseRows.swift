import CaseModel
import FoundationEssentials
import Postgres
import Sealing

/// Rows of `app.cases`.
struct CaseRows {
    var id: [UUID] = []
    private var handle: [Handle] = []
    private var openedOn: [CalendarDate] = []
    private var status: [CaseStatus] = []
    private var breachKind: [Breach.Kind] = []
    private var cameToLight: [Breach.CameToLight] = []
    private var breachMonth: [CalendarDate?] = []
    private var breachState: [Breach.State] = []
    private var region: [String?] = []
    private var togetherSince: [Int?] = []
    private var children: [Int?] = []
    private var closedOn: [CalendarDate?] = []
    private var howItEnded: [Closing.HowItEnded?] = []
    private var relationship: [Closing.Relationship?] = []

    mutating func add(_ history: CaseHistory, id: UUID, handle: Handle) {
        self.id.append(id)
        self.handle.append(handle)
        openedOn.append(history.openedOn)
        status.append(history.status)
        breachKind.append(history.breach.kind)
        cameToLight.append(history.breach.cameToLight)
        breachMonth.append(history.breach.month)
        breachState.append(history.breach.state)
        region.append(history.region)
        togetherSince.append(history.togetherSince)
        children.append(history.children)
        closedOn.append(history.closing?.on)
        howItEnded.append(history.closing?.howItEnded)
        relationship.append(history.closing?.relationship)
    }

    func insert(_ desk: Desk, roadmapVersion: Int16) -> SQL? {
        if id.isEmpty { return nil }
        return """
            insert into app.cases
                (practice_id, opened_by, roadmap_version, case_id, handle, opened_on, status, breach_kind, came_to_light,
                 breach_month, breach_state, region, together_since, children, closed_on, how_it_ended, relationship)
            select \(desk.practice)::uuid, \(desk.staff)::uuid, \(roadmapVersion)::smallint, r.*
            from unnest(
                \(id)::uuid[], \(handle)::text[], \(openedOn)::date[], \(status)::text[], \(breachKind)::text[],
                \(cameToLight)::text[], \(breachMonth)::date[], \(breachState)::text[], \(region)::text[],
                \(togetherSince)::smallint[], \(children)::smallint[], \(closedOn)::date[], \(howItEnded)::text[],
                \(relationship)::text[]) r
            """
    }
}

/// Rows of `app.case_keys`.
struct KeyRows {
    private var id: [UUID] = []
    private var joint: [[UInt8]] = []
    private var a: [[UInt8]] = []
    private var b: [[UInt8]] = []
    private var therapist: [[UInt8]] = []

    mutating func add(_ keys: inout CaseKeys, random: inout RandomSource) throws {
        id.append(keys.caseID)
        joint.append(try keys.wrap(.joint, using: &random))
        a.append(try keys.wrap(.a, using: &random))
        b.append(try keys.wrap(.b, using: &random))
        therapist.append(try keys.wrap(.therapist, using: &random))
    }

    func insert(_ desk: Desk) throws -> SQL? {
        if id.isEmpty { return nil }
        let practiceKeyVersion = Int32(try desk.keys.version)
        return """
            insert into app.case_keys
                (practice_id, key_version, practice_key_version, case_id, wrapped_joint, wrapped_a, wrapped_b,
                 wrapped_therapist)
            select \(desk.practice)::uuid, 1, \(practiceKeyVersion)::integer, r.*
            from unnest(\(id)::uuid[], \(joint)::bytea[], \(a)::bytea[], \(b)::bytea[], \(therapist)::bytea[]) r
            """
    }
}

/// Rows of `app.partners`.
struct PartnerRows {
    private var caseID: [UUID] = []
    private var partner: [Partner] = []
    private var part: [PartInBreach] = []
    private var birthYear: [Int?] = []
    private var objects: [Bool] = []
    private var name: [[UInt8]?] = []
    private var profile: [[UInt8]?] = []
    private var contacts: [[UInt8]?] = []

    mutating func add(
        _ record: CaseHistory.PartnerRecord, as who: Partner, keys: inout CaseKeys, random: inout RandomSource
    ) throws {
        let row = keys.caseID
        caseID.append(row)
        partner.append(who)
        part.append(record.part)
        birthYear.append(record.birthYear)
        objects.append(record.objectsToResearch)
        name.append(
            try record.name.map {
                try keys.seal($0, for: .joint, row: row, field: PartnerField.name(who), using: &random)
            })
        var facts = record.profile
        facts.channels = []
        profile.append(
            try facts.isEmpty
                ? nil
                : keys.seal(
                    sealedJSON(facts), for: Audience(of: who), row: row, field: PartnerField.profile(who),
                    using: &random))
        let channels = record.profile.channels
        contacts.append(
            try channels.isEmpty
                ? nil
                : keys.seal(
                    sealedJSON(channels), for: Audience(of: who), row: row, field: PartnerField.contacts(who),
                    using: &random))
    }

    func insert(_ desk: Desk) -> SQL? {
        if caseID.isEmpty { return nil }
        return """
            insert into app.partners
                (practice_id, case_id, partner, part, birth_year, objects_to_research, name_sealed, profile_sealed,
                 contacts_sealed)
            select \(desk.practice)::uuid, r.*
            from unnest(
                \(caseID)::uuid[], \(partner)::text[], \(part)::text[], \(birthYear)::smallint[], \(objects)::boolean[],
                \(name)::bytea[], \(profile)::bytea[], \(contacts)::bytea[]) r
            """
    }
}

/// The fields that a partner's words are sealed at; `app.open_words` gives the same names.
enum PartnerField {
    static func name(_ partner: Partner) -> String { "partners.name.\(partner.rawValue)" }
    /// Without the contacts, which are sealed apart.
    static func profile(_ partner: Partner) -> String { "partners.profile.\(partner.rawValue)" }
    static func contacts(_ partner: Partner) -> String { "partners.contacts.\(partner.rawValue)" }
}

/// Rows of `app.consents`.
struct ConsentRows {
    private var id: [ID<Consent>] = []
    private var caseID: [UUID] = []
    private var partner: [Partner] = []
    private var kind: [ConsentKind] = []
    private var policy: [SecretsPolicy?] = []
    private var measure: [String?] = []
    private var version: [Int16?] = []
    private var givenOn: [CalendarDate] = []

    mutating func add(
        _ consent: CaseHistory.ConsentRecord, case caseID: UUID, version: Int16?, random: inout RandomSource
    ) {
        id.append(.random(using: &random))
        self.caseID.append(caseID)
        partner.append(consent.partner)
        kind.append(consent.kind)
        policy.append(consent.policy)
        measure.append(consent.instrument)
        self.version.append(version)
        givenOn.append(consent.on)
    }

    func insert(_ desk: Desk) -> SQL? {
        if id.isEmpty { return nil }
        return """
            insert into app.consents
                (practice_id, recorded_by, consent_id, case_id, partner, kind, policy, measure, measure_version, given_on)
            select \(desk.practice)::uuid, \(desk.staff)::uuid, r.*
            from unnest(
                \(id)::uuid[], \(caseID)::uuid[], \(partner)::text[], \(kind)::text[], \(policy)::text[],
                \(measure)::text[], \(version)::smallint[], \(givenOn)::date[]) r
            """
    }
}
