import type { ServerEvent } from '@diemcau/protocol';

/** An event as JSON: written once, for however many it is sent to. */
export type EventText = string & { readonly _of: ServerEvent };

/** Writes an event. */
export function eventText(event: ServerEvent): EventText {
  return JSON.stringify(event) as EventText;
}
