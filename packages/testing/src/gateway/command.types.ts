import type { CommandInput, CommandName, WireResource } from '@diemcau/protocol';
import type { Caller, GatewayState } from './state.js';

/** Carries out a command: every check first, then the change. */
export type CommandHandler<N extends CommandName> = (
  state: GatewayState,
  who: Caller,
  id: string,
  input: CommandInput<N>,
) => Promise<WireResource> | WireResource;
