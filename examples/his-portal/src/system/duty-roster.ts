import { paths, systems } from '@diemcau/protocol';
import type { InventedDoctor } from '@diemcau/testing/people';
import type { SystemClient } from './system-client.js';

/** Tells the network which doctors are on duty, one PractitionerRole each. */
export async function publishDuty(
  client: SystemClient,
  doctors: readonly InventedDoctor[],
  signal?: AbortSignal,
): Promise<void> {
  for (const doctor of doctors) {
    const id = doctor.sub.replaceAll('/', '-');
    const resource = {
      resourceType: 'PractitionerRole',
      id,
      active: doctor.onDuty,
      practitioner: { identifier: { system: systems.practitioner, value: doctor.sub }, display: doctor.name },
      organization: {
        identifier: { system: systems.site, value: client.options.siteId },
        display: client.options.siteName,
      },
      code: [{ text: doctor.title }],
      specialty: [{ coding: [{ system: 'urn:diemcau:specialty', code: doctor.specialty }], text: doctor.specialty }],
    };
    await client.call('PUT', `${paths.fhir}/PractitionerRole/${id}`, { body: resource, signal });
  }
}
