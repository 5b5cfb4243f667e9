import Postgres

extension Desk {
    /// The plan is the couple's; who pays for a client, and what for, is that client's alone. What a therapist saw in a
    /// session is in no copy.
    static let treatmentEntries: SQL = """
        select 'treatment_plans', t.plan_id, 'treatment_plans.words', null::text, t.planned_on, t.audience,
            'Treatment plan', array['Frequency', replace(t.frequency, '_', ' '), 'Review', t.review_on::text], null::text,
            11
        from c join app.treatment_plans t on t.practice_id = c.practice_id and t.case_id = c.case_id
        union all
        select 'coverages', v.coverage_id, 'coverages.words', null::text, v.from_on, v.audience,
            case when v.is_end then 'Insurer no longer pays' else 'Insurer pays' end,
            array['Client', 'partner ' || v.partner]
                || case when v.until_on is null then '{}'::text[] else array['Until', v.until_on::text] end, null::text, 12
        from c join app.coverages v on v.practice_id = c.practice_id and v.case_id = c.case_id
        """
}
