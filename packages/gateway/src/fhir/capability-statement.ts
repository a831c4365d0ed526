import type { WireResource } from '@diemcau/protocol';
import { fhirRoutes } from './routes.js';

/** What this gateway can do, read off the route table. */
export function capabilityStatement(now: Date): WireResource {
  const types = [...new Set(fhirRoutes.flatMap((route) => route.type ?? []))];
  const resource = types.map((type) => {
    const routes = fhirRoutes.filter((route) => route.type === type);
    const codes = new Set(
      routes.map(
        (route) =>
          ({ read: 'read', vread: 'vread', history: 'history-instance', search: 'search-type', update: 'update' })[
            route.interaction as 'read'
          ],
      ),
    );
    codes.delete(undefined as never);
    const operations = routes
      .filter((route) => route.command)
      .map((route) => ({ name: route.path.split('$')[1], definition: `urn:diemcau:operation:${route.command}` }));
    return {
      type,
      interaction: [...codes].map((code) => ({ code })),
      ...(operations.length > 0 ? { operation: operations } : {}),
    };
  });
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date: now.toISOString(),
    kind: 'instance',
    software: { name: 'diemcau-gateway' },
    fhirVersion: '4.0.1',
    format: ['application/fhir+json'],
    rest: [{ mode: 'server', resource, interaction: [{ code: 'batch' }] }],
  };
}
