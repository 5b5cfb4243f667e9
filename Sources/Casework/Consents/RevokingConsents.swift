package import CaseModel
import FoundationEssentials
import Postgres

extension Casework {
    /// Takes back what a partner agreed to: the newest agreement of that kind that stands. It held up to the day before,
    /// and what was done under it stays.
    ///
    /// - Throws: `conflict` where nothing of the kind stands.
    package func revokeConsent(
        _ kind: ConsentKind, of partner: Partner, measure: String? = nil, in caseName: String,
        on day: CalendarDate? = nil, key: RequestKey
    ) async throws(CaseworkError) {
        try await failures {
            let name = try RecordName(caseName, .caseFile)
            guard (kind == .shareScores) == (measure != nil) else {
                throw CaseworkError.invalid(
                    field: "measure", "give the measure with the kind share_scores, and with no other")
            }
            let request = Request(
                "consent revoke", key: key,
                [name.text, kind.rawValue, partner.rawValue, measure, day?.description])
            _ = try await change(request, by: .treating, answer: kind.rawValue) { desk in
                let found = try desk.find(case: name)
                let on = try desk.pastDay(day)
                let changed = try desk.transaction.execute(
                    """
                    update app.consents k set revoked_on = \(on), revoked_by = \(desk.staff)
                    where k.practice_id = \(desk.practice) and k.consent_id = (
                        select s.consent_id from app.consents s
                        where s.practice_id = \(desk.practice) and s.case_id = \(found.id) and s.kind = \(kind)
                            and s.partner = \(partner) and s.measure is not distinct from \(measure)::text
                            and s.revoked_on is null and s.given_on <= \(on)
                        order by s.given_on desc, s.recorded_at desc limit 1)
                    """)
                guard changed == 1 else {
                    throw CaseworkError.conflict(
                        "No such agreement of \(partner.rawValue) stands on \(on) in the case \(found.handle); `troth "
                            + "consent list \(found.handle)` shows what does. Nothing was changed.")
                }
            }
        }
    }
}
