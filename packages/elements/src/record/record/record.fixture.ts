import type { RecordEntry, RecordSection, SectionState } from '@diemcau/fhir';
import type { RecordStoreState } from '@diemcau/sdk';
import { fakeRecordStore } from '@diemcau/sdk/testing';

let made = 0;

/** An entry of an invented patient. */
export function entry(patch: Partial<RecordEntry> = {}): RecordEntry {
  return {
    key: `Observation/${++made}`,
    resourceType: 'Observation',
    title: 'Glucose máu',
    flags: [],
    facts: [],
    date: '2026-03-05',
    ...patch,
  };
}

type Sections = RecordStoreState['sections'];
type Given = Partial<
  Record<
    RecordSection,
    RecordEntry[] | { state: SectionState; reason?: string; entries?: RecordEntry[]; count?: number }
  >
>;

/** A ready record; sections that are not named were not provided. */
export function readyRecord(given: Given = {}, patch: Partial<RecordStoreState> = {}): Partial<RecordStoreState> {
  const sections = structuredClone(fakeRecordStore().snapshot.sections) as Record<string, Sections[RecordSection]>;
  for (const [name, value] of Object.entries(given)) {
    const { entries = [], ...rest } = Array.isArray(value) ? { state: 'loaded' as const, entries: value } : value;
    sections[name] = { count: entries.length, ...rest, entries };
  }
  return {
    status: 'ready',
    sections: sections as Sections,
    patient: {
      name: 'Nguyễn Văn Đảo',
      birthDate: '2024-06-20',
      gender: 'male',
      identifiers: [
        { kind: 'insurance', value: 'TE1222212345678' },
        { kind: 'internal', value: 'CT-000123', system: 'urn:site:22001' },
      ],
    },
    total: 12,
    source: { kind: 'document' },
    ...patch,
  };
}
