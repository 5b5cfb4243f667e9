-- Logging in and out. The program derives a proof from the password by scrypt; the database keeps and compares only
-- the proof's SHA-256. Nothing else makes a login session. How it goes is told in docs/how-to/logging-in.md, and why in
-- docs/decisions/0018 to 0020.

grant usage on schema app, private to troth_registrar;
grant select, insert, update on private.credentials, private.login_counters, private.second_factors to troth_registrar;
grant delete on private.login_counters, private.second_factors to troth_registrar;
grant select, insert, delete on private.recovery_codes to troth_registrar;
grant select, insert on private.login_sessions, private.login_uses to troth_registrar;
grant update (revoked_at, proved_at) on private.login_sessions to troth_registrar;
grant update (used_at) on private.login_uses to troth_registrar;
grant select on private.live_session, private.server_secrets to troth_registrar;
grant select on app.staff_duties to troth_registrar;
grant select (practice_id, name, time_zone, login_idle_minutes, login_hours, second_factor_for) on app.practices to troth_registrar;
grant select on app.practice_keys to troth_registrar;
grant create on schema private to troth_registrar;

-- Failures

-- How long to wait after so many failures in a row: nothing after the first two, then 2, 4, 8 ... seconds, five minutes
-- at most. Never for ever: whoever guesses must not be able to lock another out.
create or replace function private.login_delay(failures integer) returns interval
    language sql immutable
    set search_path = pg_catalog
    return case when failures < 3 then interval '0'
                else make_interval(secs => least(2 ^ least(failures - 2, 20), 300)) end;

-- The counter that counts for `name` at a place: the place's own where `name` has logged in there before, so that
-- failures elsewhere do not slow a person down at their own desk.
create or replace function private.login_counter(name text, place_sha256 bytea) returns bytea
    language sql stable security definer
    set search_path = pg_catalog
    return (
        select coalesce(
            (select k.counter from private.login_counters k
             where k.is_known and k.counter = sha256(s.value || login_counter.place_sha256
                                                     || convert_to(login_counter.name, 'UTF8'))),
            sha256(s.value || sha256('anywhere') || convert_to(login_counter.name, 'UTF8')))
        from private.server_secrets s where s.name = 'login_counters'
    );

-- Seconds until the counter takes another try. Failures that are still to come do not count: the clock went back.
create or replace function private.login_wait(counter bytea) returns integer
    language sql stable security definer
    set search_path = pg_catalog
    return (
        select coalesce(max(ceil(extract(epoch from
            k.failed_at + private.login_delay(k.failures) - clock_timestamp()))::integer), 0)
        from private.login_counters k
        where k.counter = login_wait.counter and k.failed_at <= clock_timestamp()
            and k.failed_at + private.login_delay(k.failures) > clock_timestamp()
    );

-- Takes the counter's row, so that tries for it come one after another, and says how long to wait.
create or replace function private.take_counter(counter bytea) returns integer
    language plpgsql volatile security definer
    set search_path = pg_catalog
as $$
begin
    insert into private.login_counters as k (counter) values (take_counter.counter)
    on conflict on constraint login_counters_pkey do update set seen_at = clock_timestamp();
    return private.login_wait(take_counter.counter);
end
$$;

create or replace function private.count_failure(counter bytea) returns integer
    language plpgsql volatile security definer
    set search_path = pg_catalog
as $$
begin
    update private.login_counters k set failures = least(k.failures + 1, 1000), failed_at = clock_timestamp()
    where k.counter = count_failure.counter;
    -- a counter that nobody touched for a day is forgotten, unless it stands for a place that is known
    delete from private.login_counters k where k.seen_at < clock_timestamp() - interval '1 day' and not k.is_known;
    return private.login_wait(count_failure.counter);
end
$$;

create or replace function private.clear_failures(counter bytea, is_known boolean) returns void
    language sql volatile security definer
    set search_path = pg_catalog
    begin atomic
        insert into private.login_counters as k (counter, is_known)
        values (clear_failures.counter, clear_failures.is_known)
        on conflict (counter) do update set failures = 0, failed_at = null, seen_at = clock_timestamp();
    end;

-- Sessions

