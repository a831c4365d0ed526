import type { Found, TypeReader } from '../internal/reader.types.js';
import { readBinaries, readDocument } from '../store/document.js';
import { validate } from 'uuid';

/** Documents, whole, as they were received. */
export const bundleReader: TypeReader = {
  type: 'Bundle',
  async read(tx, id): Promise<Found[]> {
    const document = validate(id) ? await readDocument(tx, id) : undefined;
    if (!document) return [];
    const { body, caseId, facts, createdAt } = document;
    return [{ caseIds: [caseId], facts, resource: JSON.parse(body), version: 1, updatedAt: createdAt }];
  },
};

/** Attachments, by the hash of their bytes. */
export const binaryReader: TypeReader = {
  type: 'Binary',
  async read(tx, id): Promise<Found[]> {
    const rows = await readBinaries(tx, id);
    return rows.map(({ caseId, facts, contentType, bytes }) => ({
      caseIds: [caseId],
      facts,
      resource: { resourceType: 'Binary', id, contentType, data: bytes.toString('base64') },
      version: 1,
    }));
  },
};
