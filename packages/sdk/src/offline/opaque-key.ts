import { encode } from 'jose/base64url';
import type { Person } from './people.js';

/** A storage key that says nothing to who has not the person's key. */
export async function opaqueKey(person: Person, name: string): Promise<string> {
  return encode(new Uint8Array(await crypto.subtle.sign('HMAC', person.indexKey, new TextEncoder().encode(name))));
}
