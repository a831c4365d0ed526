import * as v from 'valibot';
import { DiemcauError, type ErrorDetails } from './error.js';

/** Version of the messages; a gateway refuses others with `network/protocol-version`. */
export const protocolVersion = 1;
/** WebSocket subprotocol. */
export const subprotocol = 'diemcau.v1';
/** Milliseconds that a client has to authenticate after the challenge. */
export const authenticateWithin = 5_000;
/** Largest message in bytes. */
export const maxSocketMessage = 64 * 1024;
/** Ends that a mesh carries before the gateway refuses with `consultation/full`. */
export const maxMeshEnds = 6;

const uuid = v.pipe(v.string(), v.uuid());
const jws = v.string();
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** One kind of source per picture or sound: a participant has many. `sourceId` is unique within the participant. */
const sourceSchema = v.object({
  sourceId: v.pipe(v.string(), v.maxLength(64)),
  kind: v.picklist(['microphone', 'camera', 'screen', 'document', 'ultrasound', 'endoscope', 'field', 'monitor']),
  /** Paused by its owner (muted, camera off), or by the quality ladder. */
  active: v.boolean(),
});
/** A camera, screen or microphone that somebody offers. */
export type SourceDescription = v.InferOutput<typeof sourceSchema>;

const participantSchema = v.object({
  participantId: uuid,
  siteId: v.string(),
  sub: v.string(),
  name: v.string(),
  /** Signed `fingerprint` payload (see signature.ts), checked by every other end. */
  fingerprint: jws,
  sources: v.array(sourceSchema),
  /** Since when, ISO instant by the gateway's clock. */
  joinedAt: v.string(),
  /** `away`: the socket is lost, media may still flow; it comes back or leaves after a grace. */
  presence: v.picklist(['here', 'away']),
});
/** Somebody in a room. */
export type Participant = v.InferOutput<typeof participantSchema>;

/**
 * From a browser to the gateway. Every one but the first three and `ping` carries `id`, answered by `ok` or `error`. Written with
 * `type` and `id` first and the rest in the order below, a `signal` is passed on without being taken apart.
 */
export const clientMessageSchema = v.variant('type', [
  v.object({
    type: v.literal('authenticate'),
    version: v.number(),
    token: v.string(),
    /** DPoP proof (RFC 9449) with `htm: GET`, `htu: <wss url>`, `ath`, and the challenge as `nonce`. */
    proof: v.string(),
    /** Resume a session after event `seq`; the gateway answers `resumed: false` when it no longer can. */
    resume: v.optional(v.object({ session: v.string(), seq: count })),
  }),
  v.object({ type: v.literal('reauthenticate'), token: v.string(), proof: v.string() }),
  /** Highest event seen, so that the gateway can forget. */
  v.object({ type: v.literal('ack'), seq: count }),
  v.object({ type: v.literal('ping'), at: v.number() }),
  v.object({
    type: v.literal('consultation.join'),
    id: count,
    caseId: uuid,
    participantId: uuid,
    fingerprint: jws,
    sources: v.array(sourceSchema),
  }),
  v.object({ type: v.literal('consultation.leave'), id: count, caseId: uuid, participantId: uuid }),
  v.object({
    type: v.literal('consultation.sources'),
    id: count,
    caseId: uuid,
    participantId: uuid,
    sources: v.array(sourceSchema),
  }),
  /**
   * Relayed as it is to one participant: offers, answers, candidates, restarts. `data` is the engine's own. `number` counts what
   * this participant has sent: one that is repeated, because its `ok` was lost with the line, is confirmed and not relayed again.
   */
  v.object({
    type: v.literal('signal'),
    id: count,
    number: v.optional(count),
    caseId: uuid,
    from: uuid,
    to: uuid,
    data: v.record(v.string(), v.unknown()),
  }),
]);
/** What a client may say on the socket. */
export type ClientMessage = v.InferOutput<typeof clientMessageSchema>;

/** What an event is about; ids and states only. `seq` is numbered per session. */
export const serverEventSchema = v.variant('kind', [
  /** Something of a case changed: fetch it again. `what` = state, consent, record, minutes, thread, people. */
  v.object({
    kind: v.literal('case'),
    caseId: uuid,
    what: v.picklist(['state', 'consent', 'record', 'minutes', 'thread', 'people']),
    state: v.optional(v.string()),
  }),
  /** The share ended (revoked, withdrawn, expired): close what is open. */
  v.object({ kind: v.literal('share-ended'), caseId: uuid }),
  v.object({ kind: v.literal('presence'), sites: v.record(v.string(), count) }),
  /** The whole roster, after each change of it. */
  v.object({ kind: v.literal('roster'), caseId: uuid, participants: v.array(participantSchema) }),
  v.object({ kind: v.literal('signal'), caseId: uuid, from: uuid, to: uuid, data: v.record(v.string(), v.unknown()) }),
  /** The consultation was ended for all. */
  v.object({ kind: v.literal('consultation-ended'), caseId: uuid }),
  /** This person was removed or joined from elsewhere. */
  v.object({ kind: v.literal('consultation-removed'), caseId: uuid, participantId: uuid, code: v.string() }),
]);
/** What the gateway tells without being asked. */
export type ServerEvent = v.InferOutput<typeof serverEventSchema>;

