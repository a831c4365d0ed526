import { asObject, asObjects, asText } from '../internal/json.js';
import { conceptCodes } from '../internal/concept.js';
import type { Json } from '../internal/json.js';
import type { Placed, References } from '../internal/references.js';
import { ownSystems } from '../internal/systems.js';
import { divOf } from './attachment.js';
import type { RecordSection } from './record.types.js';
import { sectionOfCode } from './sections.js';

/** What the Composition (and Lists with a reason) say of the record: who stands where, and why a section is empty. */
export interface Outline {
  /** Section by the index of the resource. */
  sectionOf: Map<number, RecordSection>;
  /** Reasons given for empty sections. */
  reasons: Map<RecordSection, string>;
  /** Narratives of sections that have entries or a reason. */
  narratives: Map<RecordSection, string[]>;
  /** Sections that hold words alone. */
  narrativeOnly: { section: RecordSection; title: string; div: string }[];
  /** References to resources that are not in the source, by section. */
  unresolved: Map<RecordSection, number>;
  /** Sections of a share that were not whole where they came from. */
  told: Map<RecordSection, 'failed' | 'truncated'>;
}

/** Walks Composition.section, subsections too. */
export function readOutline(composition: Json | undefined, placed: readonly Placed[], refs: References): Outline {
  const outline: Outline = {
    sectionOf: new Map(),
    reasons: new Map(),
    narratives: new Map(),
    narrativeOnly: [],
    unresolved: new Map(),
    told: new Map(),
  };
  const read = new Set<Json>();
  if (composition) {
    walk(composition, undefined, { composition, outline, refs, lists: read }, 0);
    const div = composition['section'] === undefined ? divOf(composition['text']) : undefined;
    if (div) outline.narrativeOnly.push({ section: 'documents', title: asText(composition['title']) ?? '', div });
  }
  for (const { type, resource } of placed) {
    if (type !== 'List') continue;
    const section = sectionOfCode(resource['code']);
    if (section) readList(resource, section, { outline, refs, lists: read }, 0);
  }
  return outline;
}

interface Walk {
  outline: Outline;
  refs: References;
  /** Lists already read. */
  lists: Set<Json>;
}

function walk(
  holder: Json,
  inherited: RecordSection | undefined,
  around: Walk & { composition: Json },
  depth: number,
): void {
  if (depth > 12) return;
  const { composition, outline } = around;
  for (const section of asObjects(holder['section'])) {
    const own = sectionOfCode(section['code']) ?? inherited;
    const entries = asObjects(section['entry']);
    for (const reference of entries) placeReference(reference, composition, own, around, depth);
    const div = divOf(section['text']);
    if (section['emptyReason'] !== undefined && own) giveReason(outline, own, section['emptyReason']);
    // Words of a section without a code stand nowhere else, whatever entries it has.
    else if (div && (entries.length === 0 || !own)) {
      outline.narrativeOnly.push({ section: own ?? 'documents', title: asText(section['title']) ?? '', div });
    }
    if (div && own && (entries.length > 0 || section['emptyReason'] !== undefined)) push(outline.narratives, own, div);
    const told = asObjects(section['extension']).find(({ url }) => url === ownSystems.recordState)?.['valueCode'];
    if (own && (told === 'failed' || told === 'truncated')) outline.told.set(own, told);
    walk(section, own, around, depth + 1);
  }
}

/** What a section or list names: shown in that section, or missing when it is not among the resources of the source. */
function placeReference(
  reference: Json,
  owner: Json,
  section: RecordSection | undefined,
  around: Walk,
  depth: number,
): void {
  const { outline, refs } = around;
  const target = refs.find(reference, owner);
  if (target?.type === 'List') return readList(target.resource, section, around, depth + 1);
  if (!target || target.index < 0) count(outline.unresolved, section ?? 'documents');
  else if (section && !outline.sectionOf.has(target.index)) outline.sectionOf.set(target.index, section);
}

/** A list as a section writes it: its items, why it is empty, or words alone. One that no longer holds says nothing. */
function readList(list: Json, named: RecordSection | undefined, around: Walk, depth: number): void {
  const { outline, lists } = around;
  const status = list['status'];
  if (depth > 12 || lists.has(list) || status === 'retired' || status === 'entered-in-error') return;
  lists.add(list);
  const section = named ?? sectionOfCode(list['code']);
  const entries = asObjects(list['entry']);
  for (const { item, deleted } of entries)
    if (deleted !== true) placeReference(asObject(item) ?? {}, list, section, around, depth);
  if (entries.length > 0) return;
  if (list['emptyReason'] !== undefined) {
    if (section) giveReason(outline, section, list['emptyReason']);
    return;
  }
  const div = divOf(list['text']);
  if (div) outline.narrativeOnly.push({ section: section ?? 'documents', title: asText(list['title']) ?? '', div });
}

function giveReason(outline: Outline, section: RecordSection, reason: unknown): void {
  const code = conceptCodes(asObjects(reason))[0] ?? asText(asObject(reason)?.['text']) ?? 'unavailable';
  if (!outline.reasons.has(section)) outline.reasons.set(section, code);
}

function count(map: Map<RecordSection, number>, key: RecordSection): void {
  map.set(key, (map.get(key) ?? 0) + 1);
}

function push(map: Map<RecordSection, string[]>, key: RecordSection, text: string): void {
  const list = map.get(key);
  if (list) list.push(text);
  else map.set(key, [text]);
}
