import CaseModel
import FoundationEssentials
import Postgres

/// One entry of the record as the database gives it for a copy, its words still sealed.
struct CopyRow: RowDecodable, Sendable {
    let kind: String
    let id: UUID
    /// The field that its words are sealed at; nil where it has none.
    let field: String?
    let handle: String?
    let on: CalendarDate
    let audience: Audience
    let title: String
    /// Names and values, by turns.
    let facts: [String]
    /// Of a note: how its words are written.
    let format: NoteFormat?

    init(row: inout RowReader) throws(PostgresError) {
        kind = try row.next()
        id = try row.next()
        field = try row.next()
        handle = try row.next()
        on = try row.next()
        audience = try row.next()
        title = try row.next()
        facts = try row.next()
        format = try row.next()
    }
}

extension Desk {
    /// The entries of these audiences, by day. What is not named here is in no copy: a new kind of record is left out
    /// until somebody puts it in. For the couple and its partners a partner's scores and ratings come with the joint part
    /// too while that partner agrees to share them; to nobody outside, whom the agreement does not speak of.
    func copyRows(of caseID: UUID, _ audiences: Set<Audience>, for reader: CopyReader) throws -> [CopyRow] {
        let allowed = audiences.map(\.rawValue).sorted()
        let today = try today()
        let entries = SQL.joined(
            [
                Self.noteEntries, Self.sessionEntries, Self.stageEntries, Self.ratingEntries, Self.scoreEntries,
                Self.commitmentEntries, Self.goalEntries, Self.ownEntries, Self.roadRecordEntries,
                Self.treatmentEntries,
            ], separator: " union all ")
        return try transaction.all(
            """
            with p as (select practice_id, time_zone from app.practices where practice_id = \(practice)),
                c as (select practice_id, case_id, roadmap_version, opened_on from app.cases
                      where practice_id = \(practice) and case_id = \(caseID)),
                allowed as (select \(allowed)::text[] as audiences),
                entries (kind, id, field, handle, on_day, audience, title, facts, format, place) as (\(entries))
            select kind, id, field, handle, on_day, audience, title, facts, format
            from entries e cross join allowed a
            where e.audience = any (a.audiences)
                or \(reader.isOfTheCouple) and 'joint' = any (a.audiences) and exists (
                    select from app.consents k, c
                    where k.practice_id = c.practice_id and k.case_id = c.case_id and k.partner = e.audience
                        and (e.kind = 'measure_responses' and k.kind = 'share_scores' and k.measure = e.facts[2]
                            or e.kind = 'criterion_ratings' and k.kind = 'share_ratings')
                        and k.given_on <= \(today) and (k.revoked_on is null or k.revoked_on > \(today)))
            order by on_day, place, handle, id, field
            """, as: CopyRow.self)
    }

    /// A trainee's note that is not co-signed is not finished, and in no copy.
    private static let noteEntries: SQL = """
        select 'notes', n.note_id, 'notes.body', n.handle, n.written_on, n.audience, 'Note',
            array['Session', s.handle, 'Signed', to_char(n.signed_at at time zone p.time_zone, 'YYYY-MM-DD HH24:MI'),
                  'By', w.login || coalesce(', ' || n.credential, '')]
                || case n.relation when 'addendum' then array['Addendum to', o.handle] else '{}'::text[] end, n.format, 2
        from p join c on true
        join app.notes n on n.practice_id = c.practice_id and n.case_id = c.case_id and n.audience <> 'therapist'
        join app.sessions s on s.practice_id = n.practice_id and s.session_id = n.session_id
        join app.staff w on w.practice_id = n.practice_id and w.staff_id = n.author_id
        left join app.notes o on o.practice_id = n.practice_id and o.note_id = n.of_id
        where (n.audience <> 'joint' or s.format = 'conjoint')
            and (not n.by_trainee or n.came_signed or exists (
                select from app.note_reviews v
                where v.practice_id = n.practice_id and v.note_id = n.note_id and v.outcome = 'cosigned'))
        """

    private static let sessionEntries: SQL = """
        select 'sessions', s.session_id, null::text, s.handle, (s.starts_at at time zone p.time_zone)::date,
            case s.format when 'individual_A' then 'A' when 'individual_B' then 'B' else 'joint' end, 'Session',
            array['From', to_char(s.starts_at at time zone p.time_zone, 'HH24:MI'),
                  'To', to_char(s.ends_at at time zone p.time_zone, 'HH24:MI'), 'Place', s.modality,
                  'Attended', s.attendance], null::text, 1
        from p join c on true
        join app.sessions s on s.practice_id = c.practice_id and s.case_id = c.case_id
        where s.state in ('held', 'phone_contact')
        """

