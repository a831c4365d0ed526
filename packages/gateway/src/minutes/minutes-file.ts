import type { Tx } from '../store/store.types.js';

/** Where the minutes of a case stand. */
export interface MinutesFile {
  documentId: string | null;
  signedDocumentId: string | null;
  amendReason: string | null;
}

/** Where the minutes of a case stand; before the first save: nowhere. */
export async function readMinutesFile(tx: Tx, caseId: string): Promise<MinutesFile> {
  const [row] = await tx.query<MinutesFile>(
    `select document_id as "documentId", signed_document_id as "signedDocumentId", amend_reason as "amendReason"
     from diemcau.minutes where case_id = $1`,
    [caseId],
  );
  return row ?? { documentId: null, signedDocumentId: null, amendReason: null };
}

/** Keeps where they stand. */
export async function writeMinutesFile(tx: Tx, caseId: string, file: MinutesFile): Promise<void> {
  await tx.query(
    `insert into diemcau.minutes (case_id, document_id, signed_document_id, amend_reason) values ($1,$2,$3,$4)
     on conflict (case_id) do update set document_id = $2, signed_document_id = $3, amend_reason = $4`,
    [caseId, file.documentId, file.signedDocumentId, file.amendReason],
  );
}

/** A signature that counts. */
export interface KeptSignature {
  role: string;
  jws: string;
}

/** Signatures of a document that still hold, in the order they were given. */
export async function readSignatures(tx: Tx, documentId: string): Promise<KeptSignature[]> {
  return tx.query<KeptSignature>(
    'select role, jws from diemcau.minutes_signature where document_id = $1 and voided_at is null order by signed_at, role',
    [documentId],
  );
}