-- Ends for good every session that is over, so that a clock that goes back later cannot revive one. Rows that somebody
-- else is ending are left to them.
create or replace function private.end_what_is_over() returns void
    language sql volatile security definer
    set search_path = pg_catalog
    begin atomic
        update private.login_sessions s set revoked_at = clock_timestamp()
        where s.login_session_id in (
            select o.login_session_id
            from private.login_sessions o
            join private.login_uses u on u.practice_id = o.practice_id and u.login_session_id = o.login_session_id
            where o.revoked_at is null
                and (o.expires_at <= now() or u.used_at <= now() - o.idle_limit
                     or u.used_at > statement_timestamp() + interval '1 minute')
            for update of o skip locked);
    end;

-- Says that the session is in use; at most once a minute something is written. Called beside what a person does, never
-- within it, so that reading does not fail over it.
create or replace function private.touch() returns void
    language plpgsql volatile security definer
    set search_path = pg_catalog
as $$
begin
    perform private.end_what_is_over();
    update private.login_uses u set used_at = now()
    where (u.practice_id, u.login_session_id) in (
        select w.practice_id, w.login_session_id
        from private.live_session s
        join private.login_uses w on w.practice_id = s.practice_id and w.login_session_id = s.login_session_id
        where w.used_at < now() - interval '1 minute'
        for update of w skip locked);
end
$$;

-- The salt and the cost for a login, and how long to wait where the last tries failed. A login that does not exist gets
-- a salt that stays the same, so that nobody learns which logins there are.
create or replace function private.login_salt(login text, place_sha256 bytea default null)
    returns table (salt bytea, derivation text, wait_seconds integer)
    language sql volatile security definer
    set search_path = pg_catalog
    begin atomic
        select coalesce(c.salt,
                substring(sha256(s.value || convert_to(login_salt.login, 'UTF8')) from 1 for 16)),
            -- at the cost that was last chosen for anyone, so that the work is the same as well
            coalesce(c.derivation,
                (select l.derivation from private.credentials l order by l.changed_at desc limit 1), 'scrypt 17 8 1'),
            private.login_wait(private.login_counter(login_salt.login, login_salt.place_sha256))
        from private.server_secrets s
        left join private.credentials c on c.login = login_salt.login
        where s.name = 'unknown_login_salt';
    end;

-- Logs a person in under the token whose SHA-256 the program brings. One row, whose `answer` says what happened:
--   in       the session has begun
--   refused  the login, the password or the code is wrong; which of them is not said
--   wait     the last tries failed; nothing was looked at
--   code     the password is right, and the second factor is missing: `secret_sealed` under the practice's key
--   change   right so far; the password was made for one login only, and must be replaced
--   enrol    right so far; a duty of the person needs a second factor, and there is none
-- After the last three the program calls again with all it brought and what was missing. Nothing is half done: a code is
-- used up, a password replaced and a factor enrolled only together with the beginning of the session.
create or replace function private.log_in(
    login text, proof bytea, token_sha256 bytea, place_sha256 bytea default null,
    -- the time step of the code that the program checked; 0: it was wrong
    step bigint default null, recovery_sha256 bytea default null,
    new_salt bytea default null, new_derivation text default null, new_proof bytea default null,
    factor_sealed bytea default null, factor_step bigint default null, factor_codes bytea[] default null)
    returns table (answer text, practice_id uuid, staff_id uuid, expires_at timestamptz, wait_seconds integer,
        practice_name text, secret_sealed bytea, last_step bigint, wrapped_key bytea)
    language plpgsql volatile security definer
    set search_path = pg_catalog
as $$
#variable_conflict use_column
declare
    counter constant bytea := private.login_counter(log_in.login, log_in.place_sha256);
    cred private.credentials;
    factor private.second_factors;
    rules record;
    session uuid;
