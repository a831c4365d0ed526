import { recordSections, type RecordEntry, type RecordModel } from '@diemcau/fhir';
import type { RecordNews } from '../../internal/reading.types.js';

type Sections = RecordModel['sections'];

/**
 * What a reader saw, as numbers from which nothing can be read: of each entry one for itself and one for what it said, 32 bits each,
 * in base64.
 */
export function seenOf(sections: Sections): string {
  const numbers: number[] = [];
  eachEntry(sections, (entry) => numbers.push(identity(entry), content(entry)));
  const bytes = new Uint8Array(Uint32Array.from(numbers).buffer);
  let text = '';
  for (let at = 0; at < bytes.length; at += 8_192) text += String.fromCharCode(...bytes.subarray(at, at + 8_192));
  return btoa(text);
}

/** Marks what was not there or said something else, and counts it. */
export function markNews(sections: Sections, seen: string, since: string): RecordNews {
  const bytes = Uint8Array.from(atob(seen), (char) => char.charCodeAt(0));
  const numbers = new Uint32Array(bytes.buffer, 0, bytes.length >> 2);
  const ids = new Set<number>();
  const said = new Set<number>();
  numbers.forEach((number, at) => (at % 2 ? said : ids).add(number));
  const counts: Record<string, number> = {};
  let count = 0;
  for (const section of recordSections)
    for (const entry of section === 'patient' ? [] : sections[section].entries) {
      delete entry.news;
      const same = content(entry);
      if (said.has(same)) continue;
      entry.news = ids.has(identity(entry)) ? 'changed' : 'new';
      counts[section] = (counts[section] ?? 0) + 1;
      count++;
    }
  return { since, count, sections: counts };
}

function eachEntry(sections: Sections, visit: (entry: RecordEntry) => void): void {
  for (const section of recordSections) if (section !== 'patient') sections[section].entries.forEach(visit);
}

const identity = ({ key }: RecordEntry): number => hash(key);

/** All that changes what an entry says. A key alone may be a number in its source: the content tells such apart. */
function content({ key, title, date, endDate, status, flags, value, parts, facts, source }: RecordEntry): number {
  const said = [key, title, date, endDate, status, flags.join(), value?.text, value?.unit, value?.mark, source];
  for (const part of parts ?? []) said.push(part.title, part.value?.text, part.value?.mark);
  for (const fact of facts) said.push(fact.key, fact.text);
  return hash(said.join('\n'));
}

/** FNV-1a, 32 bits: to tell texts apart, not to guard them. */
function hash(text: string): number {
  let sum = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193);
  return sum >>> 0;
}
