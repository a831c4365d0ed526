import type { ConsultationState } from './consultation.types.js';

/** A consultation that nothing happened in yet. */
export function idleConsultation(caseId: string): ConsultationState {
  return {
    status: 'idle',
    caseId,
    participants: [],
    microphone: 'muted',
    camera: 'off',
    screen: 'off',
    devices: [],
    quality: { step: 'full', reason: 'measured' },
    breaks: [],
    pointers: {},
  };
}
