import type { CommandHandlers } from '../internal/command.types.js';
import { share } from './share.js';

/** The verb that lets a record leave its site. */
export const recordCommands = { 'record.share': share } satisfies Partial<CommandHandlers>;
