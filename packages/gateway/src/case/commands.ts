import type { CommandHandlers } from '../internal/command.types.js';
import { accept, ask, cancel, reject } from './decide.js';
import { assign } from './people.js';
import { say } from './say.js';
import { end, schedule, start } from './session.js';
import { submit } from './submit.js';

/** The verbs on a case. */
export const caseCommands = {
  'case.submit': submit,
  'case.accept': accept,
  'case.reject': reject,
  'case.ask': ask,
  'case.schedule': schedule,
  'case.start': start,
  'case.end': end,
  'case.cancel': cancel,
  'case.assign': assign,
  'case.say': say,
} satisfies Partial<CommandHandlers>;
