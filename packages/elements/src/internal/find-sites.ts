import type { NetworkState } from '@diemcau/sdk';
import { foldText } from './fold-text.js';
import { matchesText } from './matches-text.js';
import { provinceNames } from './province-names.js';

type Site = NetworkState['sites'][number];

/** What is asked for. */
export interface SiteQuery {
  /** Words in the name, province or specialties; accents do not matter. */
  text?: string;
  specialty?: string;
  /** Province code. */
  province?: string;
  /** Site that is left out: one's own. */
  except?: string;
}

/** Whether a site lists a specialty, without regard to accents. */
export function offers(site: Site, specialty: string): boolean {
  const wanted = foldText(specialty);
  return wanted !== '' && site.specialties.some((one) => foldText(one) === wanted);
}

/** Sites that match, those that offer the specialty first, then upper level, then by name. */
export function findSites(
  sites: readonly Site[],
  { text = '', specialty = '', province = '', except }: SiteQuery,
): Site[] {
  const rank = (site: Site) => (offers(site, specialty) ? 0 : 2) + (site.level === 'upper' ? 0 : 1);
  return sites
    .filter((site) => site.id !== except && (!province || site.province === province))
    .filter((site) =>
      matchesText([site.name, site.nameEn, provinceNames[site.province], site.id, ...site.specialties].join(' '), text),
    )
    .sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name, 'vi'));
}
