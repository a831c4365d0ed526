import { emptySections } from './empty-sections.js';
import { recordSections } from './record.types.js';
import type { RecordEntry, RecordModel, RecordSection, SectionState } from './record.types.js';

/**
 * Joins records of one patient from several sources. The same fact (section, type, code or title, date, value) is shown once, with all its sources.
 * A section is `loaded` when any source loaded it; `truncated` when entries are there but a source failed, was cut or withheld; `empty` only when a source states so.
 * The patient is that of the first record that has one. An empty list gives a record in which nothing is provided.
 */
export function mergeRecords(models: readonly RecordModel[]): RecordModel {
  const merged: RecordModel = {
    sections: emptySections(),
    setAside: [],
    notDisplayed: {},
    total: 0,
    source: { kind: 'collection' },
  };
  const first = models[0];
  if (!first) return merged;
  merged.source =
    models.length === 1
      ? { ...first.source }
      : { kind: 'collection', ...(first.source.title ? { title: first.source.title } : {}) };
  const patient = models.find((model) => model.patient)?.patient;
  if (patient) merged.patient = patient;
  const keys = new Set<string>();
  const stays = models.map(() => new Map<string, string>());
  // Stays first: the entries of other sections name them.
  for (const section of ['encounters', ...recordSections.filter((one) => one !== 'encounters')] as const)
    mergeSection(section, models, merged, keys, stays);
  for (const model of models) {
    merged.total += model.total;
    for (const item of model.setAside) merged.setAside.push(item);
    for (const [type, count] of Object.entries(model.notDisplayed))
      merged.notDisplayed[type] = (merged.notDisplayed[type] ?? 0) + count;
  }
  return merged;
}

function mergeSection(
  section: RecordSection,
  models: readonly RecordModel[],
  merged: RecordModel,
  keys: Set<string>,
  /** Keys of stays in the merged record by those in each model. */
  stays: readonly Map<string, string>[],
): void {
  const target = merged.sections[section];
  const seen = new Map<string, RecordEntry>();
  const narratives: string[] = [];
  models.forEach((model, order) => {
    const part = model.sections[section];
    const renamed = section === 'encounters' ? stays[order]! : new Map<string, string>();
    for (const entry of part.entries) {
      const fact = section === 'patient' ? 'patient' : factOf(entry);
      const known = seen.get(fact);
      // Two equal lines of one source are two facts (a drug given twice): only another source's line is the same one again.
      if (known && !sameOrigin.get(known)?.has(order)) {
        sameOrigin.get(known)?.add(order);
        renamed.set(entry.key, known.key);
        known.source = joinSources(known.source, entry.source);
        if (known.source === undefined) delete known.source;
        if (section !== 'patient')
          merged.notDisplayed[entry.resourceType] = (merged.notDisplayed[entry.resourceType] ?? 0) + 1;
        else merged.notDisplayed['Patient'] = (merged.notDisplayed['Patient'] ?? 0) + 1;
        continue;
      }
      const copy: RecordEntry = { ...entry, key: freeKey(entry.key, keys) };
      renamed.set(entry.key, copy.key);
      const stay = entry.encounter === undefined ? undefined : stays[order]!.get(entry.encounter);
      if (stay !== undefined) copy.encounter = stay;
      sameOrigin.set(copy, new Set([order]));
      if (!known) seen.set(fact, copy);
      target.entries.push(copy);
    }
    for (const entry of target.entries) {
      const panel = entry.panel === undefined ? undefined : renamed.get(entry.panel);
      if (panel !== undefined && sameOrigin.get(entry)?.has(order)) entry.panel = panel;
    }
    if (part.narrative) narratives.push(part.narrative);
  });
  const states = models.map((model) => model.sections[section].state);
  target.state = mergedState(states, target.entries.length > 0);
  target.count = target.entries.length;
  const reason = models
    .map((model) => model.sections[section])
    .find((part) => part.state === target.state && part.reason)?.reason;
  if (reason) target.reason = reason;
  if (narratives.length > 0) target.narrative = narratives.join('');
}

/** Orders of the models that an entry of the merged record came from. */
const sameOrigin = new WeakMap<RecordEntry, Set<number>>();

function factOf(entry: RecordEntry): string {
  const value = entry.value ? `${entry.value.text} ${entry.value.unit ?? ''}` : '';
  const parts = (entry.parts ?? []).map((part) => `${part.title}=${part.value?.text ?? ''}`).join(';');
  const text = entry.facts
    .map(({ key, text }) => (key === 'dosage' || key === 'text' || key === 'conclusion' ? text : ''))
    .join('');
  return JSON.stringify([
    entry.resourceType,
    entry.code ?? entry.title.toLowerCase(),
    entry.date ?? '',
    entry.status ?? '',
    [...entry.flags].sort(),
    value,
    parts,
    text,
    entry.attachment?.url ?? entry.attachment?.data?.length ?? '',
    entry.resourceType === 'Section' || entry.narrative ? entry.narrative : '',
  ]);
}

function joinSources(one: string | undefined, other: string | undefined): string | undefined {
  // One of them is the reader's own: the fact is known at home.
  if (one === undefined || other === undefined) return undefined;
  return one.split(' · ').includes(other) ? one : `${one} · ${other}`;
}

function freeKey(key: string, keys: Set<string>): string {
  let free = key;
  for (let n = 2; keys.has(free); n += 1) free = `${key}~${n}`;
  keys.add(free);
  return free;
}

function mergedState(states: readonly SectionState[], hasEntries: boolean): SectionState {
  const has = (state: SectionState): boolean => states.includes(state);
  if (has('loaded') || (hasEntries && has('truncated')))
    return has('failed') || has('truncated') || has('hidden') ? 'truncated' : 'loaded';
  const order: readonly SectionState[] = ['failed', 'hidden', 'truncated', 'empty'];
  return order.find(has) ?? 'not-provided';
}
