import { asObject, asObjects, asText } from '../internal/json.js';
import { conceptCodes } from '../internal/concept.js';
import type { Json } from '../internal/json.js';
import type { Placed, References } from '../internal/references.js';
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
}

/** Walks Composition.section, subsections too. */
export function readOutline(composition: Json | undefined, placed: readonly Placed[], refs: References): Outline {
  const outline: Outline = {
    sectionOf: new Map(),
    reasons: new Map(),
    narratives: new Map(),
    narrativeOnly: [],
    unresolved: new Map(),
  };
  if (composition) walk(composition, undefined, composition, outline, refs, 0);
  for (const { type, resource } of placed) {
    if (type !== 'List' || resource['emptyReason'] === undefined || asObjects(resource['entry']).length > 0) continue;
    const section = sectionOfCode(resource['code']);
    if (section) giveReason(outline, section, resource['emptyReason']);
  }
  return outline;
}

function walk(
  holder: Json,
  inherited: RecordSection | undefined,
  composition: Json,
  outline: Outline,
  refs: References,
  depth: number,
): void {
  if (depth > 12) return;
  for (const section of asObjects(holder['section'])) {
    const own = sectionOfCode(section['code']) ?? inherited;
    const entries = asObjects(section['entry']);
    for (const reference of entries) {
      const target = refs.find(reference, composition);
      if (!target) count(outline.unresolved, own ?? 'documents');
      else if (own && target.index >= 0 && !outline.sectionOf.has(target.index))
        outline.sectionOf.set(target.index, own);
    }
    const div = divOf(section['text']);
    if (section['emptyReason'] !== undefined && own) giveReason(outline, own, section['emptyReason']);
    else if (div && entries.length === 0 && section['section'] === undefined) {
      outline.narrativeOnly.push({ section: own ?? 'documents', title: asText(section['title']) ?? '', div });
    }
    if (div && own && (entries.length > 0 || section['emptyReason'] !== undefined)) push(outline.narratives, own, div);
    walk(section, own, composition, outline, refs, depth + 1);
  }
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
