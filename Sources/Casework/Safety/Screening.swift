package import CaseModel
import FoundationEssentials
import Postgres

/// One partner's screening, alone.
package struct NewScreen: Sendable, Hashable {
    package var partner: Partner
    package var result: ScreenResult
    package var findings: ScreenFindings
    /// What was used, such as HITS.
    package var instrument: String?
    /// Sealed under the partner's own key.
    package var words: String?
    /// The practice's today where nil.
    package var on: CalendarDate?

    package init(
        partner: Partner, result: ScreenResult, findings: ScreenFindings = ScreenFindings(),
        instrument: String? = nil, words: String? = nil, on: CalendarDate? = nil
    ) {
        (self.partner, self.result, self.findings) = (partner, result, findings)
        (self.instrument, self.words, self.on) = (instrument, words, on)
    }

    fileprivate var values: [String?] {
        [partner.rawValue, result.rawValue, instrument, words, on?.description]
            + findings.all.map { $0.map { $0 ? "yes" : "no" } }
    }

    /// The database holds the same rules.
    fileprivate func check() throws(CaseworkError) {
        if result == .negative, !findings.said.isEmpty {
            throw .invalid(
                field: "result",
                "something was said (\(findings.said.joined(separator: ", "))), so the screen is not negative")
        }
        if result == .declined, findings.all.contains(where: { $0 != nil }) {
            throw .invalid(field: "result", "whoever declined answered nothing; leave the findings out")
        }
    }
}

extension Casework {
    /// Records how a partner's screening went. Each partner is screened alone, and nothing of it is for the other, the
    /// front desk or a document. A screen that is not negative holds conjoint booking and advance until a clinician
    /// decides.
    package func recordScreen(
        _ screen: NewScreen, in caseName: String, key: RequestKey
    ) async throws(CaseworkError) {
        try await failures {
            let name = try RecordName(caseName, .caseFile)
            try screen.check()
            let words = try screen.words.map { text throws(CaseworkError) in
                try checkedWords(text, field: "words", atMost: safetyWordsLimit)
            }
            var random = environment.random
            let id = ID<SafetyEntry>.random(using: &random).uuid
            let request = Request("safety screen", key: key, [name.text] + screen.values)
            _ = try await change(request, by: .treating, answer: id.uuidString) { desk in
                let found = try desk.find(case: name)
                let on = try desk.pastDay(screen.on)
                let audience = Audience(of: screen.partner)
                let sealed = try desk.sealed(words, for: audience, of: found.id, row: id, field: SafetyField.screen)
                let findings = screen.findings
                try desk.transaction.execute(
                    """
                    insert into app.safety_screens
                        (practice_id, screen_id, case_id, partner, audience, screened_on, result, instrument, fear,
                         injury, coercive_control, weapons, children, words_sealed, recorded_by)
                    values (\(desk.practice), \(id), \(found.id), \(screen.partner), \(audience), \(on),
                        \(screen.result), \(screen.instrument), \(findings.fear), \(findings.injury),
                        \(findings.coerciveControl), \(findings.weapons), \(findings.children), \(sealed),
                        \(desk.staff))
                    """)
            }
        }
    }

    /// Records what a clinician decided about the couple's work, with the reason, which no partner ever reads.
    package func decideSafety(
        _ decision: SafetyDecision, reason: String, in caseName: String, on day: CalendarDate? = nil, key: RequestKey
    ) async throws(CaseworkError) {
        try await failures {
            let name = try RecordName(caseName, .caseFile)
            let words = try checkedWords(reason, field: "reason", atMost: safetyWordsLimit)
            var random = environment.random
            let id = ID<SafetyEntry>.random(using: &random).uuid
            let request = Request(
                "safety decide", key: key, [name.text, decision.rawValue, words, day?.description])
            _ = try await change(request, by: .treating, answer: id.uuidString) { desk in
                let found = try desk.find(case: name)
                let on = try desk.pastDay(day)
                let sealed = try desk.sealed(
                    words, for: .therapist, of: found.id, row: id, field: SafetyField.reason)
                try desk.transaction.execute(
                    """
                    insert into app.safety_decisions
                        (practice_id, decision_id, case_id, decided_on, decision, reason_sealed, recorded_by)
                    values (\(desk.practice), \(id), \(found.id), \(on), \(decision), \(sealed), \(desk.staff))
                    """)
            }
        }
    }
}

extension Desk {
    /// Whether conjoint booking and advance are held in a case; see `private.is_held`.
    func isHeld(_ caseID: UUID) throws -> Bool {
        try transaction.one("select private.is_held(\(practice), \(caseID))", Bool.self)
    }
}

extension CaseworkError {
    /// For who treats the couple: what to do about the hold. The front desk is never told.
    static func held(_ handle: String) -> Self {
        .conflict(
            "Conjoint sessions and advance are held in the case \(handle) until both partners, screened alone, are "
                + "negative or you decide. `troth safety show \(handle)` tells where it stands; `troth safety screen` and "
                + "`troth safety decide` record it. What happened can always be recorded. Nothing was changed.")
    }
}
