import type { ConsentPurpose } from '@diemcau/protocol';

/** What was filled in and not signed yet. Nothing in it is chosen beforehand. */
export interface ConsentDraft {
  decisions: Partial<Record<ConsentPurpose, 'permit' | 'deny'>>;
  /** Decided purposes that are asked again. */
  again: readonly ConsentPurpose[];
  kind?: 'patient' | 'representative';
  /** Of the representative, or of the patient when the case does not say. */
  name: string;
  relation: string;
  identifier: string;
  /** A child from 7 to under 18 was told and asked, too. */
  childTold: boolean;
  evidence?: 'drawn' | 'typed' | 'verbal';
  typedName: string;
  /** Something was drawn. */
  drawn: boolean;
  withheld: readonly string[];
}

/** Nothing chosen, nothing typed. */
export const emptyDraft: ConsentDraft = Object.freeze({
  decisions: {},
  again: [],
  name: '',
  relation: '',
  identifier: '',
  childTold: false,
  typedName: '',
  drawn: false,
  withheld: [],
});
