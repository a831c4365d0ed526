import { encodeCommand, type CommandInput, type CommandName } from '@diemcau/protocol';
import type { Command } from './session.types.js';
import { jsonText } from './json-text.js';

/** A command as it is kept and sent; its key stays the same on every replay. */
export function makeCommand<N extends CommandName>(
  name: N,
  of: { id: string; caseId: string; key?: string },
  input: CommandInput<N>,
): Command {
  const body = jsonText(encodeCommand(name, input));
  return { name, id: of.id, caseId: of.caseId, key: of.key ?? crypto.randomUUID(), body, at: new Date().toISOString() };
}
