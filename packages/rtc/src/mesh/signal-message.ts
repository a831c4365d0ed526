import * as v from 'valibot';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
/** Stream id -> source id, of the sender's streams. */
const streams = v.record(v.string(), v.string());

/** Every message names the link that sent it (a reloaded page's is another) and the connection's number. */
const head = { v: v.literal(1), room: v.string(), peer: count };

const schema = v.variant('type', [
  v.object({
    ...head,
    type: v.literal('offer'),
    /** Number of the offer; only one side offers. */
    gen: count,
    /** Highest ask of the receiver that it takes up. */
    ack: count,
    restart: v.boolean(),
    sdp: v.string(),
    streams,
  }),
  v.object({
    ...head,
    type: v.literal('answer'),
    /** Number of the offer that is answered. */
    gen: count,
    sdp: v.string(),
    streams,
  }),
  /** The side that does not offer asks for an offer. */
  v.object({
    ...head,
    type: v.literal('ask'),
    n: count,
    /** With a new path. */
    restart: v.boolean(),
    /** How many sections of each kind it needs, those that are there included. */
    media: v.object({ audio: count, video: count }),
  }),
  v.object({
    ...head,
    type: v.literal('candidate'),
    /** The offer that it belongs to, or whose answer. */
    gen: count,
    candidate: v.object({
      candidate: v.string(),
      sdpMid: v.optional(v.nullable(v.string())),
      sdpMLineIndex: v.optional(v.nullable(v.number())),
    }),
  }),
  /** Sent by the side that does not begin: make connection `peer + 1`, mine is gone. */
  v.object({ ...head, type: v.literal('rebuild') }),
  /** How wide the sender shows the receiver's sources; `n` grows, the newest counts. */
  v.object({ ...head, type: v.literal('want'), n: count, widths: v.record(v.string(), v.number()) }),
  /** A lane's message, while its channel is not there. */
  v.object({ ...head, type: v.literal('lane'), lane: v.picklist(['reliable', 'latest']), data: v.string() }),
]);

/** What ends of a mesh say to each other over signalling. */
export type SignalMessage = v.InferOutput<typeof schema>;
/** An offer with its generation. */
export type OfferMessage = Extract<SignalMessage, { type: 'offer' }>;
/** An answer to the offer of the same generation. */
export type AnswerMessage = Extract<SignalMessage, { type: 'answer' }>;
/** The asking side wants an offer. */
export type AskMessage = Extract<SignalMessage, { type: 'ask' }>;
/** A trickled ICE candidate of one generation. */
export type CandidateMessage = Extract<SignalMessage, { type: 'candidate' }>;

/** Reads a message of another end; undefined for anything else. */
export function decodeSignal(data: unknown): SignalMessage | undefined {
  const result = v.safeParse(schema, data);
  return result.success ? result.output : undefined;
}
