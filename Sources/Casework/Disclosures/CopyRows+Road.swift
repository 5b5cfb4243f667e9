import Postgres

extension Desk {
    /// Impact statements, apologies, boundaries and their breaches, talks, setbacks and plans, each with what was
    /// answered. An answer goes only where its record goes too: how an apology was received is its receiver's own, and
    /// says nothing without the apology. A breach that one told alone names its boundary only where both are in the copy.
    static let roadRecordEntries: SQL = """
        select 'stage_records', r.record_id, 'stage_records.words', r.handle, r.happened_on, r.audience,
            case r.kind when 'impact' then 'Impact statement' when 'apology' then 'Apology' when 'boundary' then 'Boundary'
                when 'breach' then 'Breach of a boundary' when 'talk' then 'Open talk' when 'setback' then 'Setback'
                else 'Plan for setbacks' end,
            case when r.given_by = 'couple' then '{}'::text[] else array['By', r.given_by] end
                || case when r.parts is null then '{}'::text[] else array['Parts', array_to_string(r.parts, ', ')] end
                || case when r.area is null then '{}'::text[] else array['About', r.area] end
                || case when b.audience = any (a.audiences) then array['Of', b.handle] else '{}'::text[] end
                || case r.without_accusation when true then array['Without accusation', 'yes']
                    when false then array['Without accusation', 'no'] else '{}'::text[] end
                || case when r.look_again_on is null then '{}'::text[]
                    else array['Looked at again on', r.look_again_on::text] end,
            null::text, 11
        from c
        join app.stage_records r on r.practice_id = c.practice_id and r.case_id = c.case_id and r.audience <> 'therapist'
        cross join allowed a
        left join app.stage_records b on b.practice_id = r.practice_id and b.record_id = r.boundary_id
        union all
        select 'stage_answers', s.answer_id, 'stage_answers.words', r.handle, s.answered_on, s.audience,
            case s.answer when 'acknowledged' then 'Impact acknowledged' when 'received' then 'Apology received'
                when 'not_yet' then 'Apology not received yet' when 'not_received' then 'Apology not received'
                when 'assented' then 'Assent' when 'reviewed' then 'Looked at again' when 'ended' then 'Ended'
                when 'talked_through' then 'Breach talked through' else 'Setback worked through' end,
            case when s.answered_by = 'couple' then '{}'::text[] else array['By', s.answered_by] end
                || case when s.next_on is null then '{}'::text[] else array['Looked at next on', s.next_on::text] end,
            null::text, 12
        from c
        join app.stage_answers s on s.practice_id = c.practice_id and s.case_id = c.case_id
        join app.stage_records r on r.practice_id = s.practice_id and r.record_id = s.record_id
        cross join allowed a
        where r.audience = any (a.audiences)
        """
}
