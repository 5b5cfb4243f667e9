package import Postgres

/// Couples with roads, sessions, scores and endings, made by the database itself: thousands a second, the same each time.
///
/// For exports, where what counts is how many couples there are and how their values are spread. Filed past the door, by
/// the superuser and without triggers, so no key and no audit event belongs to them.
package enum ManyCouples {
    /// Adds couples number `range` to the only practice of the database.
    package static func add(_ range: Range<Int>, to superuser: Database) async throws {
        try await superuser.write { transaction in
            _ = try transaction.execute("set local session_replication_role = replica")
            _ = try transaction.execute("select setseed(\(Double(range.lowerBound % 9_973) / 9_973)::double precision)")
            _ = try transaction.execute(
                """
                create temporary table made on commit drop as
                select i, gen_random_uuid() as case_id, p.practice_id,
                    (select s.staff_id from app.staff s where s.practice_id = p.practice_id order by s.login limit 1) as staff_id,
                    date '2018-01-01' + (random() * 2900)::integer as opened_on,
                    (array['sexual','sexual','sexual','emotional','emotional','online','online','financial','financial',
                           'substance','other_deception'])[1 + floor(random() * 11)::integer] as breach_kind,
                    (array['OR','OR','OR','WA','WA','CA','CA','ID','NV','NY','TX','AZ'])[1 + floor(random() * 12)::integer]
                        as region,
                    1955 + floor(random() * 24 + random() * 22)::integer as born,
                    floor(random() * random() * 14)::integer as apart,
                    random() as luck, random() as ending, random() as parts, random() as tests,
                    floor(random() * 4)::integer as children, (2 + random() * random() * 60)::integer as weeks,
                    1 + floor(random() * 6)::integer as stages, random() < 0.25 as returned
                from generate_series(\(range.lowerBound)::integer, \(range.upperBound - 1)::integer) i, app.practices p
                """)
            for statement in statements { _ = try transaction.execute(statement) }
        }
    }

    private static let statements: [SQL] = [
        """
        insert into app.cases (practice_id, case_id, handle, opened_by, opened_on, status, roadmap_version, breach_kind,
            region, together_since, children, closed_on, how_it_ended, relationship)
        select m.practice_id, m.case_id,
            'C' || upper(lpad(to_hex(m.i), 7, '0')),
            m.staff_id, m.opened_on, case when m.ending < 0.8 then 'closed' else 'active' end, 1, m.breach_kind, m.region,
            least(m.born + 20 + (m.luck * 20)::integer, extract(year from m.opened_on)::integer), m.children,
            case when m.ending < 0.8 then m.opened_on + m.weeks * 7 end,
            case when m.ending < 0.44 then 'completed' when m.ending < 0.6 then 'one_withdrew'
                 when m.ending < 0.7 then 'lost_contact' when m.ending < 0.75 then 'referred'
                 when m.ending < 0.79 then 'other' when m.ending < 0.8 then 'stopped_for_safety' end,
            case when m.ending >= 0.8 then null when m.luck < 0.55 then 'together' when m.luck < 0.8 then 'apart'
                 when m.luck < 0.93 then 'undecided' else 'unknown' end
        from made m
        """,
        """
        insert into app.partners (practice_id, case_id, partner, part, birth_year, objects_to_research)
        select m.practice_id, m.case_id, p.partner,
            case when m.parts < 0.1 then 'both' when (m.parts < 0.55) = (p.partner = 'A') then 'hurt' else 'involved' end,
            m.born - case when p.partner = 'B' then m.apart else 0 end, p.partner = 'B' and m.tests > 0.97
        from made m cross join (values ('A'), ('B')) p (partner)
        """,
        """
        insert into app.stage_events (practice_id, case_id, roadmap_version, seq, stage, started_on, kind, prev_stage,
            prev_started_on, recorded_by, reason_sealed, setback_id)
        select m.practice_id, m.case_id, 1, s.seq, s.stage, m.opened_on + (m.weeks * 7 * (s.seq - 1)) / (m.stages + 1),
            case when s.seq = 1 then 'start' when s.stage > s.seq - 1 then 'advance' else 'return' end,
            case when s.seq > 1 and s.stage = s.seq then s.stage - 1 when s.seq > 1 then s.seq - 1 end,
            case when s.seq > 1 then m.opened_on end, m.staff_id, '\\x00',
            case when s.seq > 1 and s.stage <= s.seq - 1 then m.case_id end
        from made m
        cross join lateral (
            select g as seq, g as stage from generate_series(1, m.stages) g
            union all select m.stages + 1, greatest(m.stages - 1, 1) where m.returned and m.stages > 1) s
        """,
        """
        insert into app.sessions (practice_id, session_id, case_id, handle, format, modality, starts_at, ends_at, state,
            attendance, policy_on_file, recorded_by)
        select m.practice_id, gen_random_uuid(), m.case_id,
            'S' || upper(lpad(to_hex(m.i * 16 + g), 7, '0')), 'conjoint', 'office',
            m.opened_on + g * 7, m.opened_on + g * 7 + interval '1 hour', 'held', 'both', true, m.staff_id
        from made m cross join lateral generate_series(1, least(m.weeks, 12)) g
        """,
        """
        insert into app.measure_responses (practice_id, response_id, case_id, partner, measure, measure_version, audience,
            score, answered_on, recorded_by)
        select m.practice_id, gen_random_uuid(), m.case_id, p.partner, 'CSI-16', 1, p.partner,
            (30 + t.turn * (case when m.luck < 0.45 then 14 when m.luck < 0.8 then 2 else -9 end)
                + t.turn * case when p.partner = 'B' then (m.tests * 12)::integer - 6 else 0 end)::smallint,
            m.opened_on + t.turn * 60, m.staff_id
        from made m cross join (values ('A'), ('B')) p (partner) cross join (values (0), (1)) t (turn)
        where m.tests < 0.8
        """,
    ]
}
