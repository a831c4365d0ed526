import type { CodeableConcept } from 'fhir/r4';
import { asObjects, asText } from './json.js';
import type { Json } from './json.js';
import type { CodedText } from './model.types.js';

/** A CodeableConcept of words and at most one coding. */
export function conceptOf({ text, code, system }: CodedText): CodeableConcept {
  const coding =
    code === undefined && system === undefined
      ? undefined
      : [{ ...(system === undefined ? {} : { system }), ...(code === undefined ? {} : { code }) }];
  return { ...(coding ? { coding } : {}), ...(text === '' ? {} : { text }) };
}

/** Words and coding of a CodeableConcept, exactly as written. */
export function codedTextOf(concept: Json): CodedText {
  const coding = asObjects(concept['coding'])[0];
  const written = concept['text'];
  const code = coding?.['code'];
  const system = coding?.['system'];
  return {
    text: typeof written === 'string' ? written : (asText(coding?.['display']) ?? ''),
    ...(typeof code === 'string' ? { code } : {}),
    ...(typeof system === 'string' ? { system } : {}),
  };
}
