import type { IncomingMessage } from 'node:http';

/**
 * Address that a request came from. Behind proxies it is what the outermost of ours wrote; what stands before that in the header
 * anybody may have written.
 */
export function addressOf(request: IncomingMessage, proxies: number): string {
  const said = String(request.headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean);
  return (proxies > 0 ? said.at(-proxies) : undefined) ?? request.socket.remoteAddress ?? '';
}
