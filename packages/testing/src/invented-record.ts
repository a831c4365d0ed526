import type { Bundle } from 'fhir/r4';
import { findDoctor } from './network/doctors.js';
import { findSite } from './network/sites.js';
import type { Chart, ChartFacts } from './people/chart.types.js';
import { toBundle } from './people/to-bundle.js';
import { toInsuranceXml, type InsuranceXmlOptions } from './people/to-insurance-xml.js';

/** Time at which invented charts stand still when no other is given, so that tests and stories always see the same. */
export const inventedNow = new Date('2026-10-05T02:30:00Z');

function factsOf(chart: Chart, now: Date): ChartFacts {
  return { now, siteName: findSite(chart.siteId).name, doctorName: findDoctor(chart.episode.doctor).name };
}

/** An invented patient's record as FHIR R4, as the hospital's HIS hands it over. */
export function inventedRecord(chart: Chart, now: Date = inventedNow): Bundle {
  return toBundle(chart, factsOf(chart, now));
}

/** The same record as the insurance XML that the HIS exports (QĐ 130/2023, QĐ 4750/2023). */
export function inventedInsuranceXml(chart: Chart, options: InsuranceXmlOptions & { now?: Date } = {}): string {
  return toInsuranceXml(chart, factsOf(chart, options.now ?? inventedNow), options);
}
