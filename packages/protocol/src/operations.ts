/** Where each command goes: the FHIR operation of a type. Apart from what a command holds, which only its makers and its reader need. */
export const operations = {
  'case.submit': { type: 'ServiceRequest', operation: '$submit' },
  'case.accept': { type: 'ServiceRequest', operation: '$accept' },
  'case.reject': { type: 'ServiceRequest', operation: '$reject' },
  'case.ask': { type: 'ServiceRequest', operation: '$ask' },
  'case.schedule': { type: 'ServiceRequest', operation: '$schedule' },
  'case.start': { type: 'ServiceRequest', operation: '$start' },
  'case.end': { type: 'ServiceRequest', operation: '$end' },
  'case.cancel': { type: 'ServiceRequest', operation: '$cancel' },
  'case.assign': { type: 'ServiceRequest', operation: '$assign' },
  'record.share': { type: 'ServiceRequest', operation: '$share' },
  'record.access': { type: 'ServiceRequest', operation: '$record-access' },
  'case.say': { type: 'ServiceRequest', operation: '$say' },
  'consent.sign': { type: 'Consent', operation: '$sign' },
  'consent.refuse': { type: 'Consent', operation: '$refuse' },
  'consent.withdraw': { type: 'Consent', operation: '$withdraw' },
  'minutes.save': { type: 'Composition', operation: '$save' },
  'minutes.sign': { type: 'Composition', operation: '$sign' },
  'minutes.amend': { type: 'Composition', operation: '$amend' },
} as const;

/** Path of a command below `/fhir/R4/`. */
export function commandPath(name: keyof typeof operations, id: string): string {
  const { type, operation } = operations[name];
  return `${type}/${id}/${operation}`;
}
