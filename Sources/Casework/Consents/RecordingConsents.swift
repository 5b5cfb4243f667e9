package import CaseModel
import FoundationEssentials
import Postgres

/// What a partner agreed to, on which form and day.
package struct NewConsent: Sendable, Hashable {
    package var partner: Partner
    package var kind: ConsentKind
    /// Which secrets policy; of that kind only.
    package var policy: SecretsPolicy?
    /// Which measure's scores may be shown to the other partner; of that kind only.
    package var measure: String?
    /// The version of the practice's form that was signed.
    package var form: String
    /// The practice's today where nil.
    package var on: CalendarDate?

    package init(
        partner: Partner, kind: ConsentKind, policy: SecretsPolicy? = nil, measure: String? = nil,
        form: String = "1", on: CalendarDate? = nil
    ) {
        (self.partner, self.kind, self.policy) = (partner, kind, policy)
        (self.measure, self.form, self.on) = (measure, form, on)
    }

    fileprivate var values: [String?] {
        [partner.rawValue, kind.rawValue, policy?.rawValue, measure, form, on?.description]
    }

    /// The database holds the same rules.
    fileprivate func check() throws(CaseworkError) {
        guard (kind == .secretsPolicy) == (policy != nil) else {
            throw .invalid(
                field: "policy",
                policy == nil
                    ? "say which one was accepted: no_secrets or limited_secrets"
                    : "it goes with the kind secrets_policy only; leave it out")
        }
        guard (kind == .shareScores) == (measure != nil) else {
            throw .invalid(
                field: "measure",
                measure == nil
                    ? "say whose scores may be shown, such as CSI-16; the agreement is given measure by measure"
                    : "it goes with the kind share_scores only; leave it out")
        }
        let allowed = form.utf8.allSatisfy {
            switch $0 {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
                true
            default: false
            }
        }
        guard allowed, (1...40).contains(form.utf8.count) else {
            throw .invalid(field: "form", "use up to 40 of A-Z, a-z, 0-9, '.', '_' and '-', such as 2026-01")
        }
    }
}

extension Casework {
    /// Records a consent that a partner gave. Returns its id.
    ///
    /// - Throws: `invalid` for a day that has not come yet; `notFound` for a measure the practice does not have.
    package func recordConsent(
        _ consent: NewConsent, in caseName: String, key: RequestKey
    ) async throws(CaseworkError) -> String {
        try await failures {
            let name = try RecordName(caseName, .caseFile)
            try consent.check()
            var random = environment.random
            let id = ID<Consent>.random(using: &random)
            let request = Request("consent record", key: key, [name.text] + consent.values)
            return try await change(request, by: .treating, answer: id.description) { desk in
                let found = try desk.find(case: name)
                let today = try desk.today()
                let day = consent.on ?? today
                guard day <= today else {
                    throw CaseworkError.invalid(field: "on", "\(day) has not come yet; today is \(today)")
                }
                let version = try consent.measure.map { try desk.newestVersion(ofMeasure: $0) }
                try desk.transaction.execute(
                    """
                    insert into app.consents
                        (practice_id, consent_id, case_id, partner, kind, policy, form, measure, measure_version,
                         given_on, recorded_by)
                    values (\(desk.practice), \(id), \(found.id), \(consent.partner), \(consent.kind),
                        \(consent.policy), \(consent.form), \(consent.measure), \(version), \(day), \(desk.staff))
                    """)
            }
        }
    }
}

extension Desk {
    fileprivate func newestVersion(ofMeasure measure: String) throws -> Int16 {
        let version = try transaction.one(
            "select max(version) from app.measures where practice_id = \(practice) and measure = \(measure)",
            Int16?.self)
        if let version { return version }
        let known = try transaction.all(
            "select distinct measure from app.measures where practice_id = \(practice) order by measure", String.self)
        throw CaseworkError.invalid(
            field: "measure", "the practice has none of that name; it has \(known.joined(separator: ", "))")
    }
}
