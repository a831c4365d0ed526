/** A section of which the newest page is known and the rest is being read. */
export function isReading({ state, reason }: { state: string; reason?: string }): boolean {
  return state === 'truncated' && reason === 'reading';
}
