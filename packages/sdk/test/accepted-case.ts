import type { Diemcau } from '../src/diemcau.types.js';
import { caseRequest } from './case-request.js';
import { until } from './until.js';

/** Carries a case to `accepted`: sent by one hospital with both required consents, taken by the other. */
export async function acceptedCase(
  here: Diemcau,
  there: Diemcau,
  prepare?: (caseId: string) => Promise<void>,
): Promise<string> {
  const draft = here.cases.draft();
  draft.update(caseRequest());
  await draft.submit();
  const { caseId } = draft.snapshot;
  draft.release();
  await prepare?.(caseId);
  const consent = here.consents.open(caseId);
  await until(consent, ({ canCollect }) => canCollect, 'consents');
  await consent.decide({
    decisions: { teleconsultation: 'permit', 'record-share': 'permit' },
    performer: { kind: 'representative', name: 'Chị Hạnh', relation: 'mẹ' },
    evidence: { kind: 'verbal' },
    language: 'vi',
  });
  consent.release();
  const theirs = there.cases.open(caseId);
  await until(theirs, ({ status }) => status === 'ready' || status === 'not-found', 'the case there');
  await theirs.refresh();
  await theirs.accept();
  theirs.release();
  return caseId;
}