begin
    answer := 'refused';
    wait_seconds := private.take_counter(counter);
    if wait_seconds > 0 then
        answer := 'wait';
        return next;
        return;
    end if;

    select c.* into cred from private.credentials c where c.login = log_in.login for update;
    if cred.staff_id is null or cred.proof_sha256 is distinct from sha256(log_in.proof)
        or cred.one_time_until <= now() or log_in.step = 0
    then
        wait_seconds := private.count_failure(counter);
        perform private.record_event(cred.practice_id, null, cred.staff_id, 'log_in_refused');
        return next;
        return;
    end if;

    select f.* into factor from private.second_factors f
    where f.practice_id = cred.practice_id and f.staff_id = cred.staff_id for update;
    practice_id := cred.practice_id;
    staff_id := cred.staff_id;
    select p.name into practice_name from app.practices p where p.practice_id = cred.practice_id;
    select k.wrapped into wrapped_key from app.practice_keys k
    where k.practice_id = cred.practice_id order by k.key_version desc limit 1;

    if factor.staff_id is not null then
        secret_sealed := factor.secret_sealed;
        last_step := factor.last_step;
        if log_in.step is null and log_in.recovery_sha256 is null then
            answer := 'code';
            return next;
            return;
        end if;
        if log_in.step <= factor.last_step or log_in.step is null and not exists (
            select from private.recovery_codes r
            where r.practice_id = cred.practice_id and r.staff_id = cred.staff_id
                and r.code_sha256 = log_in.recovery_sha256)
        then
            wait_seconds := private.count_failure(counter);
            perform private.record_event(cred.practice_id, null, cred.staff_id, 'log_in_refused', 'second_factors');
            return next;
            return;
        end if;
    end if;

    if cred.one_time_until is not null and log_in.new_proof is null then
        answer := 'change';
        return next;
        return;
    end if;

    select p.login_idle_minutes, p.login_hours, exists (
            select from app.staff_duties d
            where d.practice_id = cred.practice_id and d.staff_id = cred.staff_id
                and d.duty = any (p.second_factor_for)
                and d.starts_at <= now() and (d.ends_at is null or d.ends_at > now())) as needs_factor
        into rules
    from app.practices p where p.practice_id = cred.practice_id;
    if rules.needs_factor and factor.staff_id is null and log_in.factor_sealed is null then
        answer := 'enrol';
        return next;
        return;
    end if;

    perform private.end_what_is_over();
    insert into private.login_sessions (practice_id, staff_id, token_sha256, expires_at, idle_limit)
    values (cred.practice_id, cred.staff_id, log_in.token_sha256, now() + make_interval(hours => rules.login_hours),
            make_interval(mins => rules.login_idle_minutes))
    returning login_sessions.login_session_id, login_sessions.expires_at into session, expires_at;
    insert into private.login_uses (practice_id, login_session_id) values (cred.practice_id, session);

    if log_in.step is not null then
        update private.second_factors f set last_step = log_in.step
        where f.practice_id = cred.practice_id and f.staff_id = cred.staff_id;
    elsif log_in.recovery_sha256 is not null then
        delete from private.recovery_codes r
        where r.practice_id = cred.practice_id and r.staff_id = cred.staff_id
            and r.code_sha256 = log_in.recovery_sha256;
    end if;
    if cred.one_time_until is not null then
        perform private.set_password(cred.practice_id, cred.staff_id, session, log_in.new_salt, log_in.new_derivation,
            log_in.new_proof);
    end if;
    if factor.staff_id is null and log_in.factor_sealed is not null then
        perform private.set_factor(cred.practice_id, cred.staff_id, session, log_in.factor_sealed,
            log_in.factor_step, log_in.factor_codes);
    end if;

    perform private.clear_failures(counter, false);
    if log_in.place_sha256 is not null then
        perform private.clear_failures(
            (select sha256(s.value || log_in.place_sha256 || convert_to(log_in.login, 'UTF8'))
             from private.server_secrets s where s.name = 'login_counters'), true);
    end if;
    perform private.record_event(cred.practice_id, session, cred.staff_id, 'log_in');
    answer := 'in';
    wait_seconds := 0;
    return next;
end
$$;

create or replace function private.log_out() returns boolean
    language sql volatile security definer
    set search_path = pg_catalog
    begin atomic
        with ended as (
            update private.login_sessions as s set revoked_at = clock_timestamp()
            where s.token_sha256 = private.token_sha256() and s.revoked_at is null
            returning s.practice_id, s.staff_id, s.login_session_id
        ), event as (
            select private.record_event(e.practice_id, e.login_session_id, e.staff_id, 'log_out') from ended e
        )
        select exists (select from ended, event);
    end;

-- The logins that have not ended: the person's own, and for a practice admin everyone's of the practice.
create or replace function private.logins()
    returns table (login_session_id uuid, login text, began_at timestamptz, used_at timestamptz,
        expires_at timestamptz, is_this boolean, time_zone text)
    language sql stable security definer
    set search_path = pg_catalog
    begin atomic
        select s.login_session_id, c.login, s.began_at, u.used_at,
            least(s.expires_at, u.used_at + s.idle_limit), s.login_session_id = me.login_session_id, p.time_zone
        from private.live_session me
        join app.practices p on p.practice_id = me.practice_id
        join private.login_sessions s on s.practice_id = me.practice_id
            and (s.staff_id = me.staff_id or me.practice_id = private.practice('practice_admin'))
        join private.login_uses u on u.practice_id = s.practice_id and u.login_session_id = s.login_session_id
        join private.credentials c on c.practice_id = s.practice_id and c.staff_id = s.staff_id
        where s.revoked_at is null and s.expires_at > now() and u.used_at > now() - s.idle_limit
        order by c.login, s.began_at;
    end;

