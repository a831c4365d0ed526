import type { RecordEntry, RecordModel } from '@diemcau/fhir';

type Section = RecordModel['sections'][keyof RecordModel['sections']];
/** A section with how many entries were left out because they are restricted. */
export type MaskedSection = Section & { masked?: number };

/** Words that name HIV: what is restricted must not be told by the text beside it. `AIDS` and `ARV` only in capitals. */
const words =
  /\bHIV\b|(?:[Hh]uman|HUMAN) (?:[Ii]mmuno|IMMUNO)|\b(?:AIDS|SIDA|ARV)\b|suy giảm miễn dịch (?:mắc phải|ở người)|kháng retro|antiretrovir/u;
const anyCaseHiv = /(?<![\p{L}\p{N}])hiv(?![\p{L}\p{N}])/iu;
/** ICD-10 of HIV as it is written into a text of diagnoses. */
const icd = /(?<![\p{L}\p{N}.])(?:B2[0-4](?:\.\d+)?|Z21)(?![\p{L}\p{N}])/u;
/** One quick look, as most texts hold nothing of the kind. */
const perhaps = /HIV|AIDS|SIDA|ARV|immuno|miễn dịch|retro|B2[0-4]|Z21/iu;
/** Facts in which such letters are a place or a number. */
const notDiagnoses: ReadonlySet<string> = new Set(['site', 'location', 'bed', 'room', 'address', 'lot', 'identifier']);
/** Base64 characters of an attachment whose text is looked through. */
const mostText = 700_000;

/**
 * The record without what is restricted (HIV by ICD-10 B20–B24, Z21 and by its words, XML6, confidentiality R and V), its panels'
 * members and the words of the sections that it stood in. Each section says how many entries are missing, nothing else of them.
 */
export function maskRestricted(model: RecordModel): RecordModel {
  const hidden = restrictedKeys(model);
  const sections = Object.entries(model.sections).map(([name, section]) => [
    name,
    name === 'patient' ? section : withoutRestricted(section, hidden),
  ]);
  return { ...model, sections: Object.fromEntries(sections) as RecordModel['sections'] };
}

function restrictedKeys({ sections }: RecordModel): ReadonlySet<string> {
  const hidden = new Set<string>();
  const members: RecordEntry[] = [];
  for (const { entries } of Object.values(sections))
    for (const entry of entries)
      if (isRestrictedEntry(entry)) hidden.add(entry.key);
      else if (entry.panel !== undefined) members.push(entry);
  // A panel within a panel: as often as one more is found.
  for (let before = -1; hidden.size > 0 && before !== hidden.size;) {
    before = hidden.size;
    for (const { key, panel } of members) if (hidden.has(panel!)) hidden.add(key);
  }
  return hidden;
}

function withoutRestricted(section: Section, hidden: ReadonlySet<string>): MaskedSection {
  const masked = section.entries.filter(({ key }) => hidden.has(key)).length;
  const isTold = section.narrative !== undefined && namesIt(section.narrative);
  if (masked === 0 && !isTold) return section;
  const { narrative: _, ...rest } = section;
  // The words of the section may be about any of its entries.
  const entries = section.entries.filter(({ key, resourceType }) => !hidden.has(key) && resourceType !== 'Section');
  return { ...rest, entries, count: entries.length, masked: Math.max(masked, 1) };
}

function isRestrictedEntry(entry: RecordEntry): boolean {
  const { flags, code, title, value, facts, parts, narrative, attachment } = entry;
  if (flags.includes('restricted')) return true;
  if (code !== undefined && /\|\s*(?:B2[0-4]|Z21)(?:\.|\s*$)/.test(code)) return true;
  if (namesIt(title) || (value !== undefined && namesIt(value.text)) || (narrative && namesIt(narrative))) return true;
  for (const { key, text } of facts) if (notDiagnoses.has(key) ? namesWord(text) : namesIt(text)) return true;
  for (const part of parts ?? [])
    if (part.flags?.includes('restricted') || namesIt(part.title) || (part.value && namesIt(part.value.text)))
      return true;
  return attachment !== undefined && (namesIt(attachment.title ?? '') || namesIt(textOfAttachment(attachment)));
}

const namesWord = (text: string): boolean => perhaps.test(text) && (words.test(text) || anyCaseHiv.test(text));
const namesIt = (text: string): boolean =>
  perhaps.test(text) && (words.test(text) || anyCaseHiv.test(text) || icd.test(text));

/** Letters of an inline text; what is no text cannot be looked through. */
function textOfAttachment({ contentType, data }: NonNullable<RecordEntry['attachment']>): string {
  if (data === undefined || data.length > mostText || !/^text\/|xml|json/.test(contentType)) return '';
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(data), (char) => char.charCodeAt(0)));
  } catch {
    return '';
  }
}
