-- What troth_keysmith's functions (sql/functions/8_keys.sql) may reach, and who may call them. Row security binds the
-- keysmith too: a policy a table and command.

do $$
declare
    reached record;
    command text;
begin
    for reached in
        select * from (values
            ('practices', '{select}'), ('staff', '{select}'), ('cases', '{select,update}'),
            ('assignments', '{select,update}'), ('partners', '{select,update}'), ('stage_events', '{select,update}'),
            ('sessions', '{select,update}'), ('drafts', '{select,update}'), ('notes', '{select,update}'),
            ('note_reviews', '{select,update}'), ('safety_screens', '{select,update}'),
            ('safety_decisions', '{select,update}'), ('safety_flags', '{select,update}'),
            ('flag_reviews', '{select,update}'), ('safety_plans', '{select,update}'),
            ('confided_matters', '{select,update}'), ('treatment_plans', '{select,update}'),
            ('coverages', '{select,update}'),
            ('measure_responses', '{select,update}'), ('commitments', '{select,update}'),
            ('goals', '{select,update}'), ('stage_records', '{select,update}'),
            ('stage_answers', '{select,update}'), ('stage_corrections', '{select,update}'), ('disclosures', '{select,update}'),
            ('authorizations', '{select,update}'), ('case_releases', '{select,update}'), ('legal_holds', '{select,update}'),
            ('transfers', '{select,update}'),
            ('practice_keys', '{select,update}'),
            ('case_keys', '{select,insert,update,delete}'), ('erasures', '{select,insert}'),
            ('key_rotations', '{select,insert,update}')
        ) as r (object, commands)
    loop
        foreach command in array reached.commands::text[] loop
            execute format('create policy keysmith_%1$s on app.%2$I for %1$s to troth_keysmith %3$s %4$s', command,
                reached.object, case when command <> 'insert' then 'using (true)' end,
                case when command in ('insert', 'update') then 'with check (true)' end);
        end loop;
    end loop;
end
$$;
grant execute on function private.whoami(), private.actor(text), private.proof_is_fresh(),
    private.require_fresh_proof(), private.record_event(uuid, uuid, uuid, text, text, uuid[], uuid[])
    to troth_keysmith;

-- Ordering it is the practice admin's.
grant execute on function private.begin_rotation(uuid),
    private.begin_case_keys(uuid, integer, integer, bytea, bytea, bytea, bytea), private.key_versions(uuid),
    private.erasable(uuid), private.erase_case(uuid, text, timestamptz, text, bytea), private.key_census(),
    private.outer_keys_in_use(), private.rewrap_practice_keys(integer[], bytea[], bytea[]),
    private.record_keyring(text) to troth_practice_admin;
-- Moving ciphertext is no person's.
grant usage on schema private to troth_rewrapper;
grant execute on function private.due_cases(integer), private.due_case_count(), private.end_rotation(),
    private.key_work(uuid), private.stale_texts(uuid, integer),
    private.put_resealed(uuid, text[], uuid[], text[], bytea[], bytea[]), private.retire_case_keys(uuid)
    to troth_rewrapper;
-- That a case was erased, the gate may ask for whoever is logged in.
grant execute on function private.case_erased_on(text) to troth_gate;
