/** What may be logged of an unexpected error: its kind and where, never its message, which may quote what was sent. */
export function safeError(error: unknown): { error: string; code?: string; at?: string[] } {
  const { name, code, stack } = (error ?? {}) as { name?: string; code?: string; stack?: string };
  const frames = stack
    ?.split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 8)
    .map((line) => line.trim());
  return { error: name ?? typeof error, ...(code ? { code } : {}), ...(frames ? { at: frames } : {}) };
}
