-- What the running role may do, table by table. It may delete nothing but sealed items that were taken.
do $$
declare run text := current_setting('diemcau.run_role');
begin
  execute format('grant usage on schema diemcau to %I', run);
  execute format('grant execute on function diemcau.end_expired_grants(timestamptz) to %I', run);
  execute format('grant select, insert, update on diemcau.case_file, diemcau.share_grant, diemcau.resource, '
    'diemcau.consent_decision, diemcau.minutes, diemcau.minutes_signature, diemcau.command_receipt, '
    'diemcau.practitioner_role to %I', run);
  execute format('grant select, insert on diemcau.document, diemcau.binary_file, diemcau.resource_history, '
    'diemcau.outbox, diemcau.audit_event, diemcau.key_holder to %I', run);
  execute format('grant select, insert, delete on diemcau.sealed_item to %I', run);
  execute format('grant select on diemcau.migration to %I', run);
  execute format('grant usage on all sequences in schema diemcau to %I', run);
end $$;
