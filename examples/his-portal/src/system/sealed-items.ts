import { commandPath, headers, paths, type CommandInput, encodeCommand, type CommandName } from '@diemcau/protocol';
import { compactDecrypt, importJWK } from 'jose';
import type { SystemClient } from './system-client.js';

interface SealedCommand {
  command: CommandName;
  id: string;
  idempotencyKey: string;
  input: CommandInput<CommandName>;
  /** Person for whom it is sent; the signature inside names them too. */
  sub?: string;
}

/**
 * Sends what a doctor signed and could not send before signing out: it lies at the gateway, sealed to this site's key.
 * Answers how many were sent.
 */
export async function submitSealed(client: SystemClient, signal?: AbortSignal): Promise<number> {
  const { items } = (await client.call('GET', paths.sealed, { signal })) as {
    items: { id: string; jwe: string; depositedBy?: string }[];
  };
  const key = await importJWK(client.options.keys.sealing, 'ECDH-ES+A256KW');
  for (const item of items) {
    const { plaintext } = await compactDecrypt(item.jwe, key, {
      keyManagementAlgorithms: ['ECDH-ES+A256KW'],
      contentEncryptionAlgorithms: ['A256GCM'],
    });
    const sealed = JSON.parse(new TextDecoder().decode(plaintext)) as SealedCommand;
    const sub = sealed.sub ?? item.depositedBy;
    await client.call('POST', `${paths.fhir}/${commandPath(sealed.command, sealed.id)}`, {
      body: encodeCommand(sealed.command, sealed.input),
      headers: { [headers.idempotencyKey]: sealed.idempotencyKey, ...(sub ? { 'Diemcau-On-Behalf': sub } : {}) },
      signal,
    });
    await client.call('DELETE', `${paths.sealed}/${item.id}`, { signal });
  }
  return items.length;
}
