import type { RecordEntry } from '@diemcau/fhir';
import { foldText } from '../fold-text.js';

/** A strength: number and unit. */
const strength = /[\s(,]*\d[\d.,]*\s*(?:%|(?:mcg|µg|ug|mg|kg|g|ml|l|iu|ui|u|meq|mmol|don vi|đơn vị)(?![a-z]))/iu;
const forms =
  /\s+(?:vien|vien nen|vien nang|ong|lo|chai|goi|tuyp|hop|siro|thuoc|dung dich|hon dich|bot|tiem|truyen|uong|dat|nho|xit|boi|tablets?|capsules?|injection|oral|solution|suspension)(?:\s.*)?$/u;

const names = new Map<string, string>();

/** A drug's own name, without strength and form: what is grouped by. An ATC code at its fifth level stands for its substance. */
export function substanceOf({ code, title }: Pick<RecordEntry, 'code' | 'title'>): string {
  const atc = code && /whocc\.no\/atc\|([A-Z]\d\d[A-Z]{2}\d\d)$/u.exec(code)?.[1];
  if (atc) return atc;
  let name = names.get(title);
  if (name === undefined) {
    const plain = foldText(title).replace(/\s+/gu, ' ').trim();
    const at = plain.search(strength);
    name = (at > 0 ? plain.slice(0, at) : plain).replace(forms, '').trim() || plain;
    if (names.size > 20_000) names.clear();
    names.set(title, name);
  }
  return name;
}
