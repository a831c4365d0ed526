import { DiemcauError } from '@diemcau/protocol';
import type { TokenProvider } from '../diemcau.types.js';

/**
 * Asks an endpoint of the HIS's own origin for a token: `POST {"jkt", "audience"}` with the user's cookies and the header
 * `Diemcau-Request: token`, which a foreign page cannot set; answers `{"token"}`.
 */
export function tokenFromUrl(url: string): TokenProvider {
  return async ({ jkt, audience, signal }) => {
    const response = await fetch(url, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'content-type': 'application/json', 'diemcau-request': 'token' },
      body: JSON.stringify({ jkt, audience }),
      signal,
    });
    if (response.status === 401 || response.status === 403) throw new DiemcauError('auth/token-refused');
    if (!response.ok) throw new DiemcauError('auth/token-provider-failed', { facts: { status: response.status } });
    const { token } = (await response.json()) as { token?: unknown };
    if (typeof token !== 'string') throw new DiemcauError('auth/token-malformed');
    return token;
  };
}