const details = v.custom<ErrorDetails>((given) => typeof given === 'object' && given !== null && !Array.isArray(given));
const wireError = v.object({ code: v.string(), retryable: v.boolean(), details: v.optional(details) });

/** From the gateway to a browser. */
export const serverMessageSchema = v.variant('type', [
  v.object({ type: v.literal('challenge'), nonce: v.string(), version: v.number() }),
  v.object({
    type: v.literal('authenticated'),
    session: v.string(),
    /** Sequence number of the last event of the session so far. */
    seq: count,
    resumed: v.boolean(),
    /** Epoch ms of the gateway, to correct signing times. */
    now: v.number(),
    /** Epoch seconds when the token ends; reauthenticate before. */
    expires: v.number(),
  }),
  /** `ok` as below: what is to be confirmed travels with the next event, where there is one soon. */
  v.object({ type: v.literal('event'), seq: count, ok: v.optional(v.array(count)), event: serverEventSchema }),
  /** These requests were carried out. */
  v.object({ type: v.literal('ok'), ids: v.array(count) }),
  v.object({ type: v.literal('error'), id: v.optional(count), error: wireError }),
  v.object({ type: v.literal('pong'), at: v.number() }),
  /** The gateway is going away: connect again (elsewhere) after `afterMs`. */
  v.object({ type: v.literal('drain'), afterMs: count }),
]);
/** Everything that the gateway says on the socket. */
export type ServerMessage = v.InferOutput<typeof serverMessageSchema>;

/** WebSocket close codes of ours. */
export const closeCodes = {
  unauthenticated: 4401,
  forbidden: 4403,
  tooSlow: 4408,
  replaced: 4409,
  flooded: 4429,
  draining: 4503,
} as const;

/**
 * Reads a message that a client sent.
 * @throws DiemcauError `request/invalid`
 */
export function decodeClientMessage(text: string): ClientMessage {
  return decode(clientMessageSchema, text, 'request/invalid');
}

/**
 * Reads a message that a gateway sent.
 * @throws DiemcauError `network/response-malformed`
 */
export function decodeServerMessage(text: string): ServerMessage {
  return decode(serverMessageSchema, text, 'network/response-malformed');
}

/** A signal with its `data` as JSON text. */
export interface SignalText {
  id: number;
  number: number | undefined;
  caseId: string;
  from: string;
  to: string;
  data: string;
}

const anUuid = '([\\dA-Fa-f]{8}(?:-[\\dA-Fa-f]{4}){3}-[\\dA-Fa-f]{12})';
const aCount = '(0|[1-9]\\d{0,14})';
const signalHead = new RegExp(
  `^{"type":"signal","id":${aCount},(?:"number":${aCount},)?"caseId":"${anUuid}","from":"${anUuid}","to":"${anUuid}","data":(?={)`,
);
/** Names that the schema of a record leaves out. */
const unsafeKeys = ['__proto__', 'prototype', 'constructor'] as const;

/**
 * Reads a `signal` in its usual form without taking it apart: signals are most of what is said, and the schema would cost more
 * than the rest of passing one on. What it takes, the schema takes alike; anything else answers undefined and is left to the schema.
 */
export function readSignal(text: string): SignalText | undefined {
  const head = signalHead.exec(text);
  if (!head || !text.endsWith('}}')) return undefined;
  const [{ length }, id, number, caseId, from, to] = head as unknown as [string, string, string?, ...string[]];
  const data = text.slice(length, -1);
  try {
    // Alone, so that it is one object and nothing can follow it into the event.
    const read = JSON.parse(data) as object;
    for (const key of unsafeKeys) if (Object.hasOwn(read, key)) return undefined;
  } catch {
    return undefined;
  }
  return {
    id: Number(id),
    number: number === undefined ? undefined : Number(number),
    caseId: caseId!,
    from: from!,
    to: to!,
    data,
  };
}

function decode<S extends v.GenericSchema>(
  schema: S,
  text: string,
  code: 'request/invalid' | 'network/response-malformed',
): v.InferOutput<S> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new DiemcauError(code, { at: 'message', cause });
  }
  const result = v.safeParse(schema, json);
  if (!result.success) throw new DiemcauError(code, { at: v.getDotPath(result.issues[0]) ?? 'message' });
  return result.output;
}
