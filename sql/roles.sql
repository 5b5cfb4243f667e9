-- The roles of a Troth server. Cluster-wide, so apart from the migrations; safe to run again.
-- Run by a superuser, before the first migration. Whoever runs the migrations must be a member of troth_owner.

do $$
declare
    wanted record;
begin
    for wanted in
        select * from (values
            -- owns every object and runs migrations; row security is forced, so it sees no row by itself
            ('troth_owner', 'nologin'),
            -- what the program logs in as: no rights of its own; takes one duty's role for one transaction
            ('troth_gate', 'login noinherit'),
            -- owns the functions that check a badge: reads login sessions, duties and assignments, nothing else
            ('troth_badge', 'nologin'),
            -- owns the functions that make and end login sessions
            ('troth_registrar', 'nologin'),
            -- owns the functions that hand out sealed words, and with them write the audit event
            ('troth_reader', 'nologin'),
            -- owns the functions that exchange and destroy the keys of cases, and re-seal what lies under them
            ('troth_keysmith', 'nologin'),
            -- taken by `troth keys rotate` alone, while it moves ciphertext from old keys to new ones; no table is open to it
            ('troth_rewrapper', 'nologin'),
            -- owns the functions that approve a release and record its delivery
            ('troth_releaser', 'nologin'),
            -- owns the functions that write audit events; can insert them and nothing more
            ('troth_scribe', 'nologin'),
            -- owns the functions that seal the audit: reads events, inserts checkpoints, nothing more
            ('troth_sealer', 'nologin'),
            -- owns the functions that show the audit: reads events, and handles and logins to name them by
            ('troth_examiner', 'nologin'),
            -- owns the function that records a disclosure; can insert them and nothing more
            ('troth_clerk', 'nologin'),
            -- owns the functions that open and end a case to somebody: break-glass, transfer, bars, notices
            ('troth_warden', 'nologin'),
            -- owns the function that corrects a couple's road
            ('troth_surveyor', 'nologin'),
            -- taken once by `troth init`, to found a practice; never granted to the gate
            ('troth_founder', 'nologin'),
            -- one role a duty
            ('troth_therapist', 'nologin'),
            ('troth_trainee', 'nologin'),
            ('troth_supervisor', 'nologin'),
            ('troth_practice_admin', 'nologin'),
            ('troth_front_desk', 'nologin'),
            ('troth_auditor', 'nologin'),
            ('troth_researcher', 'nologin'),
            -- the practice admin's export of progress: the allow-listed columns
            ('troth_exporter', 'nologin'),
            -- reads everything, sealed as it is, for a backup
            ('troth_backup', 'login bypassrls')
        ) as r (name, options)
    loop
        if not exists (select from pg_roles where rolname = wanted.name) then
            execute format('create role %I %s', wanted.name, wanted.options);
        end if;
    end loop;
end
$$;

grant troth_therapist, troth_trainee, troth_supervisor, troth_practice_admin, troth_front_desk, troth_auditor,
    troth_researcher, troth_exporter, troth_rewrapper to troth_gate;
grant troth_founder, troth_badge, troth_registrar, troth_reader, troth_releaser, troth_scribe, troth_sealer, troth_examiner,
    troth_clerk, troth_keysmith, troth_warden, troth_surveyor to troth_owner;
grant pg_read_all_data to troth_backup;
