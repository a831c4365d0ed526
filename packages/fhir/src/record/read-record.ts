import type { Issue, Result } from '../result.js';
import { collect } from './collect.js';
import { placeRecord } from './place-record.js';
import type { ReadRecordOptions } from './place-record.js';
import type { RecordModel } from './record.types.js';

/**
 * Reads a FHIR R4 record: Bundle of any type, IPS document, array of resources, one resource; as JSON text or parsed.
 *
 * Every resource is accounted for: `total` = entries (those of resourceType `Section`, words of a document section, aside)
 * + `notDisplayed` + `setAside`. What other resources carry (Medication, Specimen, a used Device, a fetched Binary, a fulfilled
 * ServiceRequest, another Patient) is counted in `notDisplayed` under its type; members of a panel or report are entries with `panel`.
 *
 * Errors: `malformed` at `source` when the text is no JSON or no FHIR resource. Never throws.
 */
export function readRecord(source: unknown, options: ReadRecordOptions = {}): Result<RecordModel> {
  try {
    const parsed = typeof source === 'string' ? parse(source) : source;
    const collected = collect(parsed);
    if (!collected) return { issues: [{ code: 'malformed', severity: 'error', at: 'source' }] };
    const { model } = placeRecord(collected, options);
    const issues: Issue[] = model.setAside
      .slice(0, 100)
      .map(({ at, reason }) => ({ code: 'set-aside', severity: 'warning', at, facts: { reason } }));
    return { ok: model, issues };
  } catch {
    return { issues: [{ code: 'malformed', severity: 'error', at: 'source' }] };
  }
}

function parse(text: string): unknown {
  return JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
}
