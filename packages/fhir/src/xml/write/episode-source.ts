import type { Json } from '../../internal/json.js';
import type { Exporting } from './exporting.js';

/** What one HOSO is written from: one encounter (or none) and the resources that belong to it, in their order. */
export interface EpisodeSource {
  patient: Json | undefined;
  encounter: Json | undefined;
  resources: readonly Json[];
  /** Site that gives the file, where the encounter names none. */
  siteId: string | undefined;
  exporting: Exporting;
}

/** The resources of some types. */
export function ofTypes(source: EpisodeSource, ...types: readonly string[]): Json[] {
  return source.resources.filter(({ resourceType }) => types.includes(resourceType as string));
}
