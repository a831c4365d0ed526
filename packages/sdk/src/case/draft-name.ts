/** Name of a draft in the encrypted store. */
export function draftName({ patientId, caseId }: { patientId?: string; caseId?: string }): string {
  return `case-draft\n${caseId === undefined ? `patient\n${patientId ?? ''}` : `case\n${caseId}`}`;
}
