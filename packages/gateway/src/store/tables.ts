/** All tables, each after those that it refers to. */
export const tables = [
  'case_file',
  'document',
  'share_grant',
  'binary_file',
  'resource',
  'resource_history',
  'consent_decision',
  'minutes',
  'minutes_signature',
  'command_receipt',
  'outbox',
  'audit_event',
  'practitioner_role',
  'sealed_item',
  'key_holder',
] as const;

/** Columns that PostgreSQL numbers itself. */
export const identities: Readonly<Record<string, string>> = { binary_file: 'row_id', outbox: 'seq' };
