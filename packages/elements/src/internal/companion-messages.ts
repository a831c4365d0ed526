/** Version of the messages below; both windows must speak the same. */
export const companionVersion = 1;

/** One element of the http page, to be shown in the companion window. Attributes hold ids and states only. */
export interface CompanionElement {
  index: number;
  tag: string;
  attributes: Record<string, string>;
  /** `diemcau-case-form`'s `prefill`; goes to the gateway's exact origin only. */
  prefill?: unknown;
}

/** Between windows, by `postMessage` to the other's exact origin: first `ready`, then `connect` with a port. */
export type CompanionReady = { type: 'diemcau-companion-ready'; version: number };
/** The answer to it: the port comes with it. */
export type CompanionConnect = {
  type: 'diemcau-companion-connect';
  version: number;
  networkKey: string;
  locale: string;
  elements: CompanionElement[];
};

/** Over the port, from the companion window. */
export type FromCompanion =
  | { type: 'token-wanted'; id: number; jkt: string; audience: string }
  | { type: 'event'; index: number; name: string; detail: unknown }
  | { type: 'closed' };

/** Over the port, from the http page. */
export type ToCompanion = { type: 'token'; id: number; token: string } | { type: 'token-failed'; id: number };

/** Events that are mirrored: every event of an element of ours begins so. */
export const mirroredEvents = [
  'diemcau-error',
  'diemcau-network-connected',
  'diemcau-network-disconnected',
  'diemcau-case-selected',
  'diemcau-case-submitted',
  'diemcau-consent-signed',
  'diemcau-consent-refused',
  'diemcau-consent-withdrawn',
  'diemcau-record-loaded',
  'diemcau-record-section-failed',
  'diemcau-context-mismatch',
  'diemcau-consultation-joined',
  'diemcau-consultation-reconnecting',
  'diemcau-consultation-reconnected',
  'diemcau-consultation-left',
  'diemcau-consultation-ended',
  'diemcau-quality-changed',
  'diemcau-minutes-signed',
  'diemcau-minutes-completed',
  'diemcau-line-test-completed',
  'diemcau-site-selected',
] as const;