    private static let stageEntries: SQL = """
        select 'stage_events', e.case_id, 'stage_events.reason.' || e.seq, null::text, e.started_on, 'joint',
            'Stage ' || e.stage || ': ' || t.name,
            array['Step', e.kind] || case when b.handle is null then '{}'::text[] else array['Setback', b.handle] end,
            null::text, 0
        from c
        join app.stage_events e on e.practice_id = c.practice_id and e.case_id = c.case_id
        join app.stages t on t.practice_id = c.practice_id and t.roadmap_version = c.roadmap_version
            and t.stage = e.stage
        left join app.stage_records b on b.practice_id = e.practice_id and b.record_id = e.setback_id
        """

    private static let ratingEntries: SQL = """
        select 'criterion_ratings', r.rating_id, null::text, null::text, r.rated_on, r.audience, 'Rating',
            array['Criterion', r.criterion || ' ' || t.wording, 'By', r.rated_by, 'Value', r.value::text], null::text, 3
        from c
        join app.criterion_ratings r on r.practice_id = c.practice_id and r.case_id = c.case_id
        join app.criteria t on t.practice_id = r.practice_id and t.roadmap_version = r.roadmap_version
            and t.criterion = r.criterion
        """

    private static let scoreEntries: SQL = """
        select 'measure_responses', r.response_id, null::text, null::text, r.answered_on, r.audience, 'Questionnaire',
            array['Measure', r.measure, 'Of', 'partner ' || r.partner, 'Score', r.score::text], null::text, 4
        from c join app.measure_responses r on r.practice_id = c.practice_id and r.case_id = c.case_id
        """

    private static let commitmentEntries: SQL = """
        select 'commitments', k.commitment_id, 'commitments.text', k.handle, k.agreed_on, k.audience, 'Commitment',
            array['Owner', k.owner, 'Kind', k.kind, 'Rhythm', k.rhythm]
                || case when k.due_on is null then '{}'::text[] else array['Due', k.due_on::text] end, null::text, 5
        from c
        join app.commitments k on k.practice_id = c.practice_id and k.case_id = c.case_id and k.audience <> 'therapist'
        union all
        select 'commitment_reports', r.commitment_id, null::text, k.handle, r.on_day, r.audience, 'Commitment seen',
            array['By', 'partner ' || r.reported_by, 'Kept', case when r.kept then 'yes' else 'no' end], null::text, 6
        from c
        join app.commitment_reports r on r.practice_id = c.practice_id and r.case_id = c.case_id
        join app.commitments k on k.practice_id = r.practice_id and k.commitment_id = r.commitment_id
        cross join allowed a
        where k.audience = any (a.audiences)
        """

    private static let goalEntries: SQL = """
        select 'goals', g.goal_id, 'goals.words', g.handle, g.agreed_on, g.audience, 'Goal',
            array['Owner', g.owner, 'Due', g.due_on::text], null::text, 7
        from c join app.goals g on g.practice_id = c.practice_id and g.case_id = c.case_id and g.audience <> 'therapist'
        union all
        select 'goal_reviews', v.goal_id, null::text, g.handle, v.reviewed_on, g.audience, 'Goal reviewed',
            array['Standing', v.standing], null::text, 8
        from c
        join app.goal_reviews v on v.practice_id = c.practice_id and v.case_id = c.case_id
        join app.goals g on g.practice_id = v.practice_id and g.goal_id = v.goal_id and g.audience <> 'therapist'
        """

    private static let ownEntries: SQL = """
        select 'consents', k.consent_id, null::text, null::text, k.given_on, k.partner, 'Consent',
            array['Kind', k.kind, 'Form', k.form]
                || case when k.policy is null then '{}'::text[] else array['Policy', k.policy] end
                || case when k.measure is null then '{}'::text[] else array['Measure', k.measure] end
                || case when k.revoked_on is null then '{}'::text[] else array['Revoked on', k.revoked_on::text] end,
            null::text, 9
        from c join app.consents k on k.practice_id = c.practice_id and k.case_id = c.case_id
        union all
        select 'partners', r.case_id, 'partners.profile.' || r.partner, null::text, c.opened_on, r.partner,
            'What partner ' || r.partner || ' told at the beginning', array['Part', r.part], null::text, 10
        from c join app.partners r on r.practice_id = c.practice_id and r.case_id = c.case_id
        """
}
