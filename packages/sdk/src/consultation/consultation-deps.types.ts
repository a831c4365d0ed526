import type { CallEngine, CallEnginePorts, createCertificate } from '@diemcau/rtc';
import type { Session } from '../internal/session.types.js';
import type { Call } from '../internal/store.types.js';

/** The call engine, brought when a consultation is prepared or joined. */
export interface Rtc {
  createCallEngine(ports: CallEnginePorts): CallEngine;
  createCertificate: typeof createCertificate;
}

/** When and how a talk was held, ISO instants; for the minutes. */
export interface TalkFacts {
  openedAt?: string;
  closedAt?: string;
  breaks: { from: string; to: string }[];
}

/** What the consultation noun stands on. */
export interface ConsultationDeps {
  session: Session;
  rtc(): Promise<Rtc>;
  fetch: typeof fetch;
  /** Sends a FHIR batch and answers how many bytes came back. */
  exchange(batch: object, call: Call): Promise<number>;
  /** Relays that the media may go through. */
  relays(call: Call): Promise<RTCIceServer[]>;
  /** Opens the session of a case that is ready for it; says whether it did. */
  start(caseId: string, call: Call): Promise<boolean>;
  /** Ends the session for all. */
  end(caseId: string, call: Call): Promise<void>;
  onTalk(caseId: string, facts: TalkFacts): void;
}
