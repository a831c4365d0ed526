import type { CaseRequest } from './case/case-request.types.js';
import { labelledWords } from './internal/labelled-words.js';
import type { CodedText } from './internal/model.types.js';
import { vnDateText } from './internal/vn-date-text.js';
import type { EntryFlag, RecordEntry, RecordModel, RecordSection } from './record/record.types.js';

const untrue: readonly EntryFlag[] = ['entered-in-error', 'refuted', 'negated', 'cancelled'];
const past: readonly EntryFlag[] = ['inactive', 'resolved'];

/**
 * Fills a consultation request from a record: the patient, what the last encounter says, current problems, drugs, allergies, newest results.
 * Never invents: a field that the record does not fill is absent; "no known allergy" is written only where the source states it.
 */
export function caseRequestFromRecord(model: RecordModel): Partial<CaseRequest> {
  const request: Partial<CaseRequest> = {};
  if (model.patient) {
    const { deceased: _deceased, language: _language, ...person } = model.patient;
    request.patient = person;
    const internal = person.identifiers.find(({ kind }) => kind === 'internal');
    if (internal) request.patientId = internal.value;
  }
  const set = (
    key:
      | 'allergies'
      | 'medications'
      | 'results'
      | 'pastHistory'
      | 'examination'
      | 'reasonForAdmission'
      | 'treatment'
      | 'history',
    text: string,
  ): void => {
    if (text !== '') request[key] = text;
  };
  const encounter = newest(valid(model, 'encounters'))[0];
  if (encounter) fillEncounter(request, encounter);
  const since = encounter?.date?.slice(0, 10);
  const told = labelledSince(model, since);
  const problems = valid(model, 'problems');
  const isPast = ({ flags }: RecordEntry) => flags.some((flag) => past.includes(flag));
  const current = problems.filter((entry) => !isPast(entry));
  const diagnoses = distinct(current.map(codedText));
  if (diagnoses.length > 0) request.diagnoses = diagnoses.slice(0, 12);
  set('history', told.history ?? '');
  set(
    'pastHistory',
    lines([
      told.pastHistory ?? '',
      ...problems.filter((entry) => isPast(entry) || isBefore(entry, since)).map(dated),
      ...valid(model, 'familyHistory').map(familyLine),
    ]),
  );
  if (request.treatment === undefined) set('treatment', told.treatment ?? proceduresSince(model, since));
  set(
    'allergies',
    lines(valid(model, 'allergies', true).map((entry) => withFacts(entry, ['reaction'], dangerOf(entry)))),
  );
  set(
    'medications',
    lines(
      newest(valid(model, 'medications').filter(({ flags }) => !flags.includes('inactive')))
        .slice(0, 40)
        .map((entry) => withFacts(entry, ['strength', 'dosage', 'route'])),
    ),
  );
  set(
    'results',
    lines(
      newest([...valid(model, 'results'), ...valid(model, 'imaging')])
        .slice(0, 30)
        .map(resultLine),
    ),
  );
  set('examination', lines(latestVitals(model).map(resultLine)));
  return request;
}

function fillEncounter(request: Partial<CaseRequest>, encounter: RecordEntry): void {
  const fact = (key: string): string | undefined => encounter.facts.find((one) => one.key === key)?.text;
  const reason = fact('reason');
  if (reason) request.reasonForAdmission = reason;
  const treatment = fact('treatment');
  if (treatment) request.treatment = treatment;
  const department = fact('service');
  // The list of department codes is a ministry's, and changes: a bare code is said to be one.
  if (department) request.department = department.replace(/\bK\d{2}\b/gu, 'khoa mã $&').replace(/^k/u, 'K');
  const admission = fact('admissionNumber');
  if (admission) request.admissionNumber = admission;
  const episode = fact('episodeId');
  if (episode) request.episodeId = episode;
  const bed = fact('bed');
  if (bed) request.bed = bed;
  if (encounter.date) request.treatedFrom = encounter.date.slice(0, 10);
  if (encounter.endDate) request.treatedTo = encounter.endDate.slice(0, 10);
}

