import { commandPath, headers, paths, type CommandName, type Parameters } from '@diemcau/protocol';
import { compactDecrypt, importJWK } from 'jose';
import { GatewayAnswer, type SystemClient } from './system-client.js';

interface SealedCommand {
  command: CommandName;
  id: string;
  idempotencyKey: string;
  /** The command's Parameters, as the person's browser would have sent them. */
  input: Parameters;
  /** Person for whom it is sent; the signature inside names them too. */
  onBehalf: string;
}

/**
 * Sends what a doctor signed and could not send before signing out: it lies at the gateway, sealed to this site's key.
 * Answers how many were sent.
 */
export async function submitSealed(client: SystemClient, signal?: AbortSignal): Promise<number> {
  const { items } = (await client.call('GET', paths.sealed, { signal })) as {
    items: { id: string; jwe: string }[];
  };
  const key = await importJWK(client.options.keys.sealing, 'ECDH-ES+A256KW');
  let sent = 0;
  for (const item of items) {
    const { plaintext } = await compactDecrypt(item.jwe, key, {
      keyManagementAlgorithms: ['ECDH-ES+A256KW'],
      contentEncryptionAlgorithms: ['A256GCM'],
    });
    const sealed = JSON.parse(new TextDecoder().decode(plaintext)) as SealedCommand;
    const sending = client.call('POST', `${paths.fhir}/${commandPath(sealed.command, sealed.id)}`, {
      body: sealed.input,
      headers: { [headers.idempotencyKey]: sealed.idempotencyKey, [headers.onBehalf]: sealed.onBehalf },
      signal,
    });
    // What is refused stays at the gateway for somebody to look at, and does not hold up the rest.
    const isSent = await sending.then(
      () => true,
      (error: unknown) => {
        if (error instanceof GatewayAnswer && error.status < 500 && error.status !== 401 && error.status !== 429)
          return false;
        throw error;
      },
    );
    if (!isSent) continue;
    await client.call('DELETE', `${paths.sealed}/${item.id}`, { signal });
    sent += 1;
  }
  return sent;
}
