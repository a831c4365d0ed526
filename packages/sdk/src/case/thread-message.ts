import { extensions, type WireResource } from '@diemcau/protocol';
import { extensionOf, type Extended } from '../internal/extension-of.js';
import type { KeptCommand } from '../internal/session.types.js';
import type { ThreadMessage } from './case.types.js';

interface Communication {
  id?: string;
  sent?: string;
  sender?: Extended & { identifier?: { value?: string }; display?: string };
  payload?: { contentString?: string }[];
}

/** A Communication of the case's thread. */
export function sentMessage(resource: WireResource): ThreadMessage {
  const { id = '', sent = '', sender, payload } = resource as Communication;
  return {
    id,
    siteId: extensionOf(sender, extensions.site) ?? '',
    sub: sender?.identifier?.value ?? '',
    name: sender?.display ?? '',
    text: payload?.map(({ contentString }) => contentString ?? '').join('\n') ?? '',
    at: sent,
    status: 'sent',
  };
}

/** A message that waits on this device. */
export function queuedMessage(
  { key, body, at }: KeptCommand,
  me: { siteId: string; sub: string; name: string },
): ThreadMessage {
  const { parameter } = JSON.parse(body) as { parameter?: { name: string; valueString?: string }[] };
  const text = parameter?.find(({ name }) => name === 'text')?.valueString ?? '';
  return { id: key, siteId: me.siteId, sub: me.sub, name: me.name, text, at, status: 'queued' };
}
