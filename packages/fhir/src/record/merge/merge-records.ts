import type { Result } from '../../result.js';
import type { RecordModel } from '../record.types.js';
import { RecordMerge } from './record-merge.js';

/**
 * Joins records of one patient from several sources, as {@link RecordMerge} does. A section is `loaded` when any source loaded it;
 * `truncated` when entries are there but a source failed, was cut or withheld; `empty` only when a source states so. An empty list
 * gives a record in which nothing is provided.
 *
 * Errors: `another-patient` at `models[n]` when that record is not of the first one's patient. Nothing is joined then.
 */
export function mergeRecords(models: readonly RecordModel[]): Result<RecordModel> {
  const merge = new RecordMerge();
  for (const [order, model] of models.entries())
    if (!merge.add(model)) return { issues: [{ code: 'another-patient', severity: 'error', at: `models[${order}]` }] };
  return { ok: merge.model, issues: [] };
}
