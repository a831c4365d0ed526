import { DiemcauError, paths } from '@diemcau/protocol';
import type { Call } from '../internal/store.types.js';
import { verifyDirectory, type VerifiedDirectory } from '../internal/verify/verify-directory.js';
import type { Pins } from '../offline/create-pins.js';
import { anySignal } from '../internal/any-signal.js';

interface Deps {
  gateway: string;
  networkKey?: string;
  pins: Pins;
  fetch: typeof fetch;
}

/** Milliseconds that the gateway may take. */
const patience = 15_000;

/**
 * The signed site directory: fetched, verified against the pinned key, and never older than one seen before. While the gateway
 * cannot be reached, the one kept on this device, verified again.
 */
export async function fetchDirectory(
  { gateway, networkKey, pins, fetch }: Deps,
  { signal }: Call = {},
): Promise<VerifiedDirectory> {
  let jws: string;
  try {
    const response = await fetch(gateway + paths.directory, {
      signal: anySignal([signal, AbortSignal.timeout(patience)]),
      cache: 'no-cache',
    });
    if (response.status === 404) throw new DiemcauError('network/unknown-gateway');
    if (!response.ok) throw new DiemcauError('network/unreachable', { facts: { status: response.status } });
    jws = await response.text();
  } catch (cause) {
    const error = DiemcauError.from(cause, 'network/unreachable');
    const kept = error.retryable ? await pins.get() : undefined;
    if (!kept) throw error;
    return verifyDirectory(kept.jws, networkKey);
  }
  const verified = await verifyDirectory(jws, networkKey);
  await pins.put({ version: verified.directory.version, jws });
  return verified;
}
