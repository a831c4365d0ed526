-- One of several invited sites may reject: its part ends, the case goes on with the others. It is then no reader any more and
-- sees of the case only the Task and the request that it had been sent, so that its worklist can say what became of it.

-- Sites that rejected while others remained, each with its reason.
alter table diemcau.case_file add column declined jsonb not null default '{}';

drop policy of_reader on diemcau.case_file;
create policy of_reader on diemcau.case_file for select
  using (diemcau.current_site() = any (readers) or declined ? diemcau.current_site());
create policy by_reader on diemcau.case_file for insert with check (diemcau.current_site() = any (readers));
-- A site may take itself out; it cannot lock or change the case after that.
create policy change_by_reader on diemcau.case_file for update
  using (diemcau.current_site() = any (readers))
  with check (diemcau.current_site() = any (readers) or declined ? diemcau.current_site());

alter policy of_parties on diemcau.share_grant
  using (diemcau.current_site() in (from_site, to_site) or exists (
    select from diemcau.case_file c where c.case_id = share_grant.case_id and diemcau.current_site() = any (c.readers)))
  with check (exists (
    select from diemcau.case_file c where c.case_id = share_grant.case_id and diemcau.current_site() = any (c.readers)));

alter policy of_grant on diemcau.document using (
  exists (select from diemcau.case_file c where c.case_id = document.case_id and diemcau.current_site() = any (c.readers))
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
alter policy by_author on diemcau.document with check (
  site_id = diemcau.current_site()
  and exists (select from diemcau.case_file c where c.case_id = document.case_id and diemcau.current_site() = any (c.readers))
);

do $$
declare name text;
begin
  foreach name in array array['resource', 'resource_history'] loop
    execute format($policy$
      alter policy of_case on diemcau.%1$I
        using (
          exists (select from diemcau.case_file c where c.case_id = %1$I.case_id
            and (diemcau.current_site() = any (c.readers) or %1$I.type in ('Task', 'ServiceRequest')))
          and (document_id is null or exists (select from diemcau.document d where d.document_id = %1$I.document_id)))
        with check (exists (
          select from diemcau.case_file c where c.case_id = %1$I.case_id and diemcau.current_site() = any (c.readers)))
    $policy$, name);
  end loop;
  foreach name in array array['consent_decision', 'minutes', 'minutes_signature'] loop
    execute format($policy$
      alter policy of_case on diemcau.%1$I
        using (exists (select from diemcau.case_file c where c.case_id = %1$I.case_id and diemcau.current_site() = any (c.readers)))
        with check (exists (select from diemcau.case_file c where c.case_id = %1$I.case_id and diemcau.current_site() = any (c.readers)))
    $policy$, name);
  end loop;
end $$;

alter policy of_case on diemcau.audit_event using (exists (
  select from diemcau.case_file c where c.case_id = any (audit_event.case_ids) and diemcau.current_site() = any (c.readers)));
