import type { CommandHandlers } from '../internal/command.types.js';
import { amend } from './amend.js';
import { save } from './save.js';
import { sign } from './sign.js';

/** The verbs on minutes. */
export const minutesCommands = {
  'minutes.save': save,
  'minutes.sign': sign,
  'minutes.amend': amend,
} satisfies Partial<CommandHandlers>;
