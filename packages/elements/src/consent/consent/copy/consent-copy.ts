import type { ConsentStoreState, PurposeState } from '@diemcau/sdk';
import type { ConsentMessages } from '../consent.messages.js';

/** A line of the copy: a heading, a paragraph or a fact. */
export interface CopyLine {
  kind: 'title' | 'heading' | 'text' | 'fact';
  text: string;
}

/** The patient's copy, line by line: what was asked in which words, who decided what and when, who witnessed. */
export function consentCopy(
  { caseId, patient, purposes }: Readonly<ConsentStoreState>,
  t: ConsentMessages,
  format: { now: string; dateTime(instant: string): string; site(siteId: string): string },
): CopyLine[] {
  return [
    { kind: 'title', text: t.copyTitle },
    ...(patient ? [fact(t.copyPatient, patient.name)] : []),
    fact(t.copyCase, caseId),
    ...purposes.flatMap((purpose, at) => linesOf(purpose, at + 1, t, format)),
    { kind: 'text', text: t.copyRights },
    { kind: 'fact', text: t.copyMade(format.now) },
  ];
}

function linesOf(
  state: PurposeState,
  number: number,
  t: ConsentMessages,
  format: Parameters<typeof consentCopy>[2],
): CopyLine[] {
  const { text, decision, decidedAt, performer, witness } = state;
  const relation = performer?.relation ? ` ${t.relationOf(performer.relation)}` : '';
  return [
    { kind: 'heading', text: `${number}. ${text.title}` },
    ...text.paragraphs.map((paragraph): CopyLine => ({ kind: 'text', text: paragraph })),
    { kind: 'fact', text: `→ ${t.decisions[decision]}` },
    ...(performer && decidedAt
      ? [{ kind: 'fact', text: t.decidedBy(performer.name + relation, format.dateTime(decidedAt)) } as const]
      : []),
    ...(witness ? [{ kind: 'fact', text: t.witness(witness.name, format.site(witness.siteId)) } as const] : []),
    { kind: 'fact', text: t.copyVersion(text.version) },
  ];
}

const fact = (name: string, value: string): CopyLine => ({ kind: 'fact', text: `${name}: ${value}` });
