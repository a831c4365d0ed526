import type { SourceEncoding } from './room.js';

/** The ladder; each step down gives up something, never the case. */
export type QualityStep = 'full' | 'reduced' | 'low' | 'audio-only' | 'stills' | 'text-only';
/** Why a step was taken. */
export type QualityReason = 'measured' | 'chosen' | 'line-lost' | 'recovering' | 'no-camera' | 'cpu';

/** Steps from the best to the least. */
export const qualitySteps = [
  'full',
  'reduced',
  'low',
  'audio-only',
  'stills',
  'text-only',
] as const satisfies readonly QualityStep[];

/** What was measured in the last second, of the worst line. Undefined = not known. */
export interface LineMeasure {
  /** Bits per second that the line would carry out. */
  available?: number;
  /** 0..1 lost, the worse direction. */
  loss?: number;
  /** Milliseconds. */
  rtt?: number;
  /** 0..1 of the sound that had to be made up. */
  concealed?: number;
  /** The processor, not the line, holds the encoder back. */
  cpu?: boolean;
}

/** Where on the ladder a call is; plain data, see {@link climb}. */
export interface QualityState {
  step: QualityStep;
  reason: QualityReason;
  /** A step that a person chose; the ladder then rests. */
  chosen?: QualityStep;
  /** Without a camera or with it off, pictures need no line. */
  camera: boolean;
  /** Measures in a row that ask for less, or allow more. */
  bad: number;
  good: number;
  /** Measures in a row needed for the next step up; grows when a step up did not hold. */
  patience: number;
  /** Measures since the last step up. */
  sinceUp: number;
}

interface Needs {
  /** Bits per second out, sound included, below which the step cannot be held. */
  hold: number;
  /** Bits per second from which it may be tried. */
  enter: number;
  loss: number;
}

/** Sound needs about 40 kbit/s with its headers, thin sound 14; it is never given up for a picture. */
const needs: Record<Exclude<QualityStep, 'text-only'>, Needs> = {
  full: { hold: 600_000, enter: 900_000, loss: 0.08 },
  reduced: { hold: 300_000, enter: 450_000, loss: 0.12 },
  low: { hold: 130_000, enter: 200_000, loss: 0.2 },
  'audio-only': { hold: 40_000, enter: 50_000, loss: 0.3 },
  stills: { hold: 14_000, enter: 20_000, loss: 0.5 },
};

const badBeforeDown = 2;
/** Sound is given up only after this many, and tried again after that many: a moment's loss must not cost the talk. */
const badBeforeSilence = 6;
const silentBeforeSound = 5;
const patienceAtFirst = 8;
const patienceAtMost = 60;
/** A step up that fails within this many measures makes the next one wait longer. */
const probation = 12;

/** The ladder before anything is measured. */
export function initialQuality({ camera }: { camera: boolean }): QualityState {
  const reason = camera ? 'measured' : 'no-camera';
  return { step: 'full', reason, camera, bad: 0, good: 0, patience: patienceAtFirst, sinceUp: probation };
}

/** A person chooses a step, or `auto`. */
export function chooseStep(state: QualityState, step: 'auto' | QualityStep): QualityState {
  const calm = { bad: 0, good: 0, sinceUp: probation };
  if (step === 'auto') return { ...state, ...calm, chosen: undefined, reason: 'recovering', patience: patienceAtFirst };
  return { ...state, ...calm, step, chosen: step, reason: 'chosen' };
}

/** One second later. Down after two bad measures, up one step at a time after many good ones. */
export function climb(state: QualityState, measure: LineMeasure): QualityState {
  if (state.chosen) return state;
  const at = qualitySteps.indexOf(state.step);
  const wanted = lowestNeeded(at, measure);
  if (wanted > at) return goDown(state, wanted, measure);
  const above = qualitySteps[at - 1];
  const speaks = above && above !== 'text-only' ? allows(above, measure) : 0;
  if (above && speaks > 0) return goUp(state, above, speaks);
  return { ...state, bad: 0, good: 0, sinceUp: state.sinceUp + 1 };
}

