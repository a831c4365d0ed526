import { DiemcauError, systems, type WireResource } from '@diemcau/protocol';
import type { Found, TypeReader } from '../internal/reader.types.js';
import type { Principal } from '../internal/principal.types.js';
import type { Tx } from '../store/store.types.js';

interface Row {
  version: number;
  updated_at: Date;
  body: WireResource;
}

const toFound = ({ body, version, updated_at }: Row): Found => ({
  resource: body,
  caseIds: [],
  version,
  updatedAt: updated_at,
});

/** Doctors of the network and when they are on duty; every site may look. */
export const practitionerRoleReader: TypeReader = {
  type: 'PractitionerRole',
  read: async (tx, id) =>
    (await tx.query<Row>('select * from diemcau.practitioner_role where id = $1', [id])).map(toFound),
  async search(tx, parameters) {
    const codes = (name: string) => {
      const given = parameters
        .get(name)
        ?.flatMap((value) => value.split(','))
        .map((value) => value.split('|').pop()!);
      return given && given.length > 0 ? given : null;
    };
    const rows = await tx.query<Row>(
      `select * from diemcau.practitioner_role p where ($1::text[] is null or p.site_id = any ($1))
         and ($2::text[] is null or exists (select from jsonb_array_elements(p.body -> 'specialty') s,
           jsonb_array_elements(s -> 'coding') k where k ->> 'code' = any ($2)))
       order by p.id limit 1000`,
      [codes('organization'), codes('specialty')],
    );
    return rows.map(toFound);
  },
};

/**
 * Takes what a site's own system says of its doctor.
 * @throws DiemcauError `auth/scope-missing`, `request/invalid`
 */
export async function putPractitionerRole(
  tx: Tx,
  who: Principal,
  id: string,
  body: WireResource,
  now: Date,
): Promise<WireResource> {
  if (!who.system) throw new DiemcauError('request/method-not-allowed');
  const organization = (body.organization as { identifier?: { value?: string } } | undefined)?.identifier?.value;
  if (body.resourceType !== 'PractitionerRole' || body.id !== id)
    throw new DiemcauError('request/invalid', { at: 'PractitionerRole.id' });
  if (organization !== who.siteId) throw new DiemcauError('request/invalid', { at: 'PractitionerRole.organization' });
  const system = systems.site;
  const [known] = await tx.query<{ site_id: string; version: number }>(
    'select site_id, version from diemcau.practitioner_role where id = $1',
    [id],
  );
  if (known && known.site_id !== who.siteId) throw new DiemcauError('request/not-found');
  const version = (known?.version ?? 0) + 1;
  const stored = {
    ...body,
    organization: { ...(body.organization as object), identifier: { system, value: who.siteId } },
    meta: { versionId: String(version), lastUpdated: now.toISOString() },
  };
  await tx.query(
    known
      ? 'update diemcau.practitioner_role set site_id = $2, version = $3, updated_at = $4, body = $5 where id = $1'
      : 'insert into diemcau.practitioner_role (id, site_id, version, updated_at, body) values ($1,$2,$3,$4,$5)',
    [id, who.siteId, version, now, JSON.stringify(stored)],
  );
  return stored;
}
