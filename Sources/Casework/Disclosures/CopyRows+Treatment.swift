import Postgres

extension Desk {
    /// The plan is the couple's; who pays for a client, and what for, is that client's alone, and so is how the client
    /// responded in a session: the latest level of each, by its day alone, since the session may be both partners'. Risk
    /// belongs to safety, and what was done in a session may tell of it: neither is in any copy.
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
        union all
        select 'session_observations', o.observation_id, null::text, null::text, o.on_day, o.audience,
            'Response in a session', array['Of', 'partner ' || o.partner, 'Response', o.level], null::text, 2
        from (
            select distinct on (o.session_id, o.partner) o.observation_id, o.audience, o.partner, o.level,
                (s.starts_at at time zone p.time_zone)::date as on_day
            from p join c on true
            join app.session_observations o on o.practice_id = c.practice_id and o.case_id = c.case_id
                and o.kind = 'response'
            join app.sessions s on s.practice_id = o.practice_id and s.session_id = o.session_id
            order by o.session_id, o.partner, o.recorded_at desc) o
        """
}
