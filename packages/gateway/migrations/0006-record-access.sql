-- What the readers' software reports of a record that is open: which sections, when (the report may come later than the deed), and
-- why what is restricted was opened. Section names only.
alter table diemcau.audit_event
  add column occurred_at timestamptz,
  add column sections text[],
  add column reason text;
