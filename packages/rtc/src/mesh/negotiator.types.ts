import type { Timers } from '../internal/timers.js';
import type { NegotiatingPeer, WireCandidate } from './peer.types.js';
import type { AnswerMessage, AskMessage, CandidateMessage, OfferMessage } from './signal-message.js';

type Bare<M> = Omit<M, 'v' | 'room' | 'peer' | 'streams'>;
/** What a negotiator says; the link adds who says it, and of which connection. */
export type NegotiatorMessage = Bare<OfferMessage> | Bare<AnswerMessage> | Bare<AskMessage> | Bare<CandidateMessage>;
/** A session description on its way, offer or answer. */
export type Description = OfferMessage | AnswerMessage;

/** What a negotiator needs of its connection. */
export interface NegotiatorOptions {
  peer: NegotiatingPeer;
  timers: Timers;
  send(message: NegotiatorMessage): void;
  /** Called before a description of the other end is applied; false = do not. */
  admit(description: Description): Promise<boolean>;
  /** The peer broke; only another one helps. */
  onBroken(error: unknown): void;
}

/**
 * One side of the talk about a connection. Only one side offers, so two offers can never meet (a rolled-back offer
 * leaves Chromium's receivers mute); the other side asks it to. Whatever the signalling loses, repeats or reorders,
 * nothing is applied twice or out of turn: offers and asks are numbered, each is said again until it is answered, and
 * saying it again changes nothing.
 */
export interface Negotiator {
  /** Something has to be agreed anew; `restart` looks for a new path too. */
  need(what: { restart: boolean }): void;
  receive(message: Description | AskMessage | CandidateMessage): void;
  /** A candidate of this end. */
  found(candidate: WireCandidate): void;
  /** Says what is unanswered once more, now: signalling is back. */
  repeat(): void;
  /** Nothing is under way. */
  readonly settled: boolean;
  close(): void;
}

/** Milliseconds before something unanswered is said again, half as long again each time up to the limit. */
export const repeatAfter = 1_500;
/** Longest wait between two repeats of what was not answered, in ms. */
export const repeatAtMost = 12_000;
