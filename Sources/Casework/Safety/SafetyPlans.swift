package import CaseModel
import FoundationEssentials
import Postgres

extension Casework {
    /// Records a partner's safety plan, sealed under the partner's own key. The newest holds; earlier ones are kept.
    package func writeSafetyPlan(
        _ words: String, for partner: Partner, in caseName: String, reviewOn: CalendarDate,
        on day: CalendarDate? = nil, key: RequestKey
    ) async throws(CaseworkError) {
        try await failures {
            let name = try RecordName(caseName, .caseFile)
            let text = try checkedWords(words, field: "words", atMost: safetyWordsLimit)
            var random = environment.random
            let id = ID<SafetyEntry>.random(using: &random).uuid
            let request = Request(
                "safety plan", key: key,
                [name.text, partner.rawValue, text, reviewOn.description, day?.description])
            _ = try await change(request, by: .treating, answer: id.uuidString) { desk in
                let found = try desk.find(case: name)
                let on = try desk.pastDay(day)
                guard reviewOn >= on else {
                    throw CaseworkError.invalid(field: "review", "\(reviewOn) is before \(on)")
                }
                let sealed = try desk.sealed(
                    text, for: Audience(of: partner), of: found.id, row: id, field: SafetyField.plan)
                try desk.transaction.execute(
                    """
                    insert into app.safety_plans
                        (practice_id, plan_id, case_id, partner, audience, made_on, review_on, words_sealed,
                         recorded_by)
                    values (\(desk.practice), \(id), \(found.id), \(partner), \(partner), \(on), \(reviewOn),
                        \(sealed), \(desk.staff))
                    """)
            }
        }
    }
}
