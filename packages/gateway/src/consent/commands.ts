import type { CommandHandlers } from '../internal/command.types.js';
import { refuse, sign } from './decide.js';
import { withdraw } from './withdraw.js';

/** The verbs on a consent. */
export const consentCommands = {
  'consent.sign': sign,
  'consent.refuse': refuse,
  'consent.withdraw': withdraw,
} satisfies Partial<CommandHandlers>;
