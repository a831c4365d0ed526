export { inventedInsuranceXml, inventedNow, inventedRecord } from './invented-record.js';
export { findChart, inventedCharts } from './people/charts.js';
export { birthDate, insuranceCard, nationalId } from './people/person-ids.js';
export type { Ago, Chart, Drug, EarlierEpisode, Imaging, Series, Vitals } from './people/chart.types.js';
export type { InsuranceXmlOptions } from './people/to-insurance-xml.js';
export { demoSiteIds, findSite, inventedSites } from './network/sites.js';
export type { InventedSite } from './network/sites.js';
export { findDoctor, inventedDoctors } from './network/doctors.js';
export type { InventedDoctor } from './network/doctors.js';