/** What documents of this stay say under headings, the newest first; an older summary would tell of another illness. */
function labelledSince(model: RecordModel, since: string | undefined): ReturnType<typeof labelledWords> {
  const told: ReturnType<typeof labelledWords> = {};
  for (const entry of newest(valid(model, 'documents')))
    if (since === undefined || (entry.date !== undefined && !isBefore(entry, since)))
      Object.assign(told, { ...labelledWords(entry), ...told });
  return told;
}

/** Dates of different precision: only what is surely earlier is. */
function isBefore({ date }: RecordEntry, since: string | undefined): boolean {
  return date !== undefined && since !== undefined && date.slice(0, 10) < since.slice(0, Math.min(date.length, 10));
}

/** What was done since the stay began, as far as the record names it. */
function proceduresSince(model: RecordModel, since: string | undefined): string {
  if (since === undefined) return '';
  return lines(
    newest(valid(model, 'procedures'))
      .filter((entry) => entry.date !== undefined && !isBefore(entry, since))
      .slice(0, 20)
      .map(dated),
  );
}

function familyLine({ title, parts = [] }: RecordEntry): string {
  return `Gia đình, ${[title, parts.map((part) => part.title).join('; ')].filter(Boolean).join(': ')}`;
}

function valid(model: RecordModel, section: RecordSection, nilToo = false): RecordEntry[] {
  return model.sections[section].entries.filter(
    ({ flags }) =>
      !flags.some((flag) => untrue.includes(flag)) &&
      !flags.includes('data-absent') &&
      (nilToo || !flags.includes('nil-known')),
  );
}

function newest(entries: readonly RecordEntry[]): RecordEntry[] {
  return [...entries].sort((one, other) => (other.date ?? '').localeCompare(one.date ?? ''));
}

function latestVitals(model: RecordModel): RecordEntry[] {
  const seen = new Set<string>();
  return newest(valid(model, 'vitalSigns')).filter(({ code, title }) => {
    const key = code ?? title;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function codedText(entry: RecordEntry): CodedText {
  const bar = entry.code?.indexOf('|') ?? -1;
  if (entry.code === undefined || bar < 0) return { text: entry.title };
  const system = entry.code.slice(0, bar);
  return { text: entry.title, code: entry.code.slice(bar + 1), ...(system ? { system } : {}) };
}

/** A problem of the list and the same as a diagnosis of the stay are one to whoever reads. */
function distinct(diagnoses: readonly CodedText[]): CodedText[] {
  const fold = (text: string) => text.toLocaleLowerCase('vi');
  const coded = new Set(diagnoses.flatMap(({ code, text }) => (code === undefined ? [] : [fold(text)])));
  const seen = new Set<string>();
  return diagnoses.filter(({ code, text }) => {
    const key = code ?? fold(text);
    return (code !== undefined || !coded.has(key)) && !seen.has(key) && seen.add(key);
  });
}

/** That an allergy may kill is said; a code is no word for a reader. */
function dangerOf({ facts }: RecordEntry): string[] {
  return facts.some(({ key, text }) => key === 'criticality' && text === 'high') ? ['nguy cơ cao'] : [];
}

function withFacts(entry: RecordEntry, keys: readonly string[], more: readonly string[] = []): string {
  const facts = keys.flatMap((key) => entry.facts.find((one) => one.key === key)?.text ?? []);
  const extra = [...facts, ...more];
  return extra.length > 0 ? `${entry.title} (${extra.join('; ')})` : entry.title;
}

function dated(entry: RecordEntry): string {
  return entry.date ? `${entry.title} (${vnDateText(entry.date)})` : entry.title;
}

function resultLine(entry: RecordEntry): string {
  const own = entry.value ? `${entry.value.text}${entry.value.unit ? ` ${entry.value.unit}` : ''}` : '';
  const parts = (entry.parts ?? []).flatMap(({ title, value }) =>
    value ? [`${title} ${value.text}${value.unit ? ` ${value.unit}` : ''}`] : [],
  );
  const conclusion = entry.facts.find(({ key }) => key === 'conclusion')?.text ?? '';
  const said = [own, parts.join(', '), conclusion].filter(Boolean).join('; ');
  return `${dated(entry)}${said ? `: ${said}` : ''}`;
}

function lines(texts: readonly string[]): string {
  return [...new Set(texts.filter((text) => text !== ''))].join('\n');
}
