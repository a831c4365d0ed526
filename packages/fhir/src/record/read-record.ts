import type { Issue, Result } from '../result.js';
import { collect } from './collect.js';
import { startPlacing } from './place-record.js';
import type { ReadRecordOptions } from './place-record.js';
import type { RecordModel } from './record.types.js';
import { parseRecordText } from './source/parse-record-text.js';

/**
 * Reads a FHIR R4 record: Bundle of any type, IPS document, Parameters, array of resources, one resource; parsed, or as JSON or NDJSON text.
 * Of a text that was cut off or is broken in places, what is whole is read and every section says `truncated`.
 *
 * Every resource is accounted for: `total` = entries (those of resourceType `Section`, words of a document section, aside)
 * + `notDisplayed` + `setAside`. What other resources carry (Medication, Specimen, a used Device, a fetched Binary, a fulfilled
 * ServiceRequest, another Patient) is counted in `notDisplayed` under its type; members of a panel or report are entries with `panel`.
 *
 * Errors: `malformed` at `source` when the text is no JSON or no FHIR resource. Never throws.
 */
export function readRecord(source: unknown, options: ReadRecordOptions = {}): Result<RecordModel> {
  const { ok, issues } = startReading(source, options);
  return ok ? ok.whole() : { issues };
}

/** A record on its way. */
export interface RecordReading {
  /**
   * The newest `limit` entries of each section, for a first look before the rest was read. Every section but the patient's is
   * `truncated` for the reason `reading`; nothing is accounted for yet.
   */
  newest(limit: number): Result<RecordModel>;
  /** The whole record; once. */
  whole(): Result<RecordModel>;
}

/** Starts to read a record as `readRecord` does; errors alike. Never throws. */
export function startReading(source: unknown, options: ReadRecordOptions = {}): Result<RecordReading> {
  return unlessBroken(() => {
    const parsed = typeof source === 'string' ? parseRecordText(source) : source;
    const collected = collect(parsed);
    if (!collected) return malformed;
    const placing = startPlacing(collected, options);
    const reading: RecordReading = {
      newest: (limit) => unlessBroken(() => ({ ok: placing.newest(limit), issues: [] })),
      whole: () =>
        unlessBroken(() => {
          const { model } = placing.whole();
          const issues: Issue[] = model.setAside
            .slice(0, 100)
            .map(({ at, reason }) => ({ code: 'set-aside', severity: 'warning', at, facts: { reason } }));
          return { ok: model, issues };
        }),
    };
    return { ok: reading, issues: [] };
  });
}

const malformed: Result<never> = { issues: [{ code: 'malformed', severity: 'error', at: 'source' }] };

function unlessBroken<T>(read: () => Result<T>): Result<T> {
  try {
    return read();
  } catch {
    return malformed;
  }
}
