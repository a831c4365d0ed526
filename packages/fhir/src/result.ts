/** One thing that is wrong with an input, told so that a person can mend it. Never carries patient data. */
export interface Issue {
  /** Closed list; the interface has a sentence for each. */
  code:
    | 'required'
    | 'malformed'
    | 'malformed-xml'
    | 'doctype-refused'
    | 'too-large'
    | 'unsupported'
    | 'unknown-code'
    | 'out-of-range'
    | 'looks-like-personal-id'
    | 'set-aside'
    | 'another-patient';
  severity: 'error' | 'warning';
  /** FHIRPath, XML tag or model field, e.g. `question`, `Bundle.entry[3].resource`, `XML2/CHI_TIET_THUOC[4]/SO_LUONG`. */
  at: string;
  /** Facts for the sentence: a limit, a code as given, a line number. */
  facts?: Readonly<Record<string, string | number>>;
}

/** Every reader and builder answers so and never throws; `issues` beside `ok` are warnings. */
export type Result<T> = { ok: T; issues: readonly Issue[] } | { ok?: undefined; issues: readonly Issue[] };
