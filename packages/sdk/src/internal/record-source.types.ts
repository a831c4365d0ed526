/** A record as the embedder gives it: parsed FHIR, JSON or XML text, or a file. */
export type RecordSource = object | string | Blob;