/** The first step from here down that the line holds. */
function lowestNeeded(at: number, measure: LineMeasure): number {
  let step = at;
  while (step < qualitySteps.length - 1 && !holds(qualitySteps[step]!, measure)) step++;
  return step;
}

function holds(step: QualityStep, { available, loss = 0, concealed = 0, cpu }: LineMeasure): boolean {
  if (step === 'text-only') return true;
  const { hold, loss: bearable } = needs[step];
  if (cpu && step === 'full') return false;
  // Sound that breaks up costs the picture first.
  const soundSuffers = concealed > 0.1 && picture[step].active === true;
  return (available ?? Infinity) >= hold && loss <= bearable && !soundSuffers;
}

/** How much one second speaks for a step: a browser that sends little cannot know that the line carries more. */
function allows(
  step: Exclude<QualityStep, 'text-only'>,
  { available, loss = 0, concealed = 0, cpu }: LineMeasure,
): number {
  if (cpu && step === 'full') return 0;
  if (loss > needs[step].loss / 2 || concealed >= 0.05) return 0;
  return (available ?? Infinity) >= needs[step].enter ? 1 : 1 / 3;
}

function goDown(state: QualityState, to: number, { cpu, available }: LineMeasure): QualityState {
  const bad = state.bad + 1;
  const silent = qualitySteps.indexOf('text-only');
  const keepsSound = to === silent && qualitySteps.indexOf(state.step) < silent - 1;
  if (bad < (to === silent && !keepsSound ? badBeforeSilence : badBeforeDown))
    return { ...state, bad, good: 0, sinceUp: state.sinceUp + 1 };
  const failedUp = state.sinceUp < probation;
  return {
    ...state,
    step: qualitySteps[keepsSound ? silent - 1 : to]!,
    reason: cpu && (available ?? Infinity) >= needs.full.hold ? 'cpu' : 'measured',
    bad: 0,
    good: 0,
    patience: failedUp ? Math.min(state.patience * 2, patienceAtMost) : patienceAtFirst,
    sinceUp: probation,
  };
}

function goUp(state: QualityState, step: QualityStep, speaks: number): QualityState {
  const silent = state.step === 'text-only';
  // Who sends nothing learns nothing of the line: only trying tells.
  const good = state.good + (silent ? 1 : speaks);
  if (good < (silent ? silentBeforeSound : state.patience))
    return { ...state, bad: 0, good, sinceUp: state.sinceUp + 1 };
  return { ...state, step, reason: step === 'full' ? 'measured' : 'recovering', bad: 0, good: 0, sinceUp: 0 };
}

const picture: Record<QualityStep, SourceEncoding> = {
  full: { active: true, maxBitrate: 1_200_000, maxFramerate: 30, maxHeight: 720 },
  reduced: { active: true, maxBitrate: 400_000, maxFramerate: 20, maxHeight: 360 },
  low: { active: true, maxBitrate: 140_000, maxFramerate: 12, maxHeight: 180 },
  stills: { active: false },
  'audio-only': { active: false },
  'text-only': { active: false },
};

/** Text and images on a shared screen must stay sharp: fewer frames, not fewer pixels. */
const document: Record<QualityStep, SourceEncoding> = {
  full: { active: true, maxBitrate: 1_500_000, maxFramerate: 15 },
  reduced: { active: true, maxBitrate: 500_000, maxFramerate: 5 },
  low: { active: true, maxBitrate: 160_000, maxFramerate: 2 },
  stills: { active: false },
  'audio-only': { active: false },
  'text-only': { active: false },
};

const speech: SourceEncoding = { active: true, maxBitrate: 24_000 };
const sound: Record<QualityStep, SourceEncoding> = {
  full: speech,
  reduced: speech,
  low: speech,
  'audio-only': speech,
  stills: { active: true, maxBitrate: 12_000 },
  'text-only': { active: false },
};

/** What is sent of a kind of source on a step. */
export function encodingFor(kind: string, step: QualityStep): SourceEncoding {
  if (kind === 'microphone') return sound[step];
  return kind === 'screen' || kind === 'document' ? document[step] : picture[step];
}
