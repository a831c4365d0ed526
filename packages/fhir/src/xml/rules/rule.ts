import type { CodeList } from '../../internal/codes/insurance-codes.js';

/** Why a field is not carried over. */
export type DropReason =
  | 'billing' // Money, price, claim and tender data: nothing that a consultation reads.
  | 'sequence' // Running number of the line.
  | 'spare' // DU_PHONG.
  | 'signer' // Social-insurance number of an official or relative: personal data of others.
  | 'repeats'; // Says again what another table of the same episode says.

/** What becomes of one field. */
export type FieldRule =
  | { how: 'mapped'; to: string }
  /** Kept as written in an extension `urn:diemcau:xml130:<table>.<field>` of that element. */
  | { how: 'text'; on: string; label: string }
  /** A section of the document that the table becomes, under this title. */
  | { how: 'section'; title: string; code?: CodeList; date?: true }
  | { how: 'dropped'; why: DropReason };

/** Rules of one table by field. */
export type TableRules = Readonly<Record<string, FieldRule>>;

/** Goes into a FHIR element. */
export const mapped = (to: string): FieldRule => ({ how: 'mapped', to });
/** Is kept as text on an element. */
export const kept = (on: string, label: string): FieldRule => ({ how: 'text', on, label });
/** Becomes a section of a document. */
export const section = (title: string, extra: { code?: CodeList; date?: true } = {}): FieldRule => ({
  how: 'section',
  title,
  ...extra,
});
/** Is left out, and why. */
export const dropped = (why: DropReason): FieldRule => ({ how: 'dropped', why });
