const hues = 8;
/** Cases that are open as surfaces now, with their colour. */
const open = new Map<string, { edge: number; surfaces: number }>();

function hash(text: string): number {
  let mixed = 2166136261;
  for (const character of text) mixed = Math.imul(mixed ^ character.codePointAt(0)!, 16777619);
  return ((mixed ^ (mixed >>> 13) ^ (mixed >>> 21)) >>> 0) % hues;
}

/** Number of the edge colour of a case: that of its open surface, else its usual one. */
export function caseEdge(caseId: string): number {
  return open.get(caseId)?.edge ?? hash(caseId);
}

/** Takes a colour for a case that is opened: its usual one, unless another open case has it. Answers how to give it back. */
export function openEdge(caseId: string): () => void {
  const taken = new Set([...open.values()].map(({ edge }) => edge));
  let edge = hash(caseId);
  for (let tries = 0; taken.has(edge) && tries < hues; tries++) edge = (edge + 1) % hues;
  const entry = open.get(caseId) ?? { edge, surfaces: 0 };
  entry.surfaces++;
  open.set(caseId, entry);
  let given = false;
  return () => {
    if (given) return;
    given = true;
    if (--entry.surfaces === 0) open.delete(caseId);
  };
}
