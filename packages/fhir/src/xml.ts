export { detectRecordFormat } from './xml/detect-record-format.js';
export { readInsuranceXml } from './xml/read-insurance-xml.js';
export { toInsuranceXml } from './xml/write/to-insurance-xml.js';
export type { InsuranceXmlOptions } from './xml/write/to-insurance-xml.js';
export { minutesToInsuranceXml } from './xml/write/minutes-to-insurance-xml.js';
export type { MinutesXmlOptions } from './xml/write/minutes-to-insurance-xml.js';
