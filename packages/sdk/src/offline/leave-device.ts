import type { SiteDirectory, SiteKey } from '@diemcau/protocol';
import { sha256 } from '../internal/sha256.js';
import type { Database } from './database.js';
import { readCommands } from './outbox-rows.js';
import type { People, Person } from './people.js';

interface Deps {
  database: Database;
  people: People;
  gateway: string;
  /** Newest directory known, also without a line. */
  directory(): Promise<SiteDirectory | undefined>;
}

/**
 * A person leaves this device: what waits is sealed to their site, then keys and everything under them are destroyed. Where
 * sealing is impossible (no directory was ever seen, the site has no key) only drafts go, and the person's own next sign-in sends.
 */
export async function leaveDevice({ database, people, gateway, directory }: Deps, person: Person): Promise<void> {
  const waiting = (await readCommands(database, person).catch(() => [])).filter(({ refused }) => refused === undefined);
  if (waiting.length === 0) return people.destroy(person);
  const key = encryptionKey(await directory(), person.siteId);
  if (!key) return people.destroy(person, { keepOutbox: true });
  const { seal } = await import('./seal.js');
  const jwes = await Promise.all(waiting.map((command) => seal(command, key, person.sub)));
  const gatewayId = await sha256(`gateway\n${gateway}`);
  await database.run(['sealed'], 'readwrite', async (tx) => {
    for (const jwe of jwes)
      await tx.objectStore('sealed').put({ gateway: gatewayId, site: person.siteId, jwe }, crypto.randomUUID());
  });
  await people.destroy(person);
}

function encryptionKey(directory: SiteDirectory | undefined, siteId: string): SiteKey | undefined {
  const now = Date.now();
  const site = directory?.sites.find(({ id }) => id === siteId);
  return site?.keys.find(
    ({ use, notBefore, notAfter }) => use === 'enc' && Date.parse(notBefore) <= now && now <= Date.parse(notAfter),
  );
}
