import { validate } from 'uuid';

/** The caseId of `<caseId>` or `ServiceRequest/<caseId>`. */
export function caseIdOf(reference: string): string | undefined {
  const id = reference.startsWith('ServiceRequest/') ? reference.slice('ServiceRequest/'.length) : reference;
  return validate(id) ? id : undefined;
}
