import { fhirDate } from '../internal/fhir-date.js';
import { looksLikePersonalId } from '../internal/looks-like-personal-id.js';
import type { Issue } from '../result.js';
import type { CaseRequest } from './case-request.types.js';

/** Longest text of one field, in characters: above, the gateway's body limit comes near. */
const longest = 20_000;

/**
 * What must be mended before a request can be sent; `at` is the field's name (`patient.name`, `to`, …). Warnings do not stop it.
 * On an emergency ground nobody need have been told: the ground is that the patient cannot be asked.
 */
export function checkCaseRequest(
  request: Partial<CaseRequest>,
  { emergency = false }: { emergency?: boolean } = {},
): Issue[] {
  const issues: Issue[] = [];
  const error = (at: string, code: Issue['code'] = 'required', facts?: Issue['facts']): void => {
    issues.push({ code, severity: 'error', at, ...(facts ? { facts } : {}) });
  };
  if (blank(request.patient?.name)) error('patient.name');
  if (blank(request.patient?.birthDate)) error('patient.birthDate');
  else if (!fhirDate(request.patient?.birthDate)) error('patient.birthDate', 'malformed');
  if (!request.patient?.gender) error('patient.gender');
  if (!request.urgency) error('urgency');
  if (!request.kind) error('kind');
  if (!Array.isArray(request.to) || request.to.length === 0) error('to');
  if (blank(request.specialty)) error('specialty');
  if (blank(request.question)) error('question');
  if (!Array.isArray(request.diagnoses) || request.diagnoses.every(({ text, code }) => blank(text) && blank(code)))
    error('diagnoses');
  if (request.patientInformed !== true && !emergency) error('patientInformed');
  if (blank(request.examination) && blank(request.history)) error('history');
  for (const at of ['treatedFrom', 'treatedTo', 'preferredAt', 'authoredOn'] as const) {
    const value = request[at];
    if (value !== undefined && value !== '' && !fhirDate(value)) error(at, 'malformed');
  }
  if (request.treatedFrom && request.treatedTo && request.treatedFrom > request.treatedTo)
    error('treatedTo', 'out-of-range');
  for (const [at, value] of Object.entries(request)) {
    if (typeof value === 'string' && value.length > longest) error(at, 'too-large', { limit: longest });
  }
  if (request.patientId && looksLikePersonalId(request.patientId))
    issues.push({ code: 'looks-like-personal-id', severity: 'warning', at: 'patientId' });
  return issues;
}

function blank(value: unknown): boolean {
  return typeof value !== 'string' || value.trim() === '';
}
