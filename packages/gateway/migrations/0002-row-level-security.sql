-- The second wall. Every table of case data is judged by the site of the transaction (diemcau.site):
-- nothing set, nothing seen. Forced, so that it also holds should the running role ever own a table.

alter table diemcau.case_file enable row level security;
create policy of_reader on diemcau.case_file
  using (diemcau.current_site() = any (readers))
  with check (diemcau.current_site() = any (readers));

alter table diemcau.share_grant enable row level security;
create policy of_parties on diemcau.share_grant
  using (diemcau.current_site() in (from_site, to_site)
    or exists (select from diemcau.case_file c where c.case_id = share_grant.case_id))
  with check (exists (select from diemcau.case_file c where c.case_id = share_grant.case_id));

alter table diemcau.document enable row level security;
create policy of_grant on diemcau.document for select using (
  exists (select from diemcau.case_file c where c.case_id = document.case_id)
  and (
    kind = 'minutes'
    or site_id = diemcau.current_site()
    or exists (
      select from diemcau.share_grant g
      where g.document_id = document.document_id
        and g.to_site = diemcau.current_site()
        and g.revoked_at is null
        and (g.not_after is null or g.not_after > diemcau.current_instant())
    )
  )
);
create policy by_author on diemcau.document for insert with check (
  site_id = diemcau.current_site()
  and exists (select from diemcau.case_file c where c.case_id = document.case_id)
);

alter table diemcau.binary_file enable row level security;
create policy of_document on diemcau.binary_file using (
  site_id = diemcau.current_site()
  or exists (select from diemcau.document d where d.document_id = binary_file.document_id)
) with check (site_id = diemcau.current_site());

do $$
declare name text;
begin
  foreach name in array array['resource', 'resource_history'] loop
    execute format('alter table diemcau.%I enable row level security', name);
    execute format($policy$
      create policy of_case on diemcau.%1$I using (
        exists (select from diemcau.case_file c where c.case_id = %1$I.case_id)
        and (document_id is null or exists (select from diemcau.document d where d.document_id = %1$I.document_id))
      ) with check (exists (select from diemcau.case_file c where c.case_id = %1$I.case_id))
    $policy$, name);
  end loop;
  foreach name in array array['consent_decision', 'minutes', 'minutes_signature'] loop
    execute format('alter table diemcau.%I enable row level security', name);
    execute format($policy$
      create policy of_case on diemcau.%1$I
        using (exists (select from diemcau.case_file c where c.case_id = %1$I.case_id))
        with check (exists (select from diemcau.case_file c where c.case_id = %1$I.case_id))
    $policy$, name);
  end loop;
end $$;

alter table diemcau.command_receipt enable row level security;
create policy of_site on diemcau.command_receipt
  using (site_id = diemcau.current_site()) with check (site_id = diemcau.current_site());

alter table diemcau.sealed_item enable row level security;
create policy of_site on diemcau.sealed_item
  using (site_id = diemcau.current_site()) with check (site_id = diemcau.current_site());

alter table diemcau.outbox enable row level security;
create policy to_be_told on diemcau.outbox for select using (diemcau.current_site() = any (sites));
create policy by_gateway on diemcau.outbox for insert with check (true);

alter table diemcau.audit_event enable row level security;
create policy of_case on diemcau.audit_event for select using (
  exists (select from diemcau.case_file c where c.case_id = any (audit_event.case_ids))
);
create policy by_gateway on diemcau.audit_event for insert with check (true);

alter table diemcau.practitioner_role enable row level security;
create policy of_network on diemcau.practitioner_role for select using (true);
create policy by_site on diemcau.practitioner_role for insert with check (site_id = diemcau.current_site());
create policy change_by_site on diemcau.practitioner_role for update
  using (site_id = diemcau.current_site()) with check (site_id = diemcau.current_site());

-- Forced on all; the owner's own work (migrations, backup, restore, the expiry function) passes by a policy of its own.
do $$
declare name text;
begin
  for name in select relname from pg_class where relnamespace = 'diemcau'::regnamespace and relrowsecurity loop
    execute format('alter table diemcau.%I force row level security', name);
    execute format('create policy of_owner on diemcau.%I to %I using (true) with check (true)', name, current_user);
  end loop;
end $$;