-- Ends those of the logins that the person may end: their own, and for a practice admin those of the practice. From the
-- next statement on they are refused. Returns those that were ended.
create or replace function private.end_logins(login_session_ids uuid[]) returns setof uuid
    language sql volatile security definer
    set search_path = pg_catalog
    begin atomic
        with ended as (
            update private.login_sessions as s set revoked_at = clock_timestamp()
            from private.live_session me
            where s.login_session_id = any (end_logins.login_session_ids) and s.practice_id = me.practice_id
                and (s.staff_id = me.staff_id or me.practice_id = private.practice('practice_admin'))
                and s.revoked_at is null
            returning s.practice_id, s.login_session_id, me.staff_id as actor_id, me.login_session_id as actor_session
        ), event as materialized (
            select private.record_event(e.practice_id, e.actor_session, e.actor_id, 'session_end', 'login_sessions',
                '{}', array_agg(e.login_session_id))
            from ended e group by e.practice_id, e.actor_session, e.actor_id
        )
        select e.login_session_id from ended e cross join event;
    end;

-- Passwords

-- Replaces a password, ends the person's other logins, and leaves the event.
create or replace function private.set_password(
    practice_id uuid, staff_id uuid, session uuid, salt bytea, derivation text, proof bytea)
    returns void
    language sql volatile security definer
    set search_path = pg_catalog
    begin atomic
        update private.credentials c
        set salt = set_password.salt, derivation = set_password.derivation, proof_sha256 = sha256(set_password.proof),
            one_time_until = null, changed_at = now()
        where c.practice_id = set_password.practice_id and c.staff_id = set_password.staff_id;
        update private.login_sessions s set revoked_at = clock_timestamp()
        where s.practice_id = set_password.practice_id and s.staff_id = set_password.staff_id
            and s.login_session_id <> set_password.session and s.revoked_at is null;
        select private.record_event(set_password.practice_id, set_password.session, set_password.staff_id, 'password',
            'credentials', '{}', array[set_password.staff_id]);
    end;

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

-- The person's own password, which they have just proved.
create or replace function private.change_password(salt bytea, derivation text, proof bytea) returns boolean
    language sql volatile security definer
    set search_path = pg_catalog
    begin atomic
        with me as materialized (
            select s.practice_id, s.staff_id, s.login_session_id
            from private.live_session s where private.require_fresh_proof()
        ), done as materialized (
            select private.set_password(m.practice_id, m.staff_id, m.login_session_id, change_password.salt,
                change_password.derivation, change_password.proof)
            from me m
        )
        select exists (select from done);
    end;

-- A practice admin has a password made for somebody of the practice who forgot theirs: good for one login within a day,
-- at which it must be replaced. Their logins end. Nobody sets a lasting password of another, and nobody resets their own.
create or replace function private.reset_password(login text, salt bytea, derivation text, proof bytea)
    returns boolean
    language sql volatile security definer
    set search_path = pg_catalog
    begin atomic
        with me as materialized (
            select s.practice_id, s.staff_id, s.login_session_id
            from private.live_session s
            where s.practice_id = private.practice('practice_admin') and private.require_fresh_proof()
        ), reset as (
            update private.credentials c
            set salt = reset_password.salt, derivation = reset_password.derivation,
                proof_sha256 = sha256(reset_password.proof), one_time_until = now() + interval '1 day',
                changed_at = now()
            from me m
            where c.practice_id = m.practice_id and c.login = reset_password.login and c.staff_id <> m.staff_id
            returning c.practice_id, c.staff_id, m.staff_id as actor_id, m.login_session_id as actor_session
        ), ended as (
            update private.login_sessions s set revoked_at = clock_timestamp()
            from reset r
            where s.practice_id = r.practice_id and s.staff_id = r.staff_id and s.revoked_at is null
            returning s.login_session_id
        ), event as materialized (
            select private.record_event(r.practice_id, r.actor_session, r.actor_id, 'password', 'credentials', '{}',
                array[r.staff_id])
            from reset r
        )
        select exists (select from event);
    end;

-- The password afresh

