import {
  caseRequestFromRecord,
  mergeRecords,
  toShareDocument,
  type RecordEntry,
  type RecordModel,
  type RecordSection,
} from '@diemcau/fhir';
import { decodeBytes } from '@diemcau/fhir/xml';
import { DiemcauError } from '@diemcau/protocol';
import type { ShareMeta } from '../internal/records.types.js';
import { foldText } from './fold-text.js';
import { newestFirst } from './newest-first.js';
import { modelOf, parseSource } from './read-source.js';

/** Entries of each section in the first answer; more by pages. */
const firstPage = 20;

/** What runs in the worker (or on the main thread where there can be none). Answers are JSON text: it crosses faster than objects. */
export interface ReaderApi {
  ready(): true;
  add(
    reading: string,
    source: string | ArrayBuffer | Blob,
    kind: 'source' | 'batch',
    ownSite?: string,
  ): Promise<string>;
  page(reading: string, section: RecordSection, offset: number, limit: number, query?: string): string;
  attachment(reading: string, entryKey: string): string;
  drop(reading: string): void;
  prefill(source: string | ArrayBuffer | Blob): Promise<string>;
  shareDocument(source: string, meta: ShareMeta): string;
}

/** Makes the reader; models are held by the name of their reading until it is dropped. */
export function createReaderApi(): ReaderApi {
  const readings = new Map<string, RecordModel[]>();
  const whole = new Map<string, RecordModel>();

  function modelOfReading(reading: string): RecordModel {
    const model = whole.get(reading);
    if (!model) throw new DiemcauError('record/share-ended');
    return model;
  }

  return {
    ready: () => true,

    async add(reading, source, kind, ownSite) {
      const text = await textOf(source);
      const parsed = kind === 'batch' ? { fhir: resourceOfBatch(text), from: 'fhir' as const } : parseSource(text);
      const models = [...(readings.get(reading) ?? []), modelOf(parsed, ownSite)];
      readings.set(reading, models);
      const model = models.length === 1 ? (models[0] as RecordModel) : mergeRecords(models);
      for (const one of Object.values(model.sections)) one.entries = newestFirst(one.entries);
      whole.set(reading, model);
      const { patient, sections, setAside, notDisplayed, total, source: origin } = model;
      const pages = Object.entries(sections).map(([section, one]) => [
        section,
        { ...one, entries: one.entries.slice(0, firstPage) },
      ]);
      return JSON.stringify({
        patient,
        sections: Object.fromEntries(pages),
        setAside,
        notDisplayed,
        total,
        source: origin,
      });
    },

    page(reading, section, offset, limit, query) {
      const { entries } = modelOfReading(reading).sections[section];
      const folded = query && foldText(query);
      const wanted = folded ? entries.filter((entry) => matches(entry, folded)) : entries;
      return JSON.stringify(wanted.slice(offset, offset + limit));
    },

    attachment(reading, entryKey) {
      for (const { entries } of Object.values(modelOfReading(reading).sections)) {
        const found = entries.find(({ key }) => key === entryKey)?.attachment;
        if (found) return JSON.stringify(found);
      }
      throw new DiemcauError('request/not-found', { at: 'attachment' });
    },

    drop(reading) {
      readings.delete(reading);
      whole.delete(reading);
    },

    async prefill(source) {
      const parsed = parseSource(await textOf(source));
      return JSON.stringify({ request: caseRequestFromRecord(modelOf(parsed)), from: parsed.from });
    },

    shareDocument(source, meta) {
      const { fhir } = parseSource(source);
      const { ok, issues } = toShareDocument({
        ...meta,
        bundle: fhir,
        withheld: meta.withheld as RecordSection[],
      } as never);
      if (!ok) throw new DiemcauError('record/malformed', { at: issues[0]?.at });
      return JSON.stringify(ok);
    },
  };
}

async function textOf(source: string | ArrayBuffer | Blob): Promise<string> {
  if (typeof source === 'string') return source;
  return decodeBytes(new Uint8Array(source instanceof Blob ? await source.arrayBuffer() : source));
}

/** The one resource of a batch-response. */
function resourceOfBatch(text: string): unknown {
  let entry: { resource?: unknown; response?: { status?: string } } | undefined;
  try {
    [entry] = (JSON.parse(text) as { entry?: [typeof entry] }).entry ?? [];
  } catch {
    throw new DiemcauError('network/response-malformed', { at: 'Bundle' });
  }
  const status = Number.parseInt(entry?.response?.status ?? '', 10);
  if (status === 404 || status === 410) throw new DiemcauError('record/share-ended');
  if (!(status >= 200 && status < 300) || !entry?.resource)
    throw new DiemcauError('network/response-malformed', { at: 'Bundle.entry' });
  return entry.resource;
}

function matches(entry: RecordEntry, query: string): boolean {
  const texts = [
    entry.title,
    entry.value?.text,
    ...entry.facts.map(({ text }) => text),
    ...(entry.parts ?? []).map(({ title }) => title),
  ];
  return texts.some((text) => text !== undefined && foldText(text).includes(query));
}
