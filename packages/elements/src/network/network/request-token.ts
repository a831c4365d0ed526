import type { ErrorCode } from '@diemcau/protocol';
import type { TokenProvider } from '@diemcau/sdk';

/** The default token provider: asks the HIS's own back end, which signs for the user whose session cookie this is. */
export function requestToken(tokenUrl: string): TokenProvider {
  return async ({ jkt, audience, signal }) => {
    // A page's <base> may lead to another host; the endpoint is the HIS's own all the same.
    const url = [document.baseURI, location.href]
      .map((base) => new URL(tokenUrl, base))
      .find(({ origin }) => origin === location.origin);
    if (!url) throw new Error('token-url must be on the page’s own origin');
    const response = await fetch(url, {
      method: 'POST',
      credentials: 'same-origin',
      cache: 'no-store',
      redirect: 'error',
      headers: { 'Content-Type': 'application/json', Accept: 'application/json', 'X-Diemcau': '1' },
      body: JSON.stringify({ jkt, audience }),
      signal,
    });
    // Refused is no fault that passes by itself: the session at the HIS is over, or this user may not.
    if (response.status === 401 || response.status === 403) throw refused(response.status);
    if (!response.ok) throw new Error(`token-url answered ${response.status}`);
    const { token } = (await response.json()) as { token?: unknown };
    if (typeof token !== 'string' || !token) throw new Error('token-url answered without a token');
    return token;
  };
}

function refused(status: number): Error {
  return Object.assign(new Error(`token-url answered ${status}`), {
    name: 'DiemcauError',
    code: 'auth/token-refused' satisfies ErrorCode,
    retryable: false,
  });
}