-- What the program needs to prove the logged-in person's password again, and the second factor where there is one.
create or replace function private.proof_salt()
    returns table (salt bytea, derivation text, wait_seconds integer, practice_id uuid, staff_id uuid, login text,
        practice_name text, secret_sealed bytea, last_step bigint, wrapped_key bytea)
    language sql volatile security definer
    set search_path = pg_catalog
    begin atomic
        select c.salt, c.derivation,
            private.login_wait(private.login_counter(s.login_session_id::text, null)),
            s.practice_id, s.staff_id, c.login, p.name, f.secret_sealed, f.last_step,
            (select k.wrapped from app.practice_keys k where k.practice_id = s.practice_id
             order by k.key_version desc limit 1)
        from private.live_session s
        join private.credentials c on c.practice_id = s.practice_id and c.staff_id = s.staff_id
        join app.practices p on p.practice_id = s.practice_id
        left join private.second_factors f on f.practice_id = s.practice_id and f.staff_id = s.staff_id;
    end;

-- Proves the password again, and the second factor where there is one, for the session of the transaction's token;
-- false where something is wrong or missing, or it is too early for another try.
create or replace function private.prove(
    proof bytea, step bigint default null, recovery_sha256 bytea default null) returns boolean
    language plpgsql volatile security definer
    set search_path = pg_catalog
as $$
declare
    who record;
    factor private.second_factors;
    counter bytea;
    is_right boolean;
begin
    select s.practice_id, s.login_session_id, s.staff_id, c.proof_sha256 into who
    from private.live_session s
    join private.credentials c on c.practice_id = s.practice_id and c.staff_id = s.staff_id;
    if not found then return false; end if;
    counter := private.login_counter(who.login_session_id::text, null);
    if private.take_counter(counter) > 0 then return false; end if;
    select f.* into factor from private.second_factors f
    where f.practice_id = who.practice_id and f.staff_id = who.staff_id for update;
    is_right := who.proof_sha256 = sha256(prove.proof) and (
        factor.staff_id is null or coalesce(prove.step > factor.last_step, false)
        or prove.step is null and exists (
            select from private.recovery_codes r
            where r.practice_id = who.practice_id and r.staff_id = who.staff_id
                and r.code_sha256 = prove.recovery_sha256));
    if is_right then
        if factor.staff_id is not null and prove.step is not null then
            update private.second_factors f set last_step = prove.step
            where f.practice_id = who.practice_id and f.staff_id = who.staff_id;
        elsif factor.staff_id is not null then
            delete from private.recovery_codes r
            where r.practice_id = who.practice_id and r.staff_id = who.staff_id
                and r.code_sha256 = prove.recovery_sha256;
        end if;
        update private.login_sessions s set proved_at = now()
        where s.practice_id = who.practice_id and s.login_session_id = who.login_session_id;
        perform private.clear_failures(counter, false);
    else
        perform private.count_failure(counter);
    end if;
    perform private.record_event(who.practice_id, who.login_session_id, who.staff_id,
        case when is_right then 'prove' else 'prove_refused' end);
    return is_right;
end
$$;

-- Second factors

-- Enrols a factor, in place of one that was there.
create or replace function private.set_factor(
    practice_id uuid, staff_id uuid, session uuid, secret_sealed bytea, step bigint, codes bytea[])
    returns void
    language sql volatile security definer
    set search_path = pg_catalog
    begin atomic
        delete from private.second_factors f
        where f.practice_id = set_factor.practice_id and f.staff_id = set_factor.staff_id;
        insert into private.second_factors (practice_id, staff_id, secret_sealed, last_step)
        values (set_factor.practice_id, set_factor.staff_id, set_factor.secret_sealed, set_factor.step);
        insert into private.recovery_codes (practice_id, staff_id, code_sha256)
        select set_factor.practice_id, set_factor.staff_id, c from unnest(set_factor.codes) c;
        select private.record_event(set_factor.practice_id, set_factor.session, set_factor.staff_id, 'totp',
            'second_factors', '{}', array[set_factor.staff_id]);
    end;

create or replace function private.enrol_factor(secret_sealed bytea, step bigint, codes bytea[]) returns boolean
    language sql volatile security definer
    set search_path = pg_catalog
    begin atomic
        with me as materialized (
            select s.practice_id, s.staff_id, s.login_session_id
            from private.live_session s where private.require_fresh_proof()
        ), done as materialized (
            select private.set_factor(m.practice_id, m.staff_id, m.login_session_id, enrol_factor.secret_sealed,
                enrol_factor.step, enrol_factor.codes)
            from me m
        )
        select exists (select from done);
    end;

