import type { MinutesState } from './minutes.types.js';

/** Minutes before anything of them is known. */
export function emptyMinutes(caseId: string): MinutesState {
  return {
    status: 'loading',
    caseId,
    version: 0,
    saving: 'saved',
    role: 'reader',
    canEdit: false,
    canSign: false,
    issues: [],
    signatures: [],
  };
}
