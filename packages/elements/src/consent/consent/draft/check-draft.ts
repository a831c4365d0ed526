import type { PurposeState } from '@diemcau/sdk';
import type { AgeGroup } from './age-group.js';
import type { ConsentDraft } from './consent-draft.js';

/** What is missing before the review, by the id of the field to go to. */
export type DraftFault =
  'none-decided' | 'required-undecided' | 'kind' | 'name' | 'relation' | 'child-told' | 'evidence' | 'typed' | 'drawn';

/** Purposes that are asked now: not decided yet, or asked again. */
export function askedPurposes(purposes: readonly PurposeState[], { again }: ConsentDraft): PurposeState[] {
  return purposes.filter(({ purpose, decision }) => decision === 'undecided' || again.includes(purpose));
}

/** All faults of a draft, in the order of the form; an optional purpose may stay undecided, a required one not. */
export function checkDraft(
  draft: ConsentDraft,
  purposes: readonly PurposeState[],
  group: AgeGroup,
  knownName: boolean,
): DraftFault[] {
  const asked = askedPurposes(purposes, draft);
  const faults: DraftFault[] = [];
  if (asked.some(({ purpose, required }) => required && !draft.decisions[purpose])) faults.push('required-undecided');
  else if (!asked.some(({ purpose }) => draft.decisions[purpose])) faults.push('none-decided');
  const kind = group === 'adult' ? draft.kind : 'representative';
  if (!kind) faults.push('kind');
  if (kind && (kind === 'representative' || !knownName) && !draft.name.trim()) faults.push('name');
  if (kind === 'representative' && !draft.relation.trim()) faults.push('relation');
  if (group === 'child' && !draft.childTold) faults.push('child-told');
  if (!draft.evidence) faults.push('evidence');
  if (draft.evidence === 'typed' && !draft.typedName.trim()) faults.push('typed');
  if (draft.evidence === 'drawn' && !draft.drawn) faults.push('drawn');
  return faults;
}