-- New recovery codes in place of those that are left.
create or replace function private.renew_codes(codes bytea[]) returns boolean
    language plpgsql volatile security definer
    set search_path = pg_catalog
as $$
declare
    me record;
begin
    perform private.require_fresh_proof();
    select s.practice_id, s.staff_id, s.login_session_id into me
    from private.live_session s
    join private.second_factors f on f.practice_id = s.practice_id and f.staff_id = s.staff_id;
    if not found then return false; end if;
    delete from private.recovery_codes r where r.practice_id = me.practice_id and r.staff_id = me.staff_id;
    insert into private.recovery_codes (practice_id, staff_id, code_sha256)
    select me.practice_id, me.staff_id, c from unnest(renew_codes.codes) c;
    perform private.record_event(me.practice_id, me.login_session_id, me.staff_id, 'totp', 'recovery_codes', '{}',
        array[me.staff_id]);
    return true;
end
$$;

-- Takes a factor away: the person's own, or, by a practice admin, that of somebody who lost it; their logins then end.
create or replace function private.remove_factor(login text default null) returns boolean
    language plpgsql volatile security definer
    set search_path = pg_catalog
as $$
declare
    me record;
    whose uuid;
begin
    perform private.require_fresh_proof();
    select s.practice_id, s.staff_id, s.login_session_id into me from private.live_session s;
    if not found then return false; end if;
    if remove_factor.login is null then
        whose := me.staff_id;
    else
        select c.staff_id into whose from private.credentials c
        where c.practice_id = private.practice('practice_admin') and c.login = remove_factor.login;
    end if;
    delete from private.second_factors f where f.practice_id = me.practice_id and f.staff_id = whose;
    if not found then return false; end if;
    if whose <> me.staff_id then
        update private.login_sessions s set revoked_at = clock_timestamp()
        where s.practice_id = me.practice_id and s.staff_id = whose and s.revoked_at is null;
    end if;
    perform private.record_event(me.practice_id, me.login_session_id, me.staff_id, 'totp', 'second_factors', '{}',
        array[whose]);
    return true;
end
$$;

-- The person's second factor: since when, how many recovery codes are left, and whether a duty needs one.
create or replace function private.my_factor()
    returns table (enrolled_at timestamptz, codes_left integer, is_needed boolean)
    language sql stable security definer
    set search_path = pg_catalog
    begin atomic
        select f.enrolled_at,
            (select count(*)::integer from private.recovery_codes r
             where r.practice_id = s.practice_id and r.staff_id = s.staff_id),
            exists (select from app.staff_duties d
                    where d.practice_id = s.practice_id and d.staff_id = s.staff_id
                        and d.duty = any (p.second_factor_for)
                        and d.starts_at <= now() and (d.ends_at is null or d.ends_at > now()))
        from private.live_session s
        join app.practices p on p.practice_id = s.practice_id
        left join private.second_factors f on f.practice_id = s.practice_id and f.staff_id = s.staff_id;
    end;

do $$
declare
    name text;
begin
    foreach name in array array[
        'login_counter(text, bytea)', 'login_wait(bytea)', 'take_counter(bytea)', 'count_failure(bytea)',
        'clear_failures(bytea, boolean)', 'end_what_is_over()', 'touch()', 'login_salt(text, bytea)',
        'log_in(text, bytea, bytea, bytea, bigint, bytea, bytea, text, bytea, bytea, bigint, bytea[])', 'log_out()',
        'logins()', 'end_logins(uuid[])', 'set_password(uuid, uuid, uuid, bytea, text, bytea)',
        'give_credential(uuid, text, bytea, text, bytea)', 'change_password(bytea, text, bytea)',
        'reset_password(text, bytea, text, bytea)', 'proof_salt()', 'prove(bytea, bigint, bytea)',
        'set_factor(uuid, uuid, uuid, bytea, bigint, bytea[])', 'enrol_factor(bytea, bigint, bytea[])',
        'renew_codes(bytea[])', 'remove_factor(text)', 'my_factor()'] loop
        execute format('alter function private.%s owner to troth_registrar', name);
    end loop;
end
$$;
revoke create on schema private from troth_registrar;
grant execute on function private.token_sha256(), private.practice(text), private.session_moved(),
    private.login_delay(integer) to troth_registrar;
