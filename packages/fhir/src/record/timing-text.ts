import { conceptText } from '../internal/concept.js';
import { fhirDate } from '../internal/fhir-date.js';
import { asNumber, asObject, asText, asTexts } from '../internal/json.js';
import type { Json } from '../internal/json.js';
import { vnDateText } from '../internal/vn-date-text.js';
import type { Words } from './words/words.vi.js';

/** Timing.code in the source's words, else Timing.code, repeat and event in ours; undefined when it says nothing. */
export function timingText(value: unknown, words: Words): string | undefined {
  const timing = asObject(value);
  if (!timing) return undefined;
  const said = asText(asObject(timing['code'])?.['text']);
  if (said) return said;
  const code = conceptText(timing['code']);
  const repeat = asObject(timing['repeat']);
  const parts = repeat ? repeatTexts(repeat, words) : [];
  // Timing.code repeats what `repeat` says; alone, it is told in our words where it is HL7's own.
  if (parts.length === 0 && code) parts.push(words.timings[code] ?? code);
  const events = asTexts(timing['event']).map((event) => (fhirDate(event) ? vnDateText(fhirDate(event)!) : event));
  if (events.length > 0) parts.push(events.join(', '));
  return parts.length > 0 ? parts.join(', ') : undefined;
}

function repeatTexts(repeat: Json, words: Words): string[] {
  const parts: string[] = [];
  const times = span(repeat['frequency'], repeat['frequencyMax']);
  const period = span(repeat['period'], repeat['periodMax']);
  const unit = unitOf(repeat['periodUnit'], words);
  if (period && unit)
    parts.push(times && times !== '1' ? words.often(times, period, unit) : often(times, period, unit, words));
  else if (times) parts.push(words.count(times));
  const when = asTexts(repeat['when']).map((code) => words.when[code] ?? code);
  const offset = asNumber(repeat['offset']);
  if (when.length > 0) parts.push(offset ? words.offset(offset, when.join(', ')) : when.join(', '));
  const days = asTexts(repeat['dayOfWeek']).map((day) => words.days[day] ?? day);
  if (days.length > 0) parts.push(days.join(', '));
  const clock = asTexts(repeat['timeOfDay']).map((time) => time.replace(/^(\d\d:\d\d):00$/u, '$1'));
  if (clock.length > 0) parts.push(clock.join(', '));
  const each = span(repeat['duration'], repeat['durationMax']);
  const eachUnit = unitOf(repeat['durationUnit'], words);
  if (each && eachUnit) parts.push(words.lasting(`${each} ${eachUnit}`));
  const count = span(repeat['count'], repeat['countMax']);
  if (count) parts.push(words.count(count));
  const bounds = boundsText(repeat, words);
  if (bounds) parts.push(bounds);
  return parts;
}

function often(times: string | undefined, period: string, unit: string, words: Words): string {
  // Once a day is how often; once every 6 hours is every 6 hours.
  return times === '1' && period === '1' ? words.often(times, period, unit) : words.every(period, unit);
}

function boundsText(repeat: Json, words: Words): string | undefined {
  const length = durationText(repeat['boundsDuration'], words);
  if (length) return words.duration(length);
  const range = asObject(repeat['boundsRange']);
  const between = range && [durationText(range['low'], words), durationText(range['high'], words)].filter(Boolean);
  if (between && between.length > 0) return words.duration(between.join(' – '));
  const period = asObject(repeat['boundsPeriod']);
  const [start, end] = [fhirDate(period?.['start']), fhirDate(period?.['end'])];
  return start || end ? words.between(start ? vnDateText(start) : '…', end ? vnDateText(end) : '…') : undefined;
}

/** A Duration or quantity of time; units that are UCUM codes in words, all others as written. */
export function durationText(value: unknown, words: Words): string | undefined {
  const duration = asObject(value);
  const number = asNumber(duration?.['value']);
  if (number === undefined) return undefined;
  const code = asText(duration?.['code']);
  const unit = (code === undefined ? undefined : words.units[code]) ?? asText(duration?.['unit']) ?? code;
  return [asText(duration?.['comparator']), String(number), unit].filter(Boolean).join(' ');
}

function unitOf(code: unknown, words: Words): string | undefined {
  const written = asText(code);
  return written === undefined ? undefined : (words.units[written] ?? written);
}

function span(low: unknown, high: unknown): string | undefined {
  const numbers = [asNumber(low), asNumber(high)].filter((number) => number !== undefined);
  return numbers.length > 0 ? numbers.join('–') : undefined;
}
