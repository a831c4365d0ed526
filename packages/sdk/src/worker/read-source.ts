import type { Bundle } from 'fhir/r4';
import { parseRecordText, startReading, type ReadRecordOptions, type RecordModel, type Result } from '@diemcau/fhir';
import { detectRecordFormat, readInsuranceXml } from '@diemcau/fhir/xml';
import { DiemcauError, type ErrorCode } from '@diemcau/protocol';
import { maxSource } from '../internal/text-of-bytes.js';

/** A source that was read: its FHIR, and what the HIS had given. */
export interface ReadSource {
  fhir: unknown;
  from: 'fhir' | 'insurance-xml';
}

/**
 * Text to FHIR, whatever the HIS gave; of a text that was cut off or is broken in places, what is whole.
 * @throws DiemcauError `record/malformed`, `record/malformed-xml`, `record/doctype-refused`, `record/too-large`, `record/unsupported`
 */
export function parseSource(text: string): ReadSource {
  if (text.length > maxSource) throw new DiemcauError('record/too-large', { facts: { limit: maxSource } });
  const format = detectRecordFormat(text);
  if (format === 'insurance-xml')
    return { fhir: required(readInsuranceXml(text), 'record/malformed-xml') satisfies Bundle, from: 'insurance-xml' };
  const fhir = parseRecordText(text);
  if (fhir === undefined)
    throw new DiemcauError(format === 'unknown' ? 'record/unsupported' : 'record/malformed', { at: 'source' });
  return { fhir, from: 'fhir' };
}

/** A record on its way: a first look, and all of it (once). */
export interface OpenedSource {
  newest(limit: number): RecordModel;
  whole(): RecordModel;
}

/** A parsed source, to be read. */
export function openSource({ fhir, from }: ReadSource, options: ReadRecordOptions = {}): OpenedSource {
  const reading = required(startReading(fhir, options), 'record/malformed');
  const named = (result: Result<RecordModel>) => {
    const model = required(result, 'record/malformed');
    return from === 'insurance-xml' ? { ...model, source: { ...model.source, kind: from } } : model;
  };
  return { newest: (limit) => named(reading.newest(limit)), whole: () => named(reading.whole()) };
}

const codes: Partial<Record<string, ErrorCode>> = {
  'doctype-refused': 'record/doctype-refused',
  'malformed-xml': 'record/malformed-xml',
  'too-large': 'record/too-large',
  unsupported: 'record/unsupported',
};

function required<T>({ ok, issues }: Result<T>, fallback: ErrorCode): T {
  if (ok !== undefined) return ok;
  const issue = issues.find(({ severity }) => severity === 'error');
  throw new DiemcauError(codes[issue?.code ?? ''] ?? fallback, { at: issue?.at, facts: issue?.facts });
}
