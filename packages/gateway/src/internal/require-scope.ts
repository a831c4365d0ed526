import { DiemcauError, scopes } from '@diemcau/protocol';
import type { Principal } from './principal.types.js';

/**
 * A command needs its scope; the site's system token may send any command on a person's behalf.
 * @throws DiemcauError `auth/scope-missing`
 */
export function requireScope(who: Principal, scope: string | undefined): void {
  if (who.onBehalf) return;
  if (who.system) throw new DiemcauError('auth/scope-missing', { facts: { scope: scope ?? 'person' } });
  if (scope === undefined ? !scopes.some((one) => who.scopes.has(one)) : !who.scopes.has(scope))
    throw new DiemcauError('auth/scope-missing', { facts: { scope: scope ?? 'any' } });
}

/**
 * Reading needs any scope of ours, or a SMART scope for the type.
 * @throws DiemcauError `auth/scope-missing`
 */
export function requireReadScope(who: Principal, type: string): void {
  for (const scope of who.scopes) {
    if ((scopes as readonly string[]).includes(scope)) return;
    const smart = /^(?:user|patient|system)\/(\*|[A-Za-z]+)\.([cruds]+|read|\*)(?:\?.*)?$/.exec(scope);
    if (smart && (smart[1] === '*' || smart[1] === type) && /[rs*]/.test(smart[2]!)) return;
  }
  throw new DiemcauError('auth/scope-missing', { facts: { type } });
}
