/** A time before "now": `90m`, `3h`, `2d`, `8mo`, `5y`. Charts are told so, that an emergency is always of today. */
export type Ago = `${number}${'m' | 'h' | 'd' | 'mo' | 'y'}`;

/** Vital signs as a nurse writes them: pulse /min, temperature °C, blood pressure mmHg, breaths /min, SpO2 %. */
export interface Vitals {
  pulse?: number;
  temperature?: number;
  pressure?: readonly [systolic: number, diastolic: number];
  breaths?: number;
  saturation?: number;
}

/** A drawn picture; see `internal/draw-picture.ts`. */
export type PictureKind =
  'chest' | 'chest-large-heart' | 'chest-upper-opacity' | 'ecg-st-elevation' | 'ultrasound' | 'fundus';

/** An analyte and its values over time. */
export interface Series {
  name: string;
  loinc: string;
  /** MA_DICH_VU of the insurance tables (invented, `INV.…`). */
  service: string;
  unit: string;
  /** UCUM. */
  unitCode: string;
  low?: number;
  high?: number;
  /** Oldest first. */
  values: readonly (readonly [at: Ago, value: number])[];
}

/** A drug that was ordered. */
export interface Drug {
  name: string;
  atc: string;
  strength: string;
  unit: string;
  /** Code of DUONG_DUNG and its words. */
  route: readonly [code: string, words: string];
  /** LIEU_DUNG: per take * times/day * days [total]. */
  dose: string;
  directions: string;
  quantity: number;
  at: Ago;
  /** Taken at home before, or ordered in this episode. */
  kind: 'home' | 'ordered';
}

/** An examination with a reader's description; with a drawn picture. */
export interface Imaging {
  name: string;
  loinc: string;
  service: string;
  modality: 'DX' | 'ECG' | 'US' | 'XC';
  at: Ago;
  findings: string;
  conclusion: string;
  picture: PictureKind;
  /** What the network's chest X-ray programme says of it, and whether a doctor agreed. */
  machine?: { finding: string; probability: number; confirmed: boolean };
}

/** An earlier episode of care at the same facility. */
export interface EarlierEpisode {
  /** MA_LK. */
  id: string;
  from: Ago;
  to: Ago;
  /** MA_LOAI_KCB. */
  kind: '01' | '02' | '03';
  reason: string;
  diagnosis: readonly [icd10: string, words: string];
}

/** One invented patient, told once; the FHIR bundle and the insurance XML are both built from it. */
export interface Chart {
  /** Short name in code, tests and URLs of the demo. */
  key: string;
  /** MA_CSKCB of the hospital whose patient this is. */
  siteId: string;
  person: {
    /** MA_BN: the HIS's own opaque id. */
    patientId: string;
    name: string;
    sex: 'male' | 'female';
    /** Age in months. */
    months: number;
    /** Last six digits of an invented personal id; province, sex and year are put before it. */
    serial: string;
    /** Letters and benefit digit of the insurance card. */
    card: string;
    address: string;
    /** One of the 34 provinces. */
    province: string;
    commune: string;
    /** Code and name (QĐ 121-TCTK). */
    ethnicity: readonly [code: string, name: string];
    occupation: readonly [code: string, name: string];
    bloodGroup?: string;
    weight: number;
    contact?: { name: string; relation: 'mother' | 'father' | 'wife' | 'husband' | 'daughter' };
  };
  episode: {
    /** MA_LK. */
    id: string;
    /** Số vào viện (MA_HSBA). */
    admissionNumber: string;
    arrived: Ago;
    kind: '03' | '09' | '05';
    emergency: boolean;
    department: readonly [code: string, name: string];
    ward: string;
    bed: string;
    reason: string;
    admissionReason: string;
    /** Practising licences of the treating doctor. */
    doctor: string;
  };
  /** What is asked, of whom. */
  request: { urgency: 'emergency' | 'urgent' | 'routine'; specialty: string; to: string; question: string };
  /** Bệnh sử. */
  history: string;
  /** Tiền sử. */
  pastHistory: string;
  /** Khám hiện tại. */
  examination: string;
  /** Quá trình điều trị. */
  treatment: string;
  /** First is the main one. */
  diagnoses: readonly (readonly [icd10: string, words: string])[];
  problems: readonly { code: string; words: string; since: Ago }[];
  /** `not-asked`: nobody could be asked yet. */
  allergies:
    | 'none-known'
    | 'not-asked'
    | readonly { substance: string; reaction: string; severity: 'mild' | 'moderate' | 'severe'; since: Ago }[];
  drugs: readonly Drug[];
  series: readonly Series[];
  vitals: readonly (readonly [at: Ago, signs: Vitals, note: string])[];
  imaging: readonly Imaging[];
  procedures: readonly { words: string; icd9: string; at: Ago }[];
  immunizations: readonly { words: string; atc: string; at: Ago }[];
  family: readonly { relation: 'mother' | 'father' | 'brother'; words: string; code: string }[];
  earlier: readonly EarlierEpisode[];
  documents: readonly { title: string; loinc: string; at: Ago; text: string }[];
  /** Set when a referral slip (XML13) goes with the patient. */
  referral?: { to: string; plan: string; transport: string };
}

/** What a chart does not say of itself. */
export interface ChartFacts {
  /** The moment from which the chart's times count back. */
  now: Date;
  /** Name of the chart's hospital. */
  siteName: string;
  /** Name of the treating doctor. */
  doctorName: string;
}
