import type { LineTestStep } from './consultation.types.js';

/** The steps of a line test, in their order. */
export const stepNames: readonly LineTestStep['name'][] = [
  'secure-context',
  'browser',
  'policy',
  'microphone',
  'camera',
  'gateway',
  'clock',
  'path',
  'bandwidth',
];

/** All steps, before the first. */
export function freshSteps(): LineTestStep[] {
  return stepNames.map((name) => ({ name, state: 'pending' }));
}
