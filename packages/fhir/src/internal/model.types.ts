import type { MergedProvince } from './province-now.js';

/** A code with the words that were written beside it; `text` is what is shown. */
export interface CodedText {
  text: string;
  code?: string;
  /** Code system URI. */
  system?: string;
}

/** A patient, names as written. */
export interface Person {
  name: string;
  /** FHIR date, at the precision given: `2019`, `2019-05`, `2019-05-20`; may carry a time for newborns. */
  birthDate?: string;
  gender?: 'male' | 'female' | 'other' | 'unknown';
  identifiers: PersonIdentifier[];
  /** As written, with the name of its own time. */
  address?: string;
  /** Where the address names a province of the 63 that is part of another since 07/2025. */
  province?: MergedProvince;
  phone?: string;
  ethnicity?: string;
  occupation?: string;
  /** Parent, guardian, representative. */
  contacts?: { name: string; relation?: string; phone?: string }[];
}

/** Kinds of `domain.md` C1: CCCD, CMND, passport, BHYT card, patient number of a facility. */
export interface PersonIdentifier {
  kind: 'national-id' | 'citizen-id' | 'passport' | 'insurance' | 'internal' | 'other';
  value: string;
  system?: string;
}
