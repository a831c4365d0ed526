const hues = 8;

/** Number of the edge colour of a case, the same everywhere: two cases that are open at once look different. */
export function caseEdge(caseId: string): number {
  let hash = 0;
  for (const character of caseId) hash = (hash * 31 + character.codePointAt(0)!) >>> 0;
  return hash % hues;
}
