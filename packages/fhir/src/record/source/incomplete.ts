/** What stands in a source for the part of its text that was lost: readers say `truncated`. */
export const incomplete = Object.freeze({
  resourceType: 'OperationOutcome',
  issue: Object.freeze([Object.freeze({ severity: 'warning', code: 'incomplete' })]),
});
