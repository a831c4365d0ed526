-- Runs under the owner's role. The running role is named by the setting diemcau.run_role and owns nothing.
-- PostgreSQL 15 or newer.

create function diemcau.current_site() returns text language sql stable
  as $$ select nullif(current_setting('diemcau.site', true), '') $$;

create function diemcau.current_instant() returns timestamptz language sql stable
  as $$ select coalesce(nullif(current_setting('diemcau.now', true), '')::timestamptz, now()) $$;

-- One row per case: what commands lock, and what every other row of the case is judged by.
create table diemcau.case_file (
  case_id uuid primary key,
  state text not null,
  requesting_site text not null,
  owner_site text not null,
  consulted_sites text[] not null,
  -- Sites that may see the case: the requesting one, and the consulted ones once they were told.
  readers text[] not null,
  gate text not null check (gate in ('open', 'emergency', 'closed')),
  emergency_ground text,
  status_reason text,
  scheduled_start timestamptz,
  scheduled_end timestamptz,
  people jsonb not null default '[]',
  sent_at timestamptz not null,
  completed_at timestamptz,
  version integer not null default 1,
  updated_at timestamptz not null
);

-- What is shared or signed, whole, as it was received. Never updated.
create table diemcau.document (
  document_id uuid primary key,
  case_id uuid not null references diemcau.case_file,
  kind text not null check (kind in ('record', 'minutes')),
  site_id text not null,
  body text not null,
  hash text not null,
  created_at timestamptz not null
);
create index on diemcau.document (case_id);

create table diemcau.share_grant (
  document_id uuid not null references diemcau.document,
  to_site text not null,
  case_id uuid not null references diemcau.case_file,
  from_site text not null,
  not_after timestamptz,
  revoked_at timestamptz,
  -- When the end was announced on the sockets.
  told_at timestamptz,
  primary key (document_id, to_site)
);
create index on diemcau.share_grant (case_id);
create index on diemcau.share_grant (not_after) where told_at is null and revoked_at is null;

create table diemcau.binary_file (
  row_id bigint generated always as identity primary key,
  id text not null,
  case_id uuid not null references diemcau.case_file,
  document_id uuid references diemcau.document,
  site_id text not null,
  content_type text not null,
  sha256 text not null,
  bytes bytea not null
);
create index on diemcau.binary_file (id);
create index on diemcau.binary_file (document_id);

create table diemcau.resource (
  type text not null,
  id text not null,
  case_id uuid not null references diemcau.case_file,
  -- Set where the resource speaks of a document: it is then seen by whom the document is seen.
  document_id uuid references diemcau.document,
  version integer not null,
  updated_at timestamptz not null,
  body jsonb not null,
  primary key (type, id)
);
create index on diemcau.resource (case_id);
create index on diemcau.resource (type, updated_at desc, id);

create table diemcau.resource_history (
  type text not null,
  id text not null,
  version integer not null,
  case_id uuid not null references diemcau.case_file,
  document_id uuid references diemcau.document,
  updated_at timestamptz not null,
  body jsonb not null,
  primary key (type, id, version)
);

create table diemcau.consent_decision (
  consent_id uuid primary key,
  case_id uuid not null references diemcau.case_file,
  purpose text not null,
  decision text not null check (decision in ('permit', 'deny')),
  hash text not null,
  decided_at timestamptz not null,
  withdrawn_at timestamptz
);
create index on diemcau.consent_decision (case_id, purpose, decided_at);

create table diemcau.minutes (
  case_id uuid primary key references diemcau.case_file,
  -- The document that waits for signatures.
  document_id uuid references diemcau.document,
  -- The document that both signed last.
  signed_document_id uuid references diemcau.document,
  amend_reason text
);

create table diemcau.minutes_signature (
  document_id uuid not null references diemcau.document,
  role text not null,
  case_id uuid not null references diemcau.case_file,
  site_id text not null,
  sub text not null,
  jws text not null,
  signed_at timestamptz not null,
  voided_at timestamptz,
  primary key (document_id, role)
);

create table diemcau.command_receipt (
  site_id text not null,
  key text not null,
  command text not null,
  body_hash text not null,
  answer jsonb,
  at timestamptz not null,
  primary key (site_id, key)
);

-- Written with the change, announced after it; who missed one catches up by seq.
create table diemcau.outbox (
  seq bigint generated always as identity primary key,
  case_id uuid not null,
  sites text[] not null,
  event jsonb not null,
  at timestamptz not null
);

-- Append only: the running role may insert and select.
create table diemcau.audit_event (
  id uuid primary key,
  at timestamptz not null,
  site_id text,
  sub text,
  name text,
  on_behalf boolean not null default false,
  action text not null check (action in ('C', 'R', 'U', 'D', 'E')),
  interaction text not null,
  type text,
  resource_id text,
  case_ids uuid[] not null default '{}',
  -- 0 success, 4 refused, 8 failed (FHIR AuditEvent.outcome)
  outcome text not null,
  code text
);
create index on diemcau.audit_event using gin (case_ids);

create table diemcau.practitioner_role (
  id text primary key,
  site_id text not null,
  version integer not null,
  updated_at timestamptz not null,
  body jsonb not null
);

create table diemcau.sealed_item (
  id uuid primary key,
  site_id text not null,
  jwe text not null,
  deposited_at timestamptz not null
);

-- One key, one person: a key that comes back under another name is refused.
create table diemcau.key_holder (
  jkt text primary key,
  site_id text not null,
  sub text not null
);

-- Announces shares that ended by time. The only thing that works across sites, so it runs as the owner
-- and gives away nothing but who is to be told.
create function diemcau.end_expired_grants(instant timestamptz)
  returns table (case_id uuid, to_site text, from_site text)
  language sql security definer set search_path = diemcau, pg_temp
  as $$
    update diemcau.share_grant g set told_at = instant
    where g.told_at is null and g.revoked_at is null and g.not_after <= instant
    returning g.case_id, g.to_site, g.from_site
  $$;
revoke all on function diemcau.end_expired_grants(timestamptz) from public;
