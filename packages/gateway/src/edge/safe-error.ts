/** What may be logged of an unexpected error: its kind and where, never its message, which may quote what was sent. */
export function safeError(error: unknown): { error: string; code?: string; at?: string[] } {
  const { name, code, message, stack } = (error ?? {}) as Partial<Error> & { code?: string };
  // The message stands before the frames, and may have lines that look like them.
  const frames = stack
    ?.replace(message || '\0', '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 8)
    .map((line) => line.trim());
  return { error: name ?? typeof error, ...(code ? { code } : {}), ...(frames ? { at: frames } : {}) };
}
