import type { CaseState, ConsentGate, PersonRole } from '@diemcau/protocol';
import type { Tx } from './store.types.js';

/** Somebody with a part in a case. */
export interface CasePerson {
  role: PersonRole;
  siteId: string;
  sub: string;
  name: string;
}

/** What a case is, beside its resources: the row that commands lock. */
export interface CaseFile {
  caseId: string;
  state: CaseState;
  requestingSite: string;
  /** The consulted site that answers for it. */
  ownerSite: string;
  consultedSites: string[];
  /** Sites that may see it. */
  readers: string[];
  /** Invited sites that rejected while others remained, with their reasons: they see the Task and the request, no more. */
  declined: Record<string, string>;
  gate: ConsentGate;
  emergencyGround: string | null;
  statusReason: string | null;
  scheduledStart: Date | null;
  scheduledEnd: Date | null;
  people: CasePerson[];
  sentAt: Date;
  completedAt: Date | null;
  version: number;
  updatedAt: Date;
}

const columns = `case_id as "caseId", state, requesting_site as "requestingSite", owner_site as "ownerSite",
  consulted_sites as "consultedSites", readers, declined, gate, emergency_ground as "emergencyGround", status_reason as "statusReason",
  scheduled_start as "scheduledStart", scheduled_end as "scheduledEnd", people, sent_at as "sentAt",
  completed_at as "completedAt", version, updated_at as "updatedAt"`;

/** Reads a case; `update` locks it against every command, `share` against a change while it is read. */
export async function readCaseFile(tx: Tx, caseId: string, lock?: 'update' | 'share'): Promise<CaseFile | undefined> {
  const [file] = await tx.query<CaseFile>(
    `select ${columns} from diemcau.case_file where case_id = $1 ${lock ? `for ${lock}` : ''}`,
    [caseId],
  );
  return file;
}

/** The first row of a case. */
export async function insertCaseFile(tx: Tx, file: CaseFile): Promise<void> {
  await tx.query(
    `insert into diemcau.case_file (case_id, state, requesting_site, owner_site, consulted_sites, readers, gate, emergency_ground,
       people, sent_at, version, updated_at) values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12)`,
    [
      file.caseId,
      file.state,
      file.requestingSite,
      file.ownerSite,
      file.consultedSites,
      file.readers,
      file.gate,
      file.emergencyGround,
      JSON.stringify(file.people),
      file.sentAt,
      file.version,
      file.updatedAt,
    ],
  );
}

/** Writes what may change of a case. */
export async function updateCaseFile(tx: Tx, file: CaseFile): Promise<void> {
  await tx.query(
    `update diemcau.case_file set state = $2, owner_site = $3, consulted_sites = $4, readers = $5, gate = $6,
       emergency_ground = $7, status_reason = $8, scheduled_start = $9, scheduled_end = $10, people = $11, completed_at = $12,
       version = $13, updated_at = $14, sent_at = $15, declined = $16 where case_id = $1`,
    [
      file.caseId,
      file.state,
      file.ownerSite,
      file.consultedSites,
      file.readers,
      file.gate,
      file.emergencyGround,
      file.statusReason,
      file.scheduledStart,
      file.scheduledEnd,
      JSON.stringify(file.people),
      file.completedAt,
      file.version,
      file.updatedAt,
      file.sentAt,
      JSON.stringify(file.declined),
    ],
  );
}
