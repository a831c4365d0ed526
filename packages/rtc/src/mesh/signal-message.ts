import * as v from 'valibot';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
/** Stream id -> source id, of the sender's streams. */
const streams = v.record(v.string(), v.string());

/** Every message names the room instance that sent it (a reloaded page is another) and the connection's number. */
const head = { v: v.literal(1), room: v.string(), peer: count };

const schema = v.variant('type', [
  v.object({
    ...head,
    type: v.literal('offer'),
    /** Number of the sender's offer. */
    gen: count,
    /** Highest offer of the receiver that the sender has answered. */
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
    /** The answerer's own offers up to this number are void. */
    void: count,
    sdp: v.string(),
    streams,
  }),
  v.object({
    ...head,
    type: v.literal('candidate'),
    /** Whether it belongs to the sender's offer `gen` or to its answer to the receiver's offer `gen`. */
    of: v.picklist(['offer', 'answer']),
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
export type OfferMessage = Extract<SignalMessage, { type: 'offer' }>;
export type AnswerMessage = Extract<SignalMessage, { type: 'answer' }>;
export type CandidateMessage = Extract<SignalMessage, { type: 'candidate' }>;

/** Reads a message of another end; undefined for anything else. */
export function decodeSignal(data: unknown): SignalMessage | undefined {
  const result = v.safeParse(schema, data);
  return result.success ? result.output : undefined;
}
