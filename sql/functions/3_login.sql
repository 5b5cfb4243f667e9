-- Logging in and out. The program derives a proof from the password by scrypt; the database keeps and compares only
-- the proof's SHA-256. Nothing else makes a login session.

grant usage on schema app, private to troth_registrar;
grant select, insert, update on private.credentials to troth_registrar;
grant select, insert on private.login_sessions to troth_registrar;
grant update (revoked_at, proved_at) on private.login_sessions to troth_registrar;
grant select on private.live_session to troth_registrar;
grant select on private.server_secrets to troth_registrar;
grant select on app.staff_duties to troth_registrar;
grant create on schema private to troth_registrar;

-- The salt and the cost for a login. A login that does not exist gets a salt that stays the same, so that nobody
-- learns which logins there are.
create or replace function private.login_salt(login text)
    returns table (salt bytea, derivation text)
    language sql stable security definer
    set search_path = pg_catalog
    begin atomic
        select c.salt, c.derivation
        from private.credentials c where c.login = login_salt.login
        union all
        select substring(sha256(s.value || convert_to(login_salt.login, 'UTF8')) from 1 for 16), 'scrypt 17 8 1'
        from private.server_secrets s
        where s.name = 'unknown_login_salt'
            and not exists (select from private.credentials c where c.login = login_salt.login);
    end;

-- Begins a login session under the token whose SHA-256 the program brings. No row: the login or the proof is wrong.
create or replace function private.log_in(login text, proof bytea, token_sha256 bytea)
    returns table (practice_id uuid, staff_id uuid, expires_at timestamptz)
    language sql volatile security definer
    set search_path = pg_catalog
    begin atomic
        with begun as (
            insert into private.login_sessions as s (practice_id, staff_id, token_sha256, expires_at)
            select c.practice_id, c.staff_id, log_in.token_sha256, now() + interval '12 hours'
            from private.credentials c
            where c.login = log_in.login and c.proof_sha256 = sha256(log_in.proof)
            returning s.practice_id, s.staff_id, s.login_session_id, s.expires_at
        ), event as (
            select private.record_event(b.practice_id, b.login_session_id, b.staff_id, 'log_in') from begun b
        )
        select b.practice_id, b.staff_id, b.expires_at from begun b, event;
    end;

create or replace function private.log_out() returns boolean
    language sql volatile security definer
    set search_path = pg_catalog
    begin atomic
        with ended as (
            update private.login_sessions as s set revoked_at = now()
            where s.token_sha256 = private.token_sha256() and s.revoked_at is null
            returning s.practice_id, s.staff_id, s.login_session_id
        ), event as (
            select private.record_event(e.practice_id, e.login_session_id, e.staff_id, 'log_out') from ended e
        )
        select exists (select from ended, event);
    end;

-- The salt and the cost by which the logged-in person proves the password again.
create or replace function private.proof_salt()
    returns table (salt bytea, derivation text)
    language sql stable security definer
    set search_path = pg_catalog
    begin atomic
        select c.salt, c.derivation
        from private.live_session s
        join private.credentials c on c.practice_id = s.practice_id and c.staff_id = s.staff_id;
    end;

-- Proves the password again for the session of the transaction's token; false where it is wrong.
create or replace function private.prove(proof bytea) returns boolean
    language plpgsql volatile security definer
    set search_path = pg_catalog
as $$
declare
    who record;
    is_right boolean;
begin
    select s.practice_id, s.login_session_id, s.staff_id, c.proof_sha256 into who
    from private.live_session s
    join private.credentials c on c.practice_id = s.practice_id and c.staff_id = s.staff_id;
    if not found then return false; end if;
    is_right := who.proof_sha256 = sha256(prove.proof);
    if is_right then
        update private.login_sessions s set proved_at = now()
        where s.practice_id = who.practice_id and s.login_session_id = who.login_session_id;
    end if;
    perform private.record_event(who.practice_id, who.login_session_id, who.staff_id,
        case when is_right then 'prove' else 'prove_refused' end);
    return is_right;
end
$$;

-- A practice admin gives a person of the practice a first password. Nobody sets the password of another afterwards.
create or replace function private.give_credential(
    staff_id uuid, login text, salt bytea, derivation text, proof bytea)
    returns void
    language sql volatile security definer
    set search_path = pg_catalog
    begin atomic
        with given as (
            insert into private.credentials as c
                (practice_id, staff_id, login, salt, derivation, proof_sha256)
            select p.practice_id, give_credential.staff_id, give_credential.login, give_credential.salt,
                give_credential.derivation, sha256(give_credential.proof)
            from (select private.practice('practice_admin') as practice_id) p
            returning c.practice_id, c.staff_id
        )
        select private.record_event(g.practice_id, w.login_session_id, w.staff_id, 'password', 'credentials', '{}',
            array[g.staff_id])
        from given g cross join private.whoami() w;
    end;

alter function private.login_salt(text) owner to troth_registrar;
alter function private.log_in(text, bytea, bytea) owner to troth_registrar;
alter function private.log_out() owner to troth_registrar;
alter function private.proof_salt() owner to troth_registrar;
alter function private.prove(bytea) owner to troth_registrar;
alter function private.give_credential(uuid, text, bytea, text, bytea) owner to troth_registrar;
revoke create on schema private from troth_registrar;
grant execute on function private.token_sha256(), private.practice(text) to troth_registrar;
