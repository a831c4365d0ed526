-- What nobody can need any more is removed, in batches, by two functions that run as the owner: the running role may delete
-- nothing itself, and the periods are written here, by the database's own clock, so that it cannot shorten them either.

-- A receipt is kept as long as its case is open: it has to know the case.
alter table diemcau.command_receipt add column case_id uuid;
update diemcau.command_receipt set case_id = coalesce(
  (select (tag ->> 'code')::uuid from jsonb_array_elements(answer -> 'meta' -> 'tag') tag where tag ->> 'system' = 'urn:diemcau:case' limit 1),
  (select r.case_id from diemcau.resource r where r.type = answer ->> 'resourceType' and r.id = answer ->> 'id'));

create index on diemcau.outbox (at);
create index on diemcau.command_receipt (at);

-- 7 days; a session resumes for two minutes, and who was away longer fetches its cases again.
create function diemcau.prune_outbox(most integer) returns bigint
  language sql security definer set search_path = diemcau, pg_temp
  as $$
    with gone as (
      delete from diemcau.outbox where seq in (
        select seq from diemcau.outbox where at < now() - interval '7 days' order by at limit most for update skip locked)
      returning 1)
    select count(*) from gone
  $$;

-- 180 days, and only of cases that have ended: a command that waited in a PC's outbox for weeks is still done once.
create function diemcau.prune_receipts(most integer) returns bigint
  language sql security definer set search_path = diemcau, pg_temp
  as $$
    with gone as (
      delete from diemcau.command_receipt where (site_id, key) in (
        select r.site_id, r.key from diemcau.command_receipt r join diemcau.case_file c on c.case_id = r.case_id
        where r.at < now() - interval '180 days' and c.updated_at < now() - interval '180 days'
          and c.state in ('completed', 'rejected', 'cancelled')
        order by r.at limit most for update of r skip locked)
      returning 1)
    select count(*) from gone
  $$;

do $$
declare run text := current_setting('diemcau.run_role');
begin
  revoke all on function diemcau.prune_outbox(integer), diemcau.prune_receipts(integer) from public;
  execute format('grant execute on function diemcau.prune_outbox(integer), diemcau.prune_receipts(integer) to %I', run);
end $$;
