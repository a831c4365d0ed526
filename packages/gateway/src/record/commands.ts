import type { CommandHandlers } from '../internal/command.types.js';
import { access } from './access.js';
import { share } from './share.js';

/** The verb that lets a record leave its site, and the one that says who read it. */
export const recordCommands = { 'record.share': share, 'record.access': access } satisfies Partial<CommandHandlers>;
